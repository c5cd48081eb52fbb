//! **VD0032 missing-value**: a calculated field without a calculation.
//!
//! Fields of type `calculated` show `value`, an expression; they are not asked, so they can't be required.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0032
pub static CODE: Code = Code { id: "VD0032", slug: "missing-value", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in names.fields.iter().filter(|field| field.kind.is_some_and(FieldKind::is_calculated)) {
        if field.definition.setting("value").is_none_or(|value| value.value.trim().is_empty()) {
            diagnostics.push(
                Diagnostic::new(&CODE, field.definition.span, say!("Diesem Feld fehlt die Berechnung.", "This field lacks its calculation."))
                    .hint(say!("Ergänzen Sie value=\"…\" mit einem Ausdruck.", "Add value=\"…\" with an expression.")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn a_calculated_field_needs_a_value() {
        assert_eq!(codes(&page(r#"<field id="a" type="calculated" shown-as="number"><label>A</label></field>"#)), ["VD0032"]);
    }
}
