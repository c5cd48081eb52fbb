//! **VD0052 purpose-too-long**: the purpose of the fee has more than 27 characters.
//!
//! It is the reference on the bank statement; the payment interfaces of the administration give it 27 characters beside the
//! reference number.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0052
pub static CODE: Code = Code { id: "VD0052", slug: "purpose-too-long", severity: Severity::Error };

const LONGEST: usize = 27;

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    let Some(fee) = &names.definition.fee else { return };
    let count = fee.purpose.value.chars().count();
    if count > LONGEST {
        diagnostics.push(Diagnostic::new(
            &CODE,
            fee.purpose.span,
            say!("Der Verwendungszweck hat {count} Zeichen, erlaubt sind {LONGEST}.", "The purpose has {count} characters, {LONGEST} are allowed."),
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, with_end};

    #[test]
    fn a_purpose_has_at_most_27_characters() {
        let fee = |purpose: &str| codes(&with_end(&format!(r#"<fee amount="1" purpose="{purpose}"/>"#)));
        assert!(fee(&"ä".repeat(27)).is_empty());
        assert_eq!(fee(&"a".repeat(28)), ["VD0052"]);
    }
}
