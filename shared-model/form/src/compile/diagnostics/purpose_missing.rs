//! **VD0078 purpose-missing**: a number that the law protects is asked without saying what for.
//!
//! Tax ids may be asked only for tax matters or by a law (§ 139b (2) AO, § 4 IDNrG), insurance numbers only as social law says (§ 18f
//! SGB IV), card numbers not for identifying people in general (§ 20 (3) PAuswG). `purpose="§ 93c AO: …"` says which law it is; it stands
//! in the records of processing (Art. 30 GDPR) and is not shown.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::field_kinds::FieldKind;
use crate::compile::names::Names;

/// VD0078
pub static CODE: Code = Code { id: "VD0078", slug: "purpose-missing", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for field in &names.fields {
        let law = match field.kind {
            Some(FieldKind::TaxId) => "§ 139b AO",
            Some(FieldKind::PensionNumber) => "§ 18f SGB IV",
            Some(FieldKind::HealthInsuranceNumber) => "§ 290 SGB V",
            Some(FieldKind::IdCardNumber) => "§ 20 PAuswG",
            _ => continue,
        };
        if field.definition.setting("purpose").is_none() {
            let id = &field.definition.id.value;
            let message = say!("Wozu wird „{id}“ gebraucht? {law} erlaubt die Erhebung nur zu bestimmten Zwecken.", "What is “{id}” needed for? {law} allows asking for it for certain purposes only.");
            diagnostics.push(
                Diagnostic::new(&CODE, field.definition.span, message)
                    .hint(say!("Ergänzen Sie purpose=\"…\" mit der Rechtsgrundlage.", "Add purpose=\"…\" with its legal basis.")),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn protected_numbers_have_a_purpose() {
        let form = |kind: &str, more: &str| all_codes(&page(&format!(r#"<field id="a" type="{kind}" {more}><label>A</label></field>"#)));
        for kind in ["tax-id", "pension-number", "health-insurance-number", "id-card-number"] {
            assert_eq!(form(kind, ""), ["VD0078"], "{kind}");
            assert!(form(kind, r#"purpose="§ 1: Prüfung""#).is_empty());
        }
        assert!(form("vat-id", "").is_empty());
    }
}
