//! **VD0041 unknown-name**: an expression names something that is neither field nor parameter nor variable.
//!
//! Fields and parameters are named by their id; groups, pages and code lists have no value. Texts stand in double quotes.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use std::ops::Range;

/// VD0041
pub static CODE: Code = Code { id: "VD0041", slug: "unknown-name", severity: Severity::Error };

pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, name: &str, names: &Names<'_>) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        &CODE,
        written.part(range.clone()),
        say!("„{name}“ ist weder ein Feld noch ein Parameter.", "“{name}” is neither a field nor a parameter."),
    )
    .did_you_mean(name, names.values());
    if names.is_code(name) {
        return diagnostic.hint(say!("Ein Code steht in Anführungszeichen: \"{name}\".", "A code stands in quotes: \"{name}\"."));
    }
    diagnostic
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn an_unknown_name_is_one_diagnostic_and_nothing_follows_from_it() {
        assert_eq!(codes(&condition("zal > text and zal = true")), ["VD0041", "VD0041"]);
        assert_eq!(codes(&condition("wahl = eins")), ["VD0041"]);
        assert!(codes(&condition("some x in [1, 2] satisfies x > zahl")).is_empty());
    }
}
