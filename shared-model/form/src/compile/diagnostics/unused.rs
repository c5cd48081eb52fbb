//! **VD0027 unused**: a code list that no field offers, or a parameter that no expression reads.
//!
//! Often what is left of a change, or a sign that something else was forgotten. A tenant who sets an unused parameter believes that
//! it does something.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0027
pub static CODE: Code = Code { id: "VD0027", slug: "unused", severity: Severity::Warning };

pub(crate) fn code_list(id: &Written) -> Diagnostic {
    let name = &id.value;
    Diagnostic::new(&CODE, id.span, say!("Kein Feld bietet die Codeliste „{name}“ an.", "No field offers the code list “{name}”."))
}

pub(crate) fn parameter(id: &Written) -> Diagnostic {
    let name = &id.value;
    Diagnostic::new(&CODE, id.span, say!("Kein Ausdruck liest den Parameter „{name}“.", "No expression reads the parameter “{name}”."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, process};

    #[test]
    fn a_parameter_that_nobody_reads_is_a_warning() {
        let page = r#"<page id="p"><title>P</title><field id="a" type="yes-no"><label>A</label></field></page>"#;
        let parameter = r#"<parameter id="x" type="money" default="1.00"/>"#;
        assert_eq!(all_codes(&process(&format!("{parameter}{page}"))), ["VD0027"]);
    }
}
