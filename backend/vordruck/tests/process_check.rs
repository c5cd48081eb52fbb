//! `vordruck process new`, `check` and `explain` as an author runs them: the real binary, files in a folder.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use serde_json::Value;
use std::path::Path;
use std::process::Command;

fn vordruck(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_vordruck")).args(arguments).current_dir(folder).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn a_new_definition_checks_clean_and_its_scenarios_pass() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said, _) = vordruck(folder.path(), &["process", "new", "hundesteuer", "--title", "Hund anmelden"]);
    assert_eq!(code, 0, "{said}");
    assert!(folder.path().join("hundesteuer/texts/en.ftl").exists());
    let (code, said, _) = vordruck(folder.path(), &["process", "check", "hundesteuer", "--deny-warnings"]);
    assert_eq!((code, said.trim()), (0, "hundesteuer/process.xml: ok"));
    let (code, said, _) = vordruck(folder.path(), &["process", "test", "--min-coverage", "100"]);
    assert_eq!(code, 0, "{said}");
    let (code, _, wrong) = vordruck(folder.path(), &["process", "new", "hundesteuer"]);
    assert_eq!(code, 1);
    assert!(wrong.contains("gibt es schon"), "{wrong}");
}

#[test]
fn a_wrong_id_writes_nothing_and_says_a_better_one() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, said) = vordruck(folder.path(), &["process", "new", "Hunde Steuer"]);
    assert_eq!(code, 1);
    assert!(said.contains("VD0010") && said.contains("hunde-steuer"), "{said}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn several_definitions_are_checked_at_once_and_one_log_names_each_file() {
    let folder = tempfile::tempdir().unwrap();
    for id in ["eins", "zwei", "drei"] {
        assert_eq!(vordruck(folder.path(), &["process", "new", id]).0, 0);
    }
    for id in ["eins", "drei"] {
        let file = folder.path().join(id).join("process.xml");
        let broken = std::fs::read_to_string(&file).unwrap().replace(r#"field="beginn""#, r#"field="begin""#);
        std::fs::write(&file, broken).unwrap();
    }
    let (code, said, _) = vordruck(folder.path(), &["process", "check", ".", "--format", "sarif", "--language", "en"]);
    assert_eq!(code, 1, "{said}");
    let log: Value = serde_json::from_str(&said).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    let files: Vec<&str> =
        results.iter().map(|result| result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap()).collect();
    assert_eq!(files, ["drei/process.xml", "eins/process.xml"]);
    assert!(results[0]["message"]["text"].as_str().unwrap().contains("Did you mean “beginn”?"), "{said}");
    let (code, said, _) = vordruck(folder.path(), &["process", "check", "eins", "zwei/process.xml", "--format", "json"]);
    let list: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, list.as_array().unwrap().len()), (1, 1), "{said}");
    let (code, said, _) = vordruck(folder.path(), &["process", "check", "eins", "zwei"]);
    assert_eq!(code, 1);
    assert!(said.contains("--> eins/process.xml:") && said.contains("zwei/process.xml: ok"), "{said}");
}

#[test]
fn a_code_is_explained_by_number_and_by_name() {
    let folder = tempfile::tempdir().unwrap();
    let (code, by_number, _) = vordruck(folder.path(), &["process", "explain", "VD0010"]);
    assert_eq!(code, 0);
    assert!(by_number.starts_with("VD0010 bad-id: an id that expressions"), "{by_number}");
    assert_eq!(vordruck(folder.path(), &["process", "explain", "bad-id"]).1, by_number);
    let (code, all, _) = vordruck(folder.path(), &["process", "explain"]);
    assert!(code == 0 && all.lines().count() > 40, "{all}");
    let (code, of_import, _) = vordruck(folder.path(), &["process", "explain", "vi0004"]);
    assert!(code == 0 && of_import.contains("XDatenfelder 1") && all.contains("VI0012"), "{of_import}");
    let (code, _, said) = vordruck(folder.path(), &["process", "explain", "VD9999"]);
    assert!(code == 1 && said.contains("gibt es nicht") && all.contains("Warnung"), "{said}");
}

#[test]
fn what_changed_is_said_in_sentences_between_definitions_and_compiled_forms() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(vordruck(folder.path(), &["process", "new", "alt"]).0, 0);
    let definition = std::fs::read_to_string(folder.path().join("alt/process.xml")).unwrap();
    let changed = definition.replace(r#"<field id="email" type="email""#, r#"<field id="email" type="email" required="true""#);
    std::fs::create_dir_all(folder.path().join("neu/texts")).unwrap();
    std::fs::write(folder.path().join("neu/process.xml"), changed).unwrap();
    std::fs::copy(folder.path().join("alt/texts/en.ftl"), folder.path().join("neu/texts/en.ftl")).unwrap();
    let (code, said, _) = vordruck(folder.path(), &["process", "diff", "alt", "neu"]);
    assert_eq!((code, said.trim()), (1, "- Feld „E-Mail-Adresse“ (email) ist jetzt Pflicht."));
    let (code, said, _) = vordruck(folder.path(), &["process", "diff", "alt", "alt", "--language", "en"]);
    assert_eq!((code, said.trim()), (0, "Nothing changed."));
    let tenant = concat!(env!("CARGO_MANIFEST_DIR"), "/src/demo/musterstadt.toml");
    for id in ["alt", "neu"] {
        let output = format!("{id}.form");
        let arguments = ["process", "compile", id, "--tenant", tenant, "--root-fingerprint", &"a".repeat(64), "-o", &output];
        let (code, _, wrong) = vordruck(folder.path(), &arguments);
        assert_eq!(code, 0, "{wrong}");
    }
    let (code, said, _) = vordruck(folder.path(), &["process", "diff", "alt.form", "neu.form", "--format", "json"]);
    let json: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((code, &json["changes"][0]["kind"], &json["changes"][0]["id"]), (1, &"made-required".into(), &"email".into()));
    assert_ne!(json["old"]["hash"], json["new"]["hash"]);
    std::fs::write(folder.path().join("alt.form"), [1, 2, 3]).unwrap();
    let (code, _, wrong) = vordruck(folder.path(), &["process", "diff", "alt.form", "neu.form"]);
    assert!(
        code == 1 && wrong.contains("alt.form: Eine andere Fassung des Programms") && wrong.contains("Vergleichen Sie die Definitionen"),
        "{wrong}"
    );
}

#[test]
fn blocks_of_an_authors_own_are_found_beside_the_definition_and_beside_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(vordruck(folder.path(), &["process", "new", "antrag"]).0, 0);
    let file = folder.path().join("antrag/process.xml");
    let text = std::fs::read_to_string(&file).unwrap();
    let email = text.lines().find(|line| line.contains(r#"id="email""#)).unwrap().to_owned();
    std::fs::write(&file, text.replace(&email, r#"<include block="tier" id="mein"/>"#)).unwrap();
    let block = |place: &str, label: &str| {
        let folder = folder.path().join(place).join("tier");
        std::fs::create_dir_all(folder.join("texts")).unwrap();
        let xml = format!(
            r#"<block xmlns="urn:vordruck:process:1" id="tier"><field id="art" type="text"><label>{label}</label></field></block>"#
        );
        std::fs::write(folder.join("block.xml"), xml).unwrap();
        std::fs::write(folder.join("texts/en.ftl"), "art =\n    .label = Kind\n").unwrap();
    };
    block("blocks", "Art");
    let (code, said, _) = vordruck(folder.path(), &["process", "check", "antrag"]);
    assert_eq!(code, 0, "{said}");
    let (code, _, _) = vordruck(folder.path(), &["process", "diff", "antrag", "antrag"]);
    assert_eq!(code, 0);
    // The nearer one counts, and a mistake in it is shown in its own file.
    block("antrag/blocks", "");
    let (code, said, _) = vordruck(&folder.path().join("antrag"), &["process", "check", "."]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("--> blocks/tier/block.xml:"), "{said}");
}

#[test]
fn exit_codes_are_documented_where_they_are_looked_for() {
    let folder = tempfile::tempdir().unwrap();
    for command in ["check", "test", "diff", "publish"] {
        let (code, said, _) = vordruck(folder.path(), &["process", command, "--help"]);
        assert!(code == 0 && said.contains("Exit code 0"), "{command}: {said}");
    }
    let (_, list, _) = vordruck(folder.path(), &["process", "--help"]);
    for line in ["  check    Say everything that is wrong", "  preview  Show the real form", "  publish  Publish a version"] {
        assert!(list.contains(line), "{line}\n{list}");
    }
}
