//! **VD0046 cycle**: a value depends on itself (FIM quality message 1026).
//!
//! A calculation that uses its own result, two calculations that use each other, or a field that is only shown when its own answer
//! says so: since hidden answers count as missing, it could never be shown again.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0046
pub static CODE: Code = Code { id: "VD0046", slug: "cycle", severity: Severity::Error };

/// Fields of a long circle that are named.
const MOST_SHOWN: usize = 12;

pub(crate) fn diagnostic(written: &Written, path: &[&str]) -> Diagnostic {
    let shown: Vec<&str> = path.iter().take(MOST_SHOWN).copied().collect();
    let more = if path.len() > MOST_SHOWN { " → …" } else { "" };
    let chain = shown.join(" → ") + more;
    Diagnostic::new(&CODE, written.span, say!("Das hängt von sich selbst ab: {chain}.", "This depends on itself: {chain}."))
        .hint(say!("Lesen Sie an einer Stelle ein anderes Feld.", "Read another field in one of the places."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn cycles_are_reported_once() {
        let calculated = |id: &str, value: &str| format!(r#"<field id="{id}" type="calculated" value="{value}"><label>{id}</label></field>"#);
        assert_eq!(codes(&page(&calculated("a", "a + 1"))), ["VD0046"]);
        assert_eq!(codes(&page(&(calculated("a", "b + 1") + &calculated("b", "a + 1")))), ["VD0046"]);
        assert_eq!(codes(&page(r#"<group id="g" visible="a"><field id="a" type="yes-no"><label>A</label></field></group>"#)), ["VD0046"]);
        assert!(codes(&page(&(calculated("a", "b + 1") + &calculated("b", "1 + 1")))).is_empty());
    }
}
