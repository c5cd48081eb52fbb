//! `vordruck process test` as an author runs it: the real binary, definitions and scenarios in a folder.

#![allow(clippy::expect_used, clippy::unwrap_used, clippy::panic, missing_docs, reason = "tests")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const DEFINITION: &str = r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>Probe</title>
<parameter id="satz" type="money" default="2.50"><label>Satz</label></parameter>
<page id="eins"><title>Eins</title>
<field id="anzahl" type="integer" min="1" required="true"><label>Wie viele?</label></field>
<field id="grund" type="text" required="true" visible="anzahl > 3"><label>Warum so viele?</label></field>
<rule id="nicht_zu_viele" assert="anzahl &lt;= 10" field="anzahl">Das sind zu viele.</rule>
</page>
<fee amount="anzahl * satz" purpose="Probe"/>
<handover><postbox/></handover><retention draft="P30D" postbox="P90D"/></process>"#;

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(scenarios: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("process.xml"), DEFINITION).unwrap();
        std::fs::create_dir(folder.path().join("tests")).unwrap();
        std::fs::write(folder.path().join("tests/alle.toml"), scenarios).unwrap();
        Self(folder)
    }
    fn test(&self, more: &[&str]) -> (i32, String) {
        let output = vordruck(self.0.path(), &[&["process", "test", "--language", "en"], more].concat());
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    }
}

fn vordruck(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vordruck")).args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn a_scenario_that_comes_out_as_expected_passes() {
    let folder = Folder::with(
        r#"moment = 2026-11-22T10:00:00
[[scenario]]
name = "Zwei"
answers = { anzahl = "2" }
expected = { fee = "5.00", hidden = ["grund"], pages = ["eins"], export = '{"process":"probe","version":"1.0.0","leika_key":null,"language":"de","fee_euro":"5.00","code_lists":{},"answers":{"anzahl":2}}' }
"#,
    );
    let (code, said) = folder.test(&["--verbose"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("ok     Zwei"), "{said}");
    assert!(said.contains("tests/alle.toml:2"), "{said}");
    assert!(said.contains("process.xml:5: field grund: is never shown"), "{said}");
    assert!(said.contains("process.xml:6: rule nicht_zu_viele: is never broken"), "{said}");
}

#[test]
fn what_differs_is_shown_with_its_line() {
    let folder = Folder::with(
        r#"moment = 2026-11-22T10:00:00
[[scenario]]
name = "Elf"
answers = { anzahl = "11" }
[scenario.expected]
fee = "27.00"
hidden = ["grund"]
"#,
    );
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 1, "{said}");
    for line in [
        "fee (tests/alle.toml:6)",
        "expected: 27.00",
        "came:     27.50",
        "hidden.grund (tests/alle.toml:7)",
        "errors.anzahl",
        "nicht_zu_viele",
        "errors.grund",
        "missing",
    ] {
        assert!(said.contains(line), "{line} is missing:\n{said}");
    }
}

#[test]
fn full_coverage_can_be_demanded() {
    let scenarios = r#"moment = 2026-11-22T10:00:00
[[scenario]]
name = "Zwei"
answers = { anzahl = "2" }
[[scenario]]
name = "Elf"
answers = { anzahl = "11", grund = "darum" }
expected = { errors = { anzahl = "nicht_zu_viele" } }
"#;
    let (code, said) = Folder::with(scenarios).test(&["--min-coverage", "100"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("coverage: 100 %"), "{said}");
    let half = scenarios.split("[[scenario]]\nname = \"Elf\"").next().unwrap();
    let (code, said) = Folder::with(half).test(&["--min-coverage", "100"]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("too little is covered"), "{said}");
}

#[test]
fn a_tenant_can_be_tried_out() {
    let folder = Folder::with(
        r#"moment = 2026-11-22T10:00:00
[[scenario]]
name = "Zwei"
answers = { anzahl = "2" }
expected = { fee = "5" }
[[scenario]]
name = "Zwei, wo es teurer ist"
based-on = "Zwei"
tenant = { parameters = { satz = "3.00" } }
expected = { fee = "6" }
"#,
    );
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn what_cannot_be_run_is_said_all_at_once() {
    let folder = Folder::with(
        r#"moment = 2026-11-22T10:00:00
[[scenario]]
name = "A"
based-on = "Ohne"
[[scenario]]
name = "A"
aswers = { anzahl = "2" }
"#,
    );
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("alle.toml:7: There is no “aswers” here. → „answers“?"), "{said}");
    let folder = Folder::with(
        "moment = 2026-11-22T10:00:00\n[[scenario]]\nname = \"A\"\nbased-on = \"Ohne\"\n[[scenario]]\nname = \"A\"\n[[scenario]]\nname = \"B\"\nanswers = { anzal = \"2\" }\n",
    );
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("There is a scenario “A” already."), "{said}");
}

#[test]
fn an_answer_to_a_field_that_is_not_there_is_an_error_with_a_suggestion() {
    let folder = Folder::with("moment = 2026-11-22T10:00:00\n[[scenario]]\nname = \"B\"\nanswers = { anzal = \"2\" }\n");
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("alle.toml:4: There is no field “anzal”. Did you mean “anzahl”?"), "{said}");
}

#[test]
fn programs_get_json() {
    let folder = Folder::with("moment = 2026-11-22T10:00:00\n[[scenario]]\nname = \"B\"\nanswers = { anzahl = \"0\" }\n");
    let (code, said) = folder.test(&["--format", "json"]);
    assert_eq!(code, 1, "{said}");
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(json[0]["scenarios"][0]["differences"][0]["at"], "anzahl");
    assert_eq!(json[0]["scenarios"][0]["differences"][0]["came"], "too-small");
    assert_eq!(json[0]["coverage"]["pages"]["percent"], 100);
}

#[test]
fn the_scenarios_of_the_processes_that_ship_pass() {
    let processes = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared-model/processes");
    let output = vordruck(&processes, &["process", "test", "--min-coverage", "100"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn what_came_can_be_written_down_after_it_was_shown_and_passes_from_then_on() {
    let folder = Folder::with(
        r#"moment = 2026-11-22T10:00:00
# Viel zu viele.
[[scenario]]
name = "Elf"
answers = { anzahl = "11" } # so viele
[scenario.expected]
fee = "27.00" # zu wenig
hidden = ["grund"]
pages = ["eins"]
[[scenario]]
name = "Zwei"
answers = { anzahl = "2" }
[scenario.expected]
shown = ["grund"]
values = { anzahl = 3 }
stopped = "eins"
export-part = { answers = { anzahl = 1 } }
"#,
    );
    let (code, said) = folder.test(&["--update"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("expected: 27.00") && said.contains("changed: tests/alle.toml"), "{said}");
    let text = std::fs::read_to_string(folder.0.path().join("tests/alle.toml")).unwrap();
    for line in [
        "# Viel zu viele.",
        "answers = { anzahl = \"11\" } # so viele",
        "fee = \"27.50\" # zu wenig",
        "shown = [\"grund\"]",
        "errors = { anzahl = \"nicht_zu_viele\", grund = \"missing\" }",
        "values = { anzahl = \"2\" }",
        "export-part = { answers = { anzahl = 2 } }",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("stopped"), "{text}");
    let (code, said) = folder.test(&[]);
    assert_eq!(code, 0, "{said}");
}
