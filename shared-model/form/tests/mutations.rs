//! Whatever comes in, the compiler answers: with a form, or with diagnostics, never with a panic.

use proptest::prelude::*;
use vordruck_form::compile::report::{ReportLanguage, to_json, to_text};
use vordruck_form::compile::{Compiled, LanguageFile, check};

const COMPLETE: &str = include_str!("definitions/complete/process.xml");
const TEXTS: &str = include_str!("definitions/tenant/texts/en.ftl");

/// Pieces that mean something somewhere.
const PIECES: &[&str] = &[
    "<",
    ">",
    "/>",
    "\"",
    "'",
    "&",
    "&lt;",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE a>",
    "<field id=\"a\" type=\"text\">",
    "</page>",
    "</group>",
    "<group id=\"g\">",
    "visible=\"",
    "xmlns=\"\"",
    "ä",
    "\u{0}",
    "\u{1f600}",
    "P1Y",
    "date(\"2026-02-30\")",
    "((((",
    "]..[",
    "and",
    "if",
    "some x in",
    "for x in",
    "satisfies",
    "return",
    "**",
    "not(",
    "count(",
    "list contains(",
    "zeile",
    "ganz",
    "viele",
    "summe",
    "1e400",
    "99999999999999999999999999999999",
    ".",
    "..",
    "[",
    "]",
    "{",
    "}",
    "@\"",
    "-",
    "instance of",
    "between",
    "in (",
    "\\u00",
    "//",
    "/*",
];

#[derive(Debug, Clone)]
enum Edit {
    Delete(usize, usize),
    Insert(usize, usize),
    Double(usize, usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        (any::<usize>(), 0..40_usize).prop_map(|(at, length)| Edit::Delete(at, length)),
        (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (any::<usize>(), 0..200_usize).prop_map(|(at, length)| Edit::Double(at, length)),
    ];
    prop::collection::vec(edit, 1..6)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for edit in edits {
        let length = letters.len().max(1);
        match edit {
            Edit::Delete(at, count) => {
                let start = (at % length).min(letters.len());
                letters.drain(start..(start + count).min(letters.len()));
            }
            Edit::Insert(at, piece) => {
                let at = (at % length).min(letters.len());
                letters.splice(at..at, PIECES[*piece].chars());
            }
            Edit::Double(at, count) => {
                let start = (at % length).min(letters.len());
                let copy: Vec<char> = letters[start..(start + count).min(letters.len())].to_vec();
                letters.splice(start..start, copy);
            }
        }
    }
    letters.into_iter().collect()
}

fn is_answered(compiled: &Compiled) -> Result<(), TestCaseError> {
    let errors = compiled.diagnostics.iter().any(|diagnostic| diagnostic.code.severity == vordruck_form::compile::Severity::Error);
    prop_assert_eq!(compiled.form.is_none(), errors);
    prop_assert!(to_text(compiled, ReportLanguage::German).is_empty() == compiled.diagnostics.is_empty());
    prop_assert!(serde_json::from_str::<serde_json::Value>(&to_json([compiled])).is_ok());
    if let Some(form) = &compiled.form {
        prop_assert!(vordruck_form::compiled::CompiledForm::from_bytes(&form.to_bytes()).as_ref() == Ok(form));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_definitions_are_answered(edits in edits()) {
        is_answered(&check("process.xml", &edited(COMPLETE, &edits), &[]))?;
    }

    #[test]
    fn mutated_texts_are_answered(edits in edits()) {
        let text = edited(TEXTS, &edits);
        is_answered(&check("process.xml", COMPLETE, &[LanguageFile { language: "en", name: "texts/en.ftl", text: &text }]))?;
    }

    #[test]
    fn expressions_of_any_pieces_are_answered(pieces in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let expression: String = pieces.iter().map(|piece| PIECES[*piece]).collect::<Vec<_>>().join(" ");
        let escaped = expression.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;").replace('\u{0}', "");
        is_answered(&check("process.xml", &COMPLETE.replace("assert=\"", &format!("assert=\"{escaped} ")), &[]))?;
    }

    #[test]
    fn bytes_that_are_no_definition_are_answered(text in "\\PC{0,200}") {
        is_answered(&check("process.xml", &text, &[]))?;
    }
}
