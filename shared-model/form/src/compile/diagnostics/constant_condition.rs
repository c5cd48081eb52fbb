//! **VD0047 constant-condition**: a condition that is the same for all answers.
//!
//! `visible="1 = 1"` shows always, `assert="false"` lets nobody through. `required="true"` and `"false"` are meant and allowed.
//! What only parameters decide is not constant: tenants differ.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use crate::feel::Value;

/// VD0047
pub static CODE: Code = Code { id: "VD0047", slug: "constant-condition", severity: Severity::Warning };

pub(crate) fn diagnostic(written: &Written, value: &Value) -> Diagnostic {
    let outcome = match value {
        Value::Boolean(true) => say!("immer wahr", "always true"),
        Value::Boolean(false) => say!("immer falsch", "always false"),
        _ => say!("nie wahr", "never true"),
    };
    let (de, en) = (outcome.de, outcome.en);
    Diagnostic::new(&CODE, written.span, say!("Diese Bedingung ist {de}.", "This condition is {en}."))
        .hint(say!("Löschen Sie sie, oder nennen Sie ein Feld.", "Delete it, or name a field."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{all_codes, condition};

    #[test]
    fn conditions_without_answers_are_warnings() {
        for constant in ["true", "1 = 2", "zahl > 1 and false", "string length(\"abc\") > 2", "null"] {
            assert_eq!(all_codes(&condition(constant)), ["VD0047"], "{constant}");
        }
        assert!(all_codes(&condition("datum > today()")).is_empty());
    }
}
