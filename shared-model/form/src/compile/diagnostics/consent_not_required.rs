//! **VD0031 consent-not-required**: a consent that may be left out is a question, not a condition.
//!
//! A field of type `consent` is a box that has to be ticked to go on. When applicants may choose, use `yes-no` or `checkboxes`, so
//! that "no" is an answer and not a missing tick; consent under Art. 7 GDPR has to be free, and then it can't be demanded either.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0031
pub static CODE: Code = Code { id: "VD0031", slug: "consent-not-required", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in names.fields.iter().filter(|field| field.kind == Some(FieldKind::Consent)) {
        if field.definition.setting("required").is_none_or(|required| required.value == "false") {
            diagnostics.push(
                Diagnostic::new(
                    &CODE,
                    field.definition.span,
                    say!("Dieser Zustimmung muss niemand zustimmen.", "Nobody has to agree to this consent."),
                )
                .hint(say!(
                    "Ergänzen Sie required=\"true\", oder nehmen Sie den Typ yes-no, wenn beide Antworten möglich sind.",
                    "Add required=\"true\", or take the type yes-no when both answers are possible."
                )),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn a_consent_that_is_not_demanded_is_a_warning() {
        assert_eq!(all_codes(&page(r#"<field id="a" type="consent"><label>A</label></field>"#)), ["VD0031"]);
        assert!(all_codes(&page(r#"<field id="a" type="consent" required="true"><label>A</label></field>"#)).is_empty());
    }
}
