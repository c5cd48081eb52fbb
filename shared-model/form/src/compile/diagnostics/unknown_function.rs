//! **VD0043 unknown-function**: an expression calls a function that does not exist.
//!
//! The built-in functions of FEEL that forms have are in the reference; several have spaces in their names: `list contains(…)`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use crate::feel::tree::Function;
use std::ops::Range;

/// VD0043
pub static CODE: Code = Code { id: "VD0043", slug: "unknown-function", severity: Severity::Error };

pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, name: &str) -> Diagnostic {
    let spaced = name.replace('_', " ");
    Diagnostic::new(&CODE, written.part(range.clone()), say!("Die Funktion „{name}“ gibt es nicht.", "There is no function “{name}”."))
        .did_you_mean(&spaced, Function::ALL.iter().map(|function| function.written()).chain((spaced != name).then_some(spaced.as_str())))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn an_unknown_function_is_one_diagnostic() {
        assert_eq!(codes(&condition("list contain(wahlen, \"eins\")")), ["VD0043"]);
        assert_eq!(codes(&condition("heute() > datum")), ["VD0043"]);
    }
}
