//! **VD0005 missing-attribute**: an attribute that must be there is not, or is empty.
//!
//! Every process has an `id` and a `version`, every field an `id` and a `type`, every rule an `assert`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0005
pub static CODE: Code = Code { id: "VD0005", slug: "missing-attribute", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, name: &str, element: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("<{element}> braucht das Attribut „{name}“.", "<{element}> needs the attribute “{name}”."))
        .hint(say!("Ergänzen Sie {name}=\"…\".", "Add {name}=\"…\"."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_missing_attribute_is_one_diagnostic() {
        assert_eq!(codes(&page(r#"<field id="a"><label>A</label></field>"#)), ["VD0005"]);
        assert_eq!(codes(&page(r#"<field type="text" id=" "><label>A</label></field>"#)), ["VD0005"]);
    }
}
