//! **VD0004 unknown-attribute**: an attribute that this element does not have.
//!
//! Usually a typing error such as `maxlength` for `max-length`. An attribute that fields have, but not fields of this type, is
//! VD0021.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;
use crate::definition::xml::Shape;

/// VD0004
pub static CODE: Code = Code { id: "VD0004", slug: "unknown-attribute", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, name: &str, element: &Shape) -> Diagnostic {
    let around = element.name;
    Diagnostic::new(&CODE, span, say!("<{around}> hat kein Attribut „{name}“.", "<{around}> has no attribute “{name}”."))
        .did_you_mean(name, element.attributes.iter().map(|(known, _)| *known))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_misspelt_attribute_is_reported_and_those_of_other_namespaces_are_not() {
        assert_eq!(codes(&page(r#"<field id="a" type="text" maxlength="3"><label>A</label></field>"#)), ["VD0004"]);
        assert!(codes(&page(r#"<field id="a" type="text" xmlns:e="urn:editor" e:note="x"><label>A</label></field>"#)).is_empty());
    }
}
