//! **VD0051 fee-not-a-number**: the fee is not an amount.
//!
//! `amount` is an expression that gives euros: `gebuehr_jahr * number(dauer)`.

use super::type_mismatch;
use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::feel::check_types::Type;

/// VD0051
pub static CODE: Code = Code { id: "VD0051", slug: "fee-not-a-number", severity: Severity::Error };

pub(crate) fn diagnostic(amount: &Written, found: &Type, names: &Names<'_>) -> Diagnostic {
    let kind = type_mismatch::name(found, names);
    let (de, en) = (kind.de, kind.en);
    Diagnostic::new(&CODE, amount.span, say!("Die Gebühr muss eine Zahl sein, das ist {de}.", "The fee has to be a number, this is {en}."))
        .hint(say!("number(…) macht aus einem Text eine Zahl.", "number(…) makes a number of a text."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, with_end};

    #[test]
    fn the_fee_is_a_number() {
        assert_eq!(codes(&with_end(r#"<fee amount="text" purpose="Ausweis"/>"#)), ["VD0051"]);
        assert!(codes(&with_end(r#"<fee amount="12.50 * zahl" purpose="Ausweis"/>"#)).is_empty());
    }
}
