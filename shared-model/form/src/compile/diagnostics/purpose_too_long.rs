//! **VD0052 purpose-too-long**: the purpose of the fee has more than 27 characters.
//!
//! It is the reference on the bank statement; the payment interfaces of the administration give it 27 characters beside the
//! reference number.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compiled::Text;
use crate::definition::source::Span;

/// VD0052
pub static CODE: Code = Code { id: "VD0052", slug: "purpose-too-long", severity: Severity::Error };

const LONGEST: usize = 27;

/// In every language: the one the applicant reads in is the one on the statement.
pub(crate) fn check(span: Span, purpose: &Text, languages: &[String], diagnostics: &mut Diagnostics) {
    for (text, language) in purpose.0.iter().zip(languages) {
        let count = text.chars().count();
        if count > LONGEST {
            diagnostics.push(Diagnostic::new(
                &CODE,
                span,
                say!(
                    "Der Verwendungszweck ({language}) hat {count} Zeichen, erlaubt sind {LONGEST}.",
                    "The purpose ({language}) has {count} characters, {LONGEST} are allowed."
                ),
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, codes_for_tenant, with_end};

    #[test]
    fn a_purpose_has_at_most_27_characters() {
        let fee = |purpose: &str| codes(&with_end(&format!(r#"<fee amount="1" purpose="{purpose}"/>"#)));
        assert!(fee(&"ä".repeat(27)).is_empty());
        assert_eq!(fee(&"a".repeat(28)), ["VD0052"]);
        let override_text = |tenant: &mut crate::compile::TenantSettings| {
            tenant.texts.entry("de".into()).or_default().insert("fee.purpose".into(), "a".repeat(28));
        };
        assert_eq!(codes_for_tenant(&with_end(r#"<fee amount="1" purpose="kurz"/>"#), override_text), ["VD0052"]);
    }
}
