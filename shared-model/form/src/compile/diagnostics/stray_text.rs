//! **VD0008 stray-text**: text where only elements may stand, so that nobody would ever read it.
//!
//! Example: `<page id="a">Bitte ausfüllen …`. Put it into `<intro>`, `<note><p>`, `<label>` or `<hint>`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;
use crate::definition::xml::Shape;

/// VD0008
pub static CODE: Code = Code { id: "VD0008", slug: "stray-text", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, element: &Shape) -> Diagnostic {
    let name = element.name;
    let places: Vec<String> = element.children.iter().filter(|child| child.shape.text).map(|child| format!("<{}>", child.shape.name)).collect();
    let diagnostic = Diagnostic::new(&CODE, span, say!("In <{name}> darf kein Text stehen.", "There may be no text in <{name}>."));
    if places.is_empty() {
        return diagnostic;
    }
    let places = places.join(", ");
    diagnostic.hint(say!("Text gehört in: {places}.", "Text belongs into: {places}."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn text_between_fields_is_reported() {
        assert_eq!(codes(&page(r#"Hallo <field id="a" type="yes-no"><label>A</label></field>"#)), ["VD0008"]);
    }
}
