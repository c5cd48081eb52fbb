//! Whatever comes in, the import answers: with a definition that compiles, or with diagnostics, never with a panic.

use crate::build::{at, field, group, rule, xdf2, xdf3};
use proptest::prelude::*;
use vordruck_form::compile::report::{ReportLanguage, to_text};
use vordruck_form::compile::{Severity, check};
use vordruck_import::import;

const BPMN: &str = include_str!("../fixtures/antrag.bpmn");

/// A schema with something of everything.
fn second() -> String {
    let sentence = "\"F99000002 B\" ist nur dann zu befüllen, wenn \"F99000001 A\" bejaht wurde.";
    let list = "<x:codelisteReferenz><x:genericodeIdentification><x:canonicalIdentification>urn:de:x</x:canonicalIdentification></x:genericodeIdentification></x:codelisteReferenz>";
    let fields = rule("R99000001", sentence)
        + &at("1:1", &field("F99000001", "A", "input", "bool", ""))
        + &at(
            "0:1",
            &field("F99000002", "B", "input", "text", "<x:praezisierung>{\"minLength\":\"2\",\"maxLength\":\"300\"}</x:praezisierung>"),
        )
        + &at("0:*", &field("F99000003", "C", "select", "text", list))
        + &at(
            "2:5",
            &field("F99000004", "D", "input", "num", "<x:praezisierung>{\"minValue\":\"1\",\"maxValue\":\"9\"}</x:praezisierung>"),
        )
        + &at("0:1", &group("G99000002", "E", &at("1:1", &field("F99000005", "F", "label", "text", "<x:inhalt>Text</x:inhalt>"))))
        + &at(
            "0:3",
            &group(
                "G60000083",
                "Geburtsdatum",
                &["F60000231", "F60000232", "F60000233"].map(|id| at("0:1", &field(id, id, "input", "num_int", ""))).concat(),
            ),
        );
    xdf2(&(at("1:1", &group("G99000001", "Angaben", &fields)) + &at("1:1", &field("F99000006", "G", "hidden", "text", ""))))
}

fn third() -> String {
    let values = "<x:werte><x:wert><x:code>a</x:code><x:name>Eins</x:name></x:wert><x:wert><x:code>b</x:code></x:wert></x:werte>";
    let choice = "<x:art><code>X</code></x:art>".to_owned()
        + &at(
            "0:1",
            &group(
                "G99000000002",
                "Straße",
                &at("1:1", &field("F99000000002", "Name", "input", "text", "<x:praezisierung pattern=\"[0-9]{5}\"/>")),
            ),
        )
        + &at("0:1", &field("F99000000003", "Datum", "input", "date", "<x:praezisierung minValue=\"2020-01-01\"/>"))
        + &at("0:*", &field("F99000000004", "Wahl", "select", "text", values))
        + &at("0:9", &field("F99000000005", "Datei", "input", "file", "<x:maxSize>5</x:maxSize><x:mediaType>image/png</x:mediaType>"))
        + &at("1:1", &field("F99000000006", "Fest", "locked", "text", "<x:inhalt>fest</x:inhalt>"));
    xdf3(&at("1:*", &group("G99000000001", "Anschrift", &choice)))
}

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "\"",
    "'",
    "&",
    "&lt;",
    "&#1;",
    "<!--",
    "-->",
    "--",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a>",
    "xmlns=\"\"",
    "ä",
    "\u{1f600}",
    "0:1",
    "1:*",
    "0:0",
    "4294967295:4294967295",
    "0:4294967295",
    "X",
    "input",
    "select",
    "label",
    "hidden",
    "locked",
    "file",
    "num",
    "date",
    "bool",
    "time",
    "{\"minLength\":\"",
    "\\u0000",
    "-",
    "\\",
    "F99000001",
    "G99000001",
    "F60000242",
    "<x:struktur>",
    "</x:struktur>",
    "<x:datenfeldgruppe>",
    "</x:enthaelt>",
    "<code>",
    "${",
    "}",
    "(",
    "and",
    "or",
    "not",
    "= true",
    "= \"x\"",
    "<b:userTask id=\"n\"/>",
    "</b:userTask>",
    "sourceRef=\"g1\"",
    "targetRef=\"person\"",
    "default=\"f1\"",
    "<b:subProcess id=\"z\">",
    "</b:subProcess>",
    "<b:exclusiveGateway id=\"y\"/>",
];

#[derive(Debug, Clone)]
enum Edit {
    Delete(usize, usize),
    Insert(usize, usize),
    Double(usize, usize),
    Flip(usize, u8),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<usize>(), 0..30_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (any::<usize>(), 0..300_usize).prop_map(|(at, length)| Edit::Double(at, length)),
        (any::<usize>(), any::<u8>()).prop_map(|(at, bits)| Edit::Flip(at, bits)),
    ];
    prop::collection::vec(edit, 1..4)
}

fn edited(text: &str, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for edit in edits {
        let length = bytes.len();
        match edit {
            Edit::Delete(at, count) => {
                let start = (at % length.max(1)).min(length);
                bytes.drain(start..(start + count).min(length));
            }
            Edit::Insert(at, piece) => {
                let at = (at % length.max(1)).min(length);
                bytes.splice(at..at, PIECES[*piece].bytes());
            }
            Edit::Double(at, count) => {
                let start = (at % length.max(1)).min(length);
                let copy = bytes[start..(start + count).min(length)].to_vec();
                bytes.splice(start..start, copy);
            }
            Edit::Flip(at, bits) => bytes.get_mut(at % length.max(1)).into_iter().for_each(|byte| *byte ^= bits),
        }
    }
    bytes
}

/// Words and codes instead of structure: a change that stays well-formed more often.
fn replaced(text: &str, at: usize, piece: usize) -> String {
    let places: Vec<usize> = text.match_indices(['>', '"']).map(|(at, _)| at + 1).collect();
    let start = places[at % places.len()];
    let end = text[start..].find(['<', '"']).map_or(text.len(), |length| start + length);
    let piece = PIECES[piece].replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    format!("{}{piece}{}", &text[..start], &text[end..])
}

fn is_answered(bytes: &[u8]) -> Result<(), TestCaseError> {
    let import = import("a.xml", bytes);
    let errors = import.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == Severity::Error);
    prop_assert_eq!(import.imported.is_none(), errors);
    prop_assert!(import.messages(ReportLanguage::German).is_empty() == import.diagnostics.is_empty());
    if let Some(imported) = import.imported {
        let compiled = check("process.xml", &imported.definition, &[]);
        prop_assert!(compiled.form.is_some(), "{}\n{}", to_text(&compiled, ReportLanguage::English), imported.definition);
        let source = String::from_utf8_lossy(bytes);
        crate::build::accounted_for(&source, &imported.report);
        prop_assert!(serde_json::from_str::<serde_json::Value>(&imported.report.to_json()).is_ok());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_schemas_of_version_2_are_answered(edits in edits()) {
        is_answered(&edited(&second(), &edits))?;
    }

    #[test]
    fn mutated_schemas_of_version_3_are_answered(edits in edits()) {
        is_answered(&edited(&third(), &edits))?;
    }

    #[test]
    fn mutated_models_are_answered(edits in edits()) {
        is_answered(&edited(BPMN, &edits))?;
    }

    #[test]
    fn replaced_words_are_answered(file in 0..3_usize, changes in prop::collection::vec((any::<usize>(), 0..PIECES.len()), 1..4)) {
        let text = [second(), third(), BPMN.to_owned()][file].clone();
        is_answered(changes.iter().fold(text, |text, (at, piece)| replaced(&text, *at, *piece)).as_bytes())?;
    }

    #[test]
    fn bytes_of_any_kind_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        is_answered(&bytes)?;
    }
}
