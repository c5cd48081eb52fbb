//! **VD0070 texts-syntax**: a file of texts is not Fluent, or has more than plain texts in it.
//!
//! ```ftl
//! kennzeichen =
//!     .label = Number plate
//!     .hint = for example GI-AB 123
//! ```
//! Attributes are indented. Placeables other than quoted characters (`{ "{" }`), terms and selectors are not needed and refused.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0070
pub static CODE: Code = Code { id: "VD0070", slug: "texts-syntax", severity: Severity::Error };

pub(crate) fn unreadable(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Dieser Eintrag ist kein Fluent: {reason}.", "This entry is not Fluent: {reason}.")).hint(say!(
        "id, Gleichheitszeichen, darunter eingerückt .label = Text.",
        "id, equals sign, and indented below .label = text."
    ))
}

pub(crate) fn too_clever(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("„{key}“ enthält mehr als Text.", "“{key}” contains more than text."))
        .hint(say!("Geschweifte Klammern schreibt man {{ \"{{\" }}.", "Braces are written {{ \"{{\" }}."))
}

pub(crate) fn german(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Die deutschen Texte stehen in der Definition.", "The German texts stand in the definition."))
        .hint(say!("Löschen Sie diese Datei.", "Delete this file."))
}

pub(crate) fn twice(span: Span, key: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("„{key}“ steht schon weiter oben.", "“{key}” stands further up already."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes_with_texts, page};

    #[test]
    fn files_of_texts_are_plain_fluent() {
        let form = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        let complete = "process =\n    .title = T\np =\n    .title = P\na =\n    .label = A\n";
        assert!(codes_with_texts(&form, "en", complete).is_empty());
        assert_eq!(codes_with_texts(&form, "de", complete), ["VD0070"]);
        assert!(codes_with_texts(&form, "en", &format!("{complete}!!!\n")).contains(&"VD0070"));
        assert_eq!(codes_with_texts(&form, "en", &format!("{complete}a =\n    .label = B\n")), ["VD0070"]);
        assert!(codes_with_texts(&form, "en", &complete.replace("= A", "= { $wer }")).contains(&"VD0070"));
    }
}
