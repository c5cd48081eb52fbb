//! **VD0042 type-mismatch**: an expression compares, calculates or demands what its types don't allow.
//!
//! Texts are not numbers: `number(dauer)` makes one of a code. Dates plus durations are dates: `today() + duration("P3M")`. A
//! condition is true or false. In FEEL such an expression is null for ever, so the rule would never hold.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, Wording, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::feel::check_types::Type;
use crate::feel::parse_fault::FaultKind;
use crate::feel::tree::Arithmetic;
use std::ops::Range;

/// VD0042
pub static CODE: Code = Code { id: "VD0042", slug: "type-mismatch", severity: Severity::Error };

/// None when the fault is not one of types.
pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, fault: &FaultKind, names: &Names<'_>) -> Option<Diagnostic> {
    let new = |wording| Diagnostic::new(&CODE, written.part(range.clone()), wording);
    Some(match fault {
        FaultKind::CannotCompare(left, right) => {
            let (a, b) = (name(left, names), name(right, names));
            let (de_a, de_b, en_a, en_b) = (a.de, b.de, a.en, b.en);
            let diagnostic = new(say!("{de_a} und {de_b} lassen sich so nicht vergleichen.", "{en_a} and {en_b} can't be compared this way."));
            with_advice(diagnostic, left, right)
        }
        FaultKind::CannotCalculate(operator, left, right) => {
            let sign = match operator {
                Arithmetic::Add => "+",
                Arithmetic::Subtract => "-",
                Arithmetic::Multiply => "*",
                Arithmetic::Divide => "/",
                Arithmetic::Power => "**",
            };
            let (a, b) = (name(left, names), name(right, names));
            let (de_a, de_b, en_a, en_b) = (a.de, b.de, a.en, b.en);
            let diagnostic = new(say!("{de_a} {sign} {de_b} hat kein Ergebnis.", "{en_a} {sign} {en_b} has no result."));
            with_advice(diagnostic, left, right)
        }
        FaultKind::WrongType { expected, found } => wrong(written, range, expected, found, names),
        FaultKind::UnknownProperty { name: property, of } => {
            let kind = name(of, names);
            let (de, en) = (kind.de, kind.en);
            let parts = ["year", "month", "day", "weekday", "hour", "minute", "second", "years", "months", "days", "hours", "minutes", "seconds"];
            let of_rows = match of {
                Type::List(element) => element,
                single => single,
            };
            let entries = if let Type::Context(entries) = of_rows { entries.as_slice() } else { &[] };
            let known = parts.into_iter().chain(entries.iter().map(|(name, _)| name.as_str()));
            new(say!("{de} hat keinen Teil „{property}“.", "{en} has no part “{property}”.")).did_you_mean(property, known)
        }
        _ => return None,
    })
}

/// The whole expression has another type than its attribute needs.
pub(crate) fn wrong(written: &Written, range: &Range<usize>, expected: &Type, found: &Type, names: &Names<'_>) -> Diagnostic {
    let (a, b) = (name(expected, names), name(found, names));
    let (de_a, de_b, en_a, en_b) = (a.de, b.de, a.en, b.en);
    let diagnostic = Diagnostic::new(&CODE, written.part(range.clone()), say!("Hier gehört {de_a} hin, das ist {de_b}.", "{en_a} belongs here, this is {en_b}."));
    if *expected == Type::Boolean && !found.is_open() {
        return diagnostic.hint(say!("Schreiben Sie eine Bedingung, zum Beispiel … != null.", "Write a condition, for example … != null."));
    }
    with_advice(diagnostic, expected, found)
}

fn with_advice(diagnostic: Diagnostic, left: &Type, right: &Type) -> Diagnostic {
    let pair = |one: fn(&Type) -> bool, other: fn(&Type) -> bool| (one(left) && other(right)) || (one(right) && other(left));
    let number = |kind: &Type| *kind == Type::Number;
    let day = |kind: &Type| *kind == Type::Date;
    if pair(Type::is_text, number) {
        diagnostic.hint(say!("number(…) macht aus einem Text eine Zahl.", "number(…) makes a number of a text."))
    } else if pair(Type::is_text, day) {
        diagnostic.hint(say!("Ein Datum schreibt man date(\"2026-12-31\").", "A date is written date(\"2026-12-31\")."))
    } else if pair(day, number) {
        diagnostic.hint(say!("Eine Dauer schreibt man duration(\"P14D\").", "A duration is written duration(\"P14D\")."))
    } else if pair(|kind| matches!(kind, Type::List(_)), |kind| !matches!(kind, Type::List(_))) {
        diagnostic.hint(say!("Ob etwas angekreuzt ist, sagt list contains(…, \"…\").", "list contains(…, \"…\") tells whether something is ticked."))
    } else {
        diagnostic
    }
}

/// A type as authors call it.
pub(crate) fn name(kind: &Type, names: &Names<'_>) -> Wording {
    match kind {
        Type::Any | Type::Null => say!("null", "null"),
        Type::Boolean => say!("ein Wahrheitswert", "a boolean"),
        Type::Number => say!("eine Zahl", "a number"),
        Type::Text => say!("ein Text", "a text"),
        Type::Code(list) => {
            let id = names.definition.code_lists.get(*list as usize).map_or("", |list| list.id.value.as_str());
            say!("ein Code aus „{id}“", "a code of “{id}”")
        }
        Type::Date => say!("ein Datum", "a date"),
        Type::Time => say!("eine Uhrzeit", "a time"),
        Type::DateTime => say!("ein Zeitpunkt", "a date and time"),
        Type::Months => say!("eine Dauer in Monaten", "a duration in months"),
        Type::Seconds => say!("eine Dauer in Tagen", "a duration in days"),
        Type::Duration => say!("eine Dauer", "a duration"),
        Type::List(_) => say!("eine Liste", "a list"),
        Type::Range(_) => say!("ein Bereich", "a range"),
        Type::Function(_) => say!("eine Funktion", "a function"),
        Type::Context(_) => say!("ein Kontext", "a context"),
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn types_have_to_fit() {
        for broken in ["zahl = text", "datum > 3", "zahl", "datum + 3 > today()", "text.year = 1", "if zahl then true else false", "wahl < 3", "wahlen = \"eins\"", "text * 2 = 4"] {
            assert_eq!(codes(&condition(broken)), ["VD0042"], "{broken}");
        }
        for right in ["number(wahl) > 1", "datum + duration(\"P3D\") > today()", "datum.year > 2000", "zahl = null", "ja", "list contains(wahlen, \"eins\")", "count(wahlen[item = \"eins\"]) > 0", "today() - datum < duration(\"P3D\")", "zahl in (1, [3..5], > 9)", "zahl between 1 and 3"] {
            assert_eq!(codes(&condition(right)), [""; 0], "{right}");
        }
    }
}
