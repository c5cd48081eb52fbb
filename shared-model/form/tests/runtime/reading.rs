//! Answers as people read them.

use crate::build::*;
use crate::parking::*;
use vordruck_form::answers::RawAnswer;
use vordruck_form::compiled::{FieldType, FileKind};
use vordruck_form::export::reading::{fee, sections};

/// `page: [group] label = line | line`
fn read(state: &vordruck_form::journey::FormState, language: usize) -> Vec<String> {
    let mut read = Vec::new();
    for section in sections(state, language) {
        for row in section.rows {
            let group = row.group.map(|group| format!("[{group}] ")).unwrap_or_default();
            let blank = if row.is_blank { " (blank)" } else { "" };
            read.push(format!("{}: {group}{} = {}{blank}", section.title, row.label, row.lines.join(" | ")));
        }
    }
    read
}

#[test]
fn an_application_is_read_back_in_german() {
    let mut state = filled_in();
    state.set(path("bemerkung"), typed("Zeile eins\r\nZeile zwei "));
    assert_eq!(
        read(&state, 0),
        [
            "person: name = Müller-Łukasz",
            "person: geburtsdatum = 07.1950 (Tag unbekannt)",
            "fahrzeug: halter = Wahl selbst",
            "fahrzeug: garage = Nein",
            "nachweis: bemerkung = Zeile eins | Zeile zwei",
            "zeitraum: dauer = 2",
            "zeitraum: summe = 61,40\u{A0}€",
            "zeitraum: beginn = 01.12.2026",
            "erklaerung: richtigkeit = Ja",
            "erklaerung: iban = DE89 3704 0044 0532 0130 00",
        ]
    );
    assert_eq!(fee(&state, 0).as_deref(), Some("61,40\u{A0}€"));
}

#[test]
fn the_same_application_is_read_back_in_english() {
    let state = filled_in();
    let read = read(&state, 1);
    for line in [
        "person (en): geburtsdatum (en) = July 1950 (day unknown)",
        "fahrzeug (en): halter (en) = Choice selbst",
        "zeitraum (en): summe (en) = €61.40",
        "zeitraum (en): beginn (en) = 1 December 2026",
        "nachweis (en): bemerkung (en) = Not answered (blank)",
    ] {
        assert!(read.iter().any(|other| other == line), "{line}\nis not in\n{read:#?}");
    }
}

#[test]
fn a_group_is_named_once_and_files_have_their_size() {
    let mut state = filled_in();
    state.set(path("halter"), typed("andere"));
    state.set(path("halter_name"), typed("Erika"));
    state.set(path("ueberlassung"), RawAnswer::Files(vec![file("schein.pdf", "application/pdf", 1_234_567)]));
    let read = read(&state, 0);
    assert!(read.contains(&"fahrzeug: [fremd] halter_name = Erika".to_owned()), "{read:#?}");
    assert!(read.contains(&"fahrzeug: ueberlassung = schein.pdf (1,2\u{A0}MB)".to_owned()), "{read:#?}");
}

#[test]
fn what_cannot_be_read_stands_as_typed() {
    let mut state = filled_in();
    state.set(path("beginn"), day("31", "2", "2027"));
    state.set(path("dauer"), typed("zwei"));
    let read = read(&state, 0);
    for line in ["zeitraum: beginn = 31.2.2027", "zeitraum: dauer = zwei", "zeitraum: summe = Keine Angabe (blank)"] {
        assert!(read.iter().any(|other| other == line), "{line}\nis not in\n{read:#?}");
    }
}

#[test]
fn chosen_options_are_a_line_each_in_the_order_of_the_list() {
    let options = vordruck_form::compiled::CodeListIndex(0);
    let state = answered(FieldType::Checkboxes { options, min: 0, max: None }, RawAnswer::Choices(vec!["C".into(), "A".into()]));
    assert_eq!(read(&state, 0), ["seite: feld = Wahl A | Wahl C"]);
    let state = answered(FieldType::File { accept: vec![FileKind::Pdf], max_size_bytes: 1, max_count: 1 }, RawAnswer::Files(vec![]));
    assert_eq!(read(&state, 0), ["seite: feld = Keine Angabe (blank)"]);
}
