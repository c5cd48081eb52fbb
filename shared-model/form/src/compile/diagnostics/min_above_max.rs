//! **VD0028 min-above-max**: the least value is larger than the greatest, so that no answer is ever right (FIM quality message
//! 1047).
//!
//! Checked where both ends are known: numbers, lengths, and expressions without fields and parameters.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;

/// VD0028
pub static CODE: Code = Code { id: "VD0028", slug: "min-above-max", severity: Severity::Error };

pub(crate) fn diagnostic(least: &Written, most: &Written) -> Diagnostic {
    let (low, high) = (&least.value, &most.value);
    Diagnostic::new(&CODE, most.span, say!("Höchstens {high} liegt unter mindestens {low}.", "At most {high} is below at least {low}."))
        .related(least.span, say!("Hier steht das Mindeste.", "Here is the least."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, page};

    #[test]
    fn impossible_ranges_are_reported() {
        assert_eq!(codes(&page(r#"<field id="a" type="integer" min="5" max="4"><label>A</label></field>"#)), ["VD0028"]);
        assert_eq!(codes(&page(r#"<field id="a" type="text" min-length="5" max-length="4"><label>A</label></field>"#)), ["VD0028"]);
        assert_eq!(codes(&page(r#"<field id="a" type="date" min='date("2026-02-01")' max='date("2026-01-31")'><label>A</label></field>"#)), ["VD0028"]);
        assert!(codes(&page(r#"<field id="a" type="integer" min="4" max="4"><label>A</label></field>"#)).is_empty());
    }
}
