//! **VD0092 assurance-without-account**: the form demands a level of assurance that only an account service can vouch for.
//!
//! `low`, `substantial` and `high` (Regulation (EU) 910/2014 Art. 8; TR-03107) mean that somebody has proved who they are: with BundID, an identity card, an
//! ELSTER certificate. Without an account service every application arrives without such a proof, whatever the form demands; the postbox then says so on
//! each of them, and the clerk has to find out who applied. Only tenants with an account service may offer the form without that.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0092
pub static CODE: Code = Code { id: "VD0092", slug: "assurance-without-account", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let level = names.definition.assurance.as_ref();
    if let Some(level) = level.filter(|level| matches!(level.value.as_str(), "low" | "substantial" | "high")) {
        let name = &level.value;
        diagnostics.push(
            Diagnostic::new(
                &CODE,
                level.span,
                say!(
                    "Das Vertrauensniveau „{name}“ kann nur ein Nutzerkonto (BundID) belegen.",
                    "Only an account service (BundID) can vouch for the level of assurance “{name}”."
                ),
            )
            .hint(say!(
                "Ohne angeschlossenes Konto kommt jeder Antrag ohne Nachweis an, und der Postkorb weist die Sachbearbeitung darauf hin. Nur Mandanten mit Nutzerkonto sollten das Formular anbieten.",
                "Without one every application arrives without proof, and the postbox tells the clerk so. Only tenants with an account service should offer the form."
            )),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, with_end};

    #[test]
    fn a_level_that_nobody_can_vouch_for_is_a_warning() {
        let found = |level: &str| all_codes(&with_end(&format!(r#"<assurance level="{level}"/>"#))).contains(&"VD0092");
        assert!(found("low") && found("substantial") && found("high") && !found("none"));
    }
}
