//! **VD0026 bad-code**: a code with characters that files of texts and interfaces could not name.
//!
//! Codes consist of letters `a`–`z`, `A`–`Z`, digits, `.`, `-` and `_`, at most 64. What people read is the label, which may
//! contain anything.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::names::Names;

/// VD0026
pub static CODE: Code = Code { id: "VD0026", slug: "bad-code", severity: Severity::Error };

pub(crate) fn check(names: &Names<'_>, diagnostics: &mut Diagnostics) {
    for entry in names.definition.code_lists.iter().flat_map(|list| &list.entries) {
        let code = &entry.code.value;
        if !entry.code.is_missing() && !is_code(code) {
            diagnostics.push(
                Diagnostic::new(&CODE, entry.code.span, say!("„{code}“ taugt nicht als Code.", "“{code}” can't be a code."))
                    .hint(say!("Nur a–z, A–Z, 0–9, Punkt, - und _.", "Only a–z, A–Z, 0–9, dot, - and _.")),
            );
        }
    }
}

/// Whether a word can be a code.
pub(crate) fn is_code(code: &str) -> bool {
    (1..=64).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

#[cfg(test)]
mod tests {
    #[test]
    fn codes_have_no_spaces_and_no_umlauts() {
        assert!(super::is_code("A") && super::is_code("2.1-b"));
        assert!(!super::is_code("grün") && !super::is_code("a b") && !super::is_code(""));
    }
}
