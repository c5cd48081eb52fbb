//! **VD0010 bad-id**: an id that expressions, files of texts or addresses could not name.
//!
//! Ids of fields, groups, pages, notes, rules, parameters and code lists consist of lower-case letters `a`–`z`, digits and `_`,
//! begin with a letter and have at most 64 characters; that of a process has `-` instead of `_` and at least 2, since it stands in
//! the address. Words of
//! the expression language (`and`, `in`, `item` …) and `process`, `start`, `fee`, `rule` (names in the files of texts) are taken.
//! A `-` would be read as minus by an expression.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;

/// VD0010
pub static CODE: Code = Code { id: "VD0010", slug: "bad-id", severity: Severity::Error };

/// Words that no id may be.
pub const TAKEN: &[&str] = &[
    "and", "or", "not", "in", "between", "if", "then", "else", "for", "return", "some", "every", "satisfies", "instance", "of", "true",
    "false", "null", "item", "function", "process", "start", "fee", "rule",
];
const LONGEST: usize = 64;

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let process = &names.definition.id;
    if !process.is_missing() && !is_id(&process.value, true) {
        diagnostics.push(diagnostic(process, true));
    }
    for id in names.ids().into_iter().filter(|id| !id.is_missing()) {
        if !is_id(&id.value, false) {
            diagnostics.push(diagnostic(id, false));
        } else if TAKEN.contains(&id.value.as_str()) {
            let word = &id.value;
            diagnostics.push(Diagnostic::new(&CODE, id.span, say!("„{word}“ ist schon vergeben.", "“{word}” is taken.")).hint(say!(
                "Das Wort hat in Ausdrücken oder Textdateien eine Bedeutung. Nehmen Sie ein anderes.",
                "The word means something in expressions or files of texts. Take another one."
            )));
        }
    }
}

fn diagnostic(id: &Written, hyphen: bool) -> Diagnostic {
    let word = &id.value;
    let separator = if hyphen { '-' } else { '_' };
    let mut better: String = word
        .to_lowercase()
        .replace('ä', "ae")
        .replace('ö', "oe")
        .replace('ü', "ue")
        .replace('ß', "ss")
        .chars()
        .map(|letter| if letter.is_ascii_lowercase() || letter.is_ascii_digit() { letter } else { separator })
        .take(LONGEST)
        .collect();
    if !better.starts_with(|letter: char| letter.is_ascii_lowercase()) {
        better.insert_str(0, if hyphen { "x-" } else { "x_" });
    }
    Diagnostic::new(&CODE, id.span, say!("„{word}“ taugt nicht als id.", "“{word}” can't be an id."))
        .hint(say!(
            "Nur a–z, 0–9 und {separator}, beginnend mit einem Buchstaben, höchstens {LONGEST} Zeichen.",
            "Only a–z, 0–9 and {separator}, beginning with a letter, at most {LONGEST} characters."
        ))
        .hint(say!("Zum Beispiel „{better}“.", "For example “{better}”."))
}

fn is_id(word: &str, hyphen: bool) -> bool {
    let separator = if hyphen { '-' } else { '_' };
    word.len() < LONGEST + usize::from(!hyphen)
        && word.len() > usize::from(hyphen)
        && word.starts_with(|letter: char| letter.is_ascii_lowercase())
        && word.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == separator)
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn ids_that_expressions_cannot_name_are_reported() {
        for id in ["Straße", "plz-ort", "2tens", "and", "rule"] {
            assert_eq!(codes(&page(&format!(r#"<field id="{id}" type="yes-no"><label>A</label></field>"#))), ["VD0010"], "{id}");
        }
    }
}
