//! `vordruck process export`, as a person calls it.

#![expect(clippy::unwrap_used, reason = "a test that cannot run the program has failed")]

use std::process::{Command, Output};

const ANSWERS: &str = r#"{
  "anliegen": "neu", "hauptwohnsitz": true, "stellplatz": false, "antrag_fuer": "selbst", "familienname": "Mustermann", "vornamen": "Erika",
  "geburtsdatum": "12.8.1964", "kontakt_wege": ["email"], "email": "erika@mustermann.example", "strasse": "Marktplatz", "hausnummer": "12a",
  "plz": "35390", "ort": "Musterstadt", "zone": "A", "kennzeichen": "gi-ab 123", "fahrzeugart": "pkw", "gesamtmasse": 1850, "halter": "ich",
  "beginn": "1.12.2026", "dauer": "1", "zahlung": "ueberweisung", "zustellung": "post", "nachweis_zulassung": [{ "name": "schein.jpg" }],
  "nachweis_ausweis": [{ "name": "ausweis.pdf" }], "ein_ausweis": true, "datenschutz": true, "richtigkeit": true
}"#;

fn export(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("answers.json"), ANSWERS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vordruck"));
    command.current_dir(folder.path()).args(["process", "export", "bewohnerparken"]).args(arguments).output().unwrap()
}

fn written(arguments: &[&str]) -> String {
    let output = export(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn answers_are_written_under_the_keys_and_in_the_format_asked_for() {
    let given = ["--answers", "answers.json", "--moment", "2026-11-22T10:00"];
    let names: serde_json::Value = serde_json::from_str(&written(&given)).unwrap();
    assert_eq!(names["answers"]["kennzeichen"], "GI-AB 123");
    let fim: serde_json::Value = serde_json::from_str(&written(&[&given[..], &["--keys", "fim"]].concat())).unwrap();
    assert_eq!(fim["G60000086"]["F60000246"], "35390");
    let xml = written(&[&given[..], &["--keys", "fim", "--format", "xml"]].concat());
    assert!(xml.contains("<F60000243>Marktplatz</F60000243>"), "{xml}");
}

#[test]
fn answers_that_are_not_acceptable_are_named() {
    let late = export(&["--answers", "answers.json", "--moment", "2027-11-22T10:00"]);
    assert_eq!(late.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&late.stderr).contains("beginn: beginn_nicht_vorbei"), "{late:?}");
}

#[test]
fn schemas_come_without_answers() {
    let schema: serde_json::Value = serde_json::from_str(&written(&["--schema", "--keys", "fim-versioned"])).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(written(&["--schema", "--format", "xml"]).contains("<xs:element name=\"bewohnerparken\">"));
    assert_eq!(export(&["--schema", "--format", "csv"]).status.code(), Some(1));
    assert_eq!(export(&[]).status.code(), Some(2), "either answers or the schema");
}
