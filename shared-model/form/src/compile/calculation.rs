//! What is wrong with an expression that stands in no definition (`vordruck feel`), in the words of the compiler. In: the text, the
//! names it could use, the faults. Out: diagnostics, as of a definition whose file is the expression.

use super::Compiled;
use super::diagnostic::{Diagnostic, Diagnostics, say};
use super::diagnostics::{expression_syntax, type_mismatch, unknown_function, unknown_name, wrong_arguments};
use super::names::Names;
use crate::definition::Written;
use crate::definition::source::{Sources, Span};
use crate::definition::xml;
use crate::feel::builtin::Function;
use crate::feel::parse_fault::{ExpressionFault, FaultKind};

/// A definition without anything in it: types are named as in one.
const NOTHING: &str = r#"<process xmlns="urn:vordruck:process:1" id="leer" version="0.0.0"/>"#;

/// Explains faults.
#[must_use]
pub fn explain(text: &str, inputs: &[&str], faults: &[ExpressionFault]) -> Compiled {
    let mut sources = Sources::default();
    let file = sources.add("FEEL", text);
    let mut diagnostics = Diagnostics::default();
    let mut nothing = Sources::default();
    let empty = nothing.add("", NOTHING);
    if let Some(definition) =
        nothing.file(empty).and_then(|source| xml::read(empty, source, &xml::Blocks::default(), &mut Diagnostics::default()))
    {
        let names = Names::of(&definition);
        let written = Written::new(text, Span::new(file, 0..text.len()));
        faults.iter().filter_map(|fault| one(&written, inputs, fault, &names)).for_each(|diagnostic| diagnostics.push(diagnostic));
    }
    Compiled { form: None, diagnostics: diagnostics.into_sorted(), sources }
}

fn one(written: &Written, inputs: &[&str], fault: &ExpressionFault, names: &Names<'_>) -> Option<Diagnostic> {
    let ExpressionFault { range, kind } = fault;
    match kind {
        FaultKind::UnknownName(name) => {
            let known = inputs.iter().copied().chain(Function::ALL.iter().map(|function| function.written()));
            let wording = say!("„{name}“ ist hier nicht bekannt.", "“{name}” is not known here.");
            Some(Diagnostic::new(&unknown_name::CODE, written.part(range.clone()), wording).did_you_mean(name, known))
        }
        FaultKind::UnknownFunction(name) => Some(unknown_function::diagnostic(written, range, name)),
        FaultKind::NotCallable(_) => Some(unknown_function::not_callable(written, range)),
        other => expression_syntax::diagnostic(written, range, other)
            .or_else(|| type_mismatch::diagnostic(written, range, other, names))
            .or_else(|| wrong_arguments::diagnostic(written, range, other, names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compile::report::{ReportLanguage, to_text};
    use crate::feel::calculate::calculate;

    #[test]
    fn faults_are_shown_in_the_expression_with_what_to_do() {
        for (text, expected) in [
            ("1 + betarg", "betrag"),
            ("strin(1)", "string"),
            ("1 == 2", "single ="),
            ("date(\"2026-02-30\")", "2026-12-31"),
            ("substring(text: \"a\", start position: 1)", "no parameter"),
            ("1 + \"a\"", "number(…)"),
        ] {
            let faults = calculate(text, &[("betrag".to_owned(), crate::feel::Value::from(1))], jiff::civil::DateTime::ZERO).faults;
            let said = to_text(&explain(text, &["betrag"], &faults), ReportLanguage::English);
            assert!(said.contains(expected) && said.contains('^'), "{said}");
        }
    }
}
