//! **VD0043 unknown-function**: an expression calls a function that does not exist.
//!
//! The built-in functions of FEEL that forms have are in the reference; several have spaces in their names: `list contains(…)`.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use crate::feel::builtin::Function;
use std::ops::Range;

/// VD0043
pub static CODE: Code = Code { id: "VD0043", slug: "unknown-function", severity: Severity::Error };

pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, name: &str) -> Diagnostic {
    let spaced = name.replace('_', " ");
    Diagnostic::new(&CODE, written.part(range.clone()), say!("Die Funktion „{name}“ gibt es nicht.", "There is no function “{name}”."))
        .did_you_mean(&spaced, Function::ALL.iter().map(|function| function.written()).chain((spaced != name).then_some(spaced.as_str())))
}

/// FEEL has the function, forms don't.
pub(crate) fn not_in_forms(written: &Written, range: &Range<usize>, function: Function) -> Diagnostic {
    let name = function.written();
    Diagnostic::new(&CODE, written.part(range.clone()), say!("Die Funktion „{name}“ aus FEEL gibt es in Formularen nicht.", "Forms do not have FEEL's function “{name}”."))
        .hint(say!("Sie würde jeden Browser belasten; vordruck feel kennt sie.", "It would weigh on every browser; vordruck feel knows it."))
}

/// Something is called that is no function.
pub(crate) fn not_callable(written: &Written, range: &Range<usize>) -> Diagnostic {
    let name = written.value.get(range.clone()).unwrap_or("");
    Diagnostic::new(&CODE, written.part(range.clone()), say!("„{name}“ ist keine Funktion.", "“{name}” is no function."))
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn an_unknown_function_is_one_diagnostic() {
        assert_eq!(codes(&condition("list contain(wahlen, \"eins\")")), ["VD0043"]);
        assert_eq!(codes(&condition("heute() > datum")), ["VD0043"]);
        assert_eq!(codes(&condition("sqrt(zahl) > 2")), ["VD0043"]);
        assert_eq!(codes(&condition("zahl(1) > 2")), ["VD0043"]);
    }
}
