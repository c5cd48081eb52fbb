//! **VD0044 wrong-arguments**: a function gets too many, too few or the wrong kind of arguments, or a date that does not exist.
//!
//! `date("2026-02-30")`, `duration("3 Monate")` (write `P3M`), `string length(zahl)`, `count(text)`.

use super::type_mismatch;
use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::compile::names::Names;
use crate::definition::Written;
use crate::feel::parse_fault::{FaultKind, PatternFault};
use std::ops::Range;

/// VD0044
pub static CODE: Code = Code { id: "VD0044", slug: "wrong-arguments", severity: Severity::Error };

/// None when the fault is not one of arguments.
pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, fault: &FaultKind, names: &Names<'_>) -> Option<Diagnostic> {
    let new = |wording| Diagnostic::new(&CODE, written.part(range.clone()), wording);
    Some(match fault {
        FaultKind::ArgumentCount { function, given } => {
            let name = function.written();
            let (least, most) = function.arguments();
            let count = match (least, most) {
                (least, most) if least == most => format!("{least}"),
                (least, usize::MAX) => format!("≥ {least}"),
                (least, most) => format!("{least}–{most}"),
            };
            new(say!("„{name}“ nimmt {count} Argumente, nicht {given}.", "“{name}” takes {count} arguments, not {given}."))
        }
        FaultKind::ArgumentType { function, position, expected, found } => {
            let name = function.written();
            let kind = type_mismatch::name(found, names);
            let (de, en) = (kind.de, kind.en);
            new(say!(
                "Argument {position} von „{name}“ muss {expected} sein, das ist {de}.",
                "Argument {position} of “{name}” has to be {expected}, this is {en}."
            ))
        }
        FaultKind::UnknownParameter { function, name: parameter } => {
            let name = function.written();
            new(say!("„{name}“ hat keinen Parameter „{parameter}“.", "“{name}” has no parameter “{parameter}”."))
                .did_you_mean(parameter, function.parameters().concat().iter().map(|parameter| parameter.name))
        }
        FaultKind::BadPattern(PatternFault::At(place)) => {
            let place = place + 1;
            new(say!("Das Muster ist ab Zeichen {place} nicht lesbar.", "The pattern can't be read from character {place} on.")).hint(say!(
                "Muster sind reguläre Ausdrücke nach XQuery: [0-9]{{5}}, ^…$, \\p{{L}}+. Sonderzeichen brauchen einen Rückstrich.",
                "Patterns are regular expressions as XQuery has them: [0-9]{{5}}, ^…$, \\p{{L}}+. Special characters need a backslash."
            ))
        }
        FaultKind::BadPattern(PatternFault::Flag(flag)) => {
            new(say!("Den Schalter „{flag}“ gibt es bei Mustern nicht.", "Patterns have no flag “{flag}”."))
                .hint(say!("Es gibt s, m, i, x und q.", "There are s, m, i, x and q."))
        }
        FaultKind::BadPattern(PatternFault::TooLarge) => new(say!("Das Muster ist zu groß.", "The pattern is too large.")),
        FaultKind::PatternVaries => new(say!("Das Muster muss für alle Antworten dasselbe sein.", "The pattern has to be the same for all answers."))
            .hint(say!("Schreiben Sie es als Text hin; es wird beim Übersetzen vorbereitet.", "Write it as a text; it is prepared when the form is compiled.")),
        FaultKind::BadTemporal(text) => new(say!("„{text}“ ist kein Datum, keine Zeit und keine Dauer.", "“{text}” is no date, time or duration.")).hint(say!(
            "Datum: 2026-12-31. Dauer: P14D (Tage), P3M (Monate), P1Y (Jahre), PT2H (Stunden). Formulare haben keine Zeitzonen und keine Bruchteile von Sekunden.",
            "Date: 2026-12-31. Duration: P14D (days), P3M (months), P1Y (years), PT2H (hours). Forms have no time zones and no fractions of a second."
        )),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn arguments_have_to_fit() {
        for broken in ["count() > 1", "count(text) > 1", "string length(zahl) > 1", "datum < date(\"2026-02-30\")", "datum < today() + duration(\"3 Monate\")", "today(1) > datum", "not(zahl)", "matches(text, \"[0-9\")", "matches(text, \"a\", \"y\")", "matches(text, text)", "contains(strng: text, match: \"a\")"] {
            assert_eq!(codes(&condition(broken)), ["VD0044"], "{broken}");
        }
    }
}
