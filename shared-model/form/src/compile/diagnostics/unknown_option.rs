//! **VD0045 unknown-option**: a field is compared with a text that is none of its codes.
//!
//! `halter = "andre"` is never true when the code is `andere`: the condition is dead and no applicant ever sees what depends on it.
//! When the list belongs to the tenant (`parameter="true"`), the tenant's codes count.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use std::ops::Range;

/// VD0045
pub static CODE: Code = Code { id: "VD0045", slug: "unknown-option", severity: Severity::Error };

pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, code: &str, list: &str, codes: &[&str]) -> Diagnostic {
    let known = codes.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    let more = if codes.len() > 12 { ", …" } else { "" };
    Diagnostic::new(&CODE, written.part(range.clone()), say!("„{code}“ ist kein Code aus „{list}“.", "“{code}” is no code of “{list}”."))
        .did_you_mean(code, codes.iter().copied())
        .hint(say!("Codes: {known}{more}", "Codes: {known}{more}"))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn every_way_to_compare_with_a_code_is_checked() {
        for broken in ["wahl = \"ains\"", "\"ains\" != wahl", "wahl in (\"eins\", \"ains\")", "wahl in [\"ains\"]", "list contains(wahlen, \"ains\")", "some w in wahlen satisfies w = \"ains\"", "count(wahlen[item = \"ains\"]) > 0"] {
            assert_eq!(codes(&condition(broken)), ["VD0045"], "{broken}");
        }
        assert!(codes(&condition("wahl = \"eins\" or wahl in (\"eins\", \"zwei\")")).is_empty());
    }
}
