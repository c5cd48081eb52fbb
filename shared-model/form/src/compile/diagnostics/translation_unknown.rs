//! **VD0072 translation-unknown**: a file of texts translates something the process does not have.
//!
//! Usually an id that was renamed, or a hint that was deleted; then the translation is wasted, or the new text is missing.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0072
pub static CODE: Code = Code { id: "VD0072", slug: "translation-unknown", severity: Severity::Warning };

pub(crate) fn diagnostic<'a>(span: Span, key: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("Der Prozess hat keinen Text „{key}“.", "The process has no text “{key}”.")).did_you_mean(key, known)
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes_with_texts, page};

    #[test]
    fn a_translation_of_nothing_is_a_warning() {
        let form = page(r#"<field id="a" type="yes-no"><label>A</label></field>"#);
        let texts = "process =\n    .title = T\np =\n    .title = P\na =\n    .label = A\n    .hint = H\n";
        assert_eq!(codes_with_texts(&form, "en", texts), ["VD0072"]);
    }
}
