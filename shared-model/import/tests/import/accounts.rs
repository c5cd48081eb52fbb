//! The report: every element once, in words and as JSON.

use crate::build::{at, field, group, imported, rule, xdf2};
use vordruck_form::compile::report::ReportLanguage;
use vordruck_import::report::Fate;

fn sample() -> String {
    let inner = rule("R99000001", "Frei formuliert.")
        + &at(
            "1:1",
            &field("F99000001", "Name", "input", "text", "<x:praezisierung>{\"maxLength\":\"20\",\"pattern\":\"[A-Z]\"}</x:praezisierung>"),
        )
        + &at("0:1", &field("F99000002", "Technisch", "hidden", "text", ""));
    xdf2(&at("1:1", &group("G99000001", "Angaben", &inner)))
}

#[test]
fn the_report_says_what_became_of_every_element_in_words() {
    let (imported, _) = imported("probe.xml", &sample());
    let text = imported.report.to_text(ReportLanguage::German);
    for line in [
        "FIM XDatenfelder 2.0: S99000001 1.2 „Probe“",
        "übernommen als <process id=\"probeantrag\" version=\"1.2.0\">",
        "F99000001 1.1 „Name“",
        "anzahl: übernommen als required=\"true\"",
        "praezisierung/@maxLength: übernommen als max-length=\"20\"",
        "praezisierung/@pattern „[A-Z]“: weggelassen (Muster, das mehr als Ziffern beschreibt, steht im Kommentar)",
        "regel: vereinfacht zu <!-- … --> (nicht übersetzt, steht als Kommentar)",
        "weggelassen (unsichtbares Feld ohne festen Wert, steht im Kommentar)",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(imported.report.to_text(ReportLanguage::English).contains("taken over as max-length=\"20\""));
}

#[test]
fn the_report_is_json_for_programs() {
    let (imported, _) = imported("probe.xml", &sample());
    let json: serde_json::Value = serde_json::from_str(&imported.report.to_json()).expect("it is JSON");
    assert_eq!(json["entries"].as_array().map(Vec::len), Some(imported.report.entries.len()));
    assert_eq!(json["counts"]["elements"], imported.report.counts().elements);
    let pattern = json["entries"].as_array().unwrap().iter().find(|entry| entry["element"] == "praezisierung/@pattern").unwrap();
    assert_eq!(pattern["fate"], "left-out");
    assert!(pattern["reason"]["de"].as_str().is_some_and(|reason| reason.contains("Kommentar")));
}

#[test]
fn values_in_an_element_stand_behind_it() {
    let (imported, _) = imported("probe.xml", &sample());
    let entries = &imported.report.entries;
    let at = entries.iter().position(|entry| entry.element == "praezisierung").expect("it is there");
    assert!(entries[at + 1].is_value && entries[at + 2].is_value);
    assert!(entries.iter().filter(|entry| entry.is_value).all(|entry| !matches!(entry.fate, Some(Fate::Part))));
}
