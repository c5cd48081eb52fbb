//! `vordruck feel` as an author runs it: the real binary.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

fn feel(folder: &Path, arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vordruck"))
        .arg("feel")
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_value_is_printed_as_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let context =
        r#"{"leute": [{"name": "Ada", "alter": 36}, {"name": "Bo", "alter": 7}], "seit": {"type": "date", "value": "2026-01-31"}}"#;
    std::fs::write(folder.path().join("ctx.json"), context).unwrap();
    for (expression, expected) in [
        ("leute[alter > 18].name", "[\"Ada\"]"),
        ("sum(leute.alter)", "43"),
        ("seit + duration(\"P1M\")", "2026-02-28"),
        ("if count(leute) = 2 then \"zwei\" else null", "\"zwei\""),
        ("today() > seit", "true"),
    ] {
        let (code, said, wrong) = feel(folder.path(), &[expression, "--with", "ctx.json"], "");
        assert_eq!((code, said.trim(), wrong.as_str()), (0, expected, ""), "{expression}");
    }
}

#[test]
fn an_error_is_shown_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said, wrong) = feel(folder.path(), &["1 + alte", "--language", "en"], "");
    assert_eq!((code, said.trim()), (1, "null"));
    assert!(wrong.contains("VD0041") && wrong.contains("1 + alte") && wrong.contains("^^^^"), "{wrong}");
    let (code, _, wrong) = feel(folder.path(), &["1 +"], "");
    assert_eq!(code, 1);
    assert!(wrong.contains("VD0040") && wrong.contains("fehlt ein Wert"), "{wrong}");
    assert_eq!(feel(folder.path(), &["1", "--with", "nirgends.json"], "").0, 1);
}

#[test]
fn lines_are_answered_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let input = concat!(
        r#"{"expr": "a * 2", "inputs": {"a": {"type": "decimal", "value": "1.5"}}}"#,
        "\n",
        r#"{"expr": "1 +", "inputs": {"a": {"type": "date", "value": "2026-02-30"}}}"#,
        "\n\n",
        r#"{"expr": "[{x: @\"2026-11-22\"}, duration(\"PT90M\"), \"ä\"]"}"#,
        "\n"
    );
    let (code, said, wrong) = feel(folder.path(), &["--jsonl"], input);
    let expected = [
        r#"{"result":{"type":"decimal","value":"3.0"}}"#,
        r#"{"result":null}"#,
        r#"{"result":{"list":[{"context":{"x":{"type":"date","value":"2026-11-22"}}},{"type":"duration","value":"PT1H30M"},{"type":"string","value":"ä"}]}}"#,
    ];
    assert_eq!((code, said.lines().collect::<Vec<_>>(), wrong.as_str()), (0, expected.to_vec(), ""));
    assert_eq!(feel(folder.path(), &["--jsonl"], "kein JSON\n").0, 1);
}
