//! **VD0007 element-twice**: an element that may stand once stands a second time.
//!
//! A field has one `<label>`, a page one `<title>`. The first one counts for all further checks.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::source::Span;

/// VD0007
pub static CODE: Code = Code { id: "VD0007", slug: "element-twice", severity: Severity::Error };

pub(crate) fn diagnostic(span: Span, name: &str, element: &str) -> Diagnostic {
    Diagnostic::new(&CODE, span, say!("<{name}> darf in <{element}> nur einmal stehen.", "<{name}> may stand only once in <{element}>."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_second_label_is_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="yes-no"><label>A</label><label>B</label></field>"#)), ["VD0007"]);
    }
}
