//! **VD0071 translation-missing**: a language lacks texts, so it is not offered.
//!
//! A page half in German is no page in English: screen readers would read the German half with English sounds, and nobody would
//! know whether what they agree to is complete. So a language is offered when all its texts are there, and not before. The hint
//! lists what is missing, ready to be filled in. Texts of code lists a tenant replaced are missing too, until the tenant gives them.

use crate::compile::diagnostic::{Code, Diagnostic, Place, Severity, say};
use crate::definition::{TextKey, WrittenText};

/// VD0071
pub static CODE: Code = Code { id: "VD0071", slug: "translation-missing", severity: Severity::Warning };

pub(crate) fn diagnostic(place: Place, language: &str, missing: &[&WrittenText], all: usize) -> Diagnostic {
    let count = missing.len();
    let stub = stub(missing);
    Diagnostic::new(
        &CODE,
        place,
        say!(
            "„{language}“ wird nicht angeboten: {count} von {all} Texten fehlen.",
            "“{language}” is not offered: {count} of {all} texts are missing."
        ),
    )
    .hint(say!("Es fehlen:\n{stub}", "Missing:\n{stub}"))
}

/// The built-in words, or a language nobody knows.
pub(crate) fn no_words<'a>(place: Place, language: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    let list = known.into_iter().collect::<Vec<_>>().join(", ");
    Diagnostic::new(
        &CODE,
        place,
        say!("Die Sprache „{language}“ kennt das Programm nicht.", "The program does not know the language “{language}”."),
    )
    .hint(say!("Sprachen: {list}.", "Languages: {list}."))
}

fn stub(missing: &[&WrittenText]) -> String {
    let mut lines = Vec::new();
    let mut message = "";
    for WrittenText { value, key: TextKey { message: of, attribute }, .. } in missing {
        if of != message {
            lines.push(format!("{of} ="));
            message = of;
        }
        lines.push(format!("    .{attribute} = {value}"));
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes_with_texts, page};

    #[test]
    fn an_incomplete_language_is_a_warning() {
        let form = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        assert_eq!(codes_with_texts(&form, "en", "process =\n    .title = T\n"), ["VD0071"]);
        assert_eq!(codes_with_texts(&form, "tlh", "process =\n    .title = T\np =\n    .title = P\na =\n    .label = A\n"), ["VD0071"]);
    }
}
