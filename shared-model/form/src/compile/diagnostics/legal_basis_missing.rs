//! **VD0085 legal-basis-missing**: a process with a LeiKa key does not say on which law it stands.
//!
//! Applicants may know why they are asked (Art. 13 (1) c GDPR), and FIM demands it of every form (quality messages 1006 and 1008).

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0085
pub static CODE: Code = Code { id: "VD0085", slug: "legal-basis-missing", severity: Severity::Warning };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let definition = names.definition;
    if let Some(key) = definition.leika.as_ref().filter(|_| definition.start.legal_basis.is_empty()) {
        let message = say!("Die Rechtsgrundlage der Leistung fehlt.", "The legal basis of the service is missing.");
        diagnostics.push(
            Diagnostic::new(&CODE, key.span, message)
                .hint(say!("Ergänzen Sie in <start> ein <legal-basis>…</legal-basis>.", "Add a <legal-basis>…</legal-basis> to <start>.")),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, page};

    #[test]
    fn a_service_of_the_catalogue_names_its_law() {
        let form = |start: &str| {
            let form = page(r#"<field id="a" type="text"><label>A</label></field>"#);
            all_codes(&form.replace(" version=", r#" leika="99108001001000" version="#).replace("</title><page", &format!("</title>{start}<page")))
        };
        assert_eq!(form(""), ["VD0085"]);
        assert!(form("<start><legal-basis>§ 1</legal-basis></start>").is_empty());
    }
}
