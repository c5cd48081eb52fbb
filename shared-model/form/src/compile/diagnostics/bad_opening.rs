//! **VD0076 bad-opening**: opening times that are no times, depend on an answer, end before they begin, or say nothing to people.
//!
//! A form closes for everybody at the same moment: `from` and `until` are days or moments, written down or parameters of the tenant. The
//! text is what people read while it is closed: when it opens, and how else they can apply.

use crate::compile::diagnostic::{Code, Diagnostic, Diagnostics, Severity, say};
use crate::compile::diagnostics::type_mismatch;
use crate::compile::expressions::Compiled;
use crate::compile::names::Names;
use crate::definition::{OpeningDefinition, Written};
use crate::feel::Value;
use crate::feel::check_types::Type;

/// VD0076
pub static CODE: Code = Code { id: "VD0076", slug: "bad-opening", severity: Severity::Error };

pub(crate) fn check_end(written: &Written, end: &Compiled, names: &Names<'_>, diagnostics: &mut Diagnostics) {
    if end.expression.answers().next().is_some() {
        let message = say!("Öffnungszeiten hängen nicht von Angaben ab.", "Opening times do not depend on answers.");
        diagnostics.push(
            Diagnostic::new(&CODE, written.span, message)
                .hint(say!("Nehmen Sie einen Tag oder einen Parameter.", "Take a day or a parameter.")),
        );
    } else if !(end.kind.fits(&Type::Date) || end.kind.fits(&Type::DateTime)) {
        let kind = type_mismatch::name(&end.kind, names);
        let (de, en) = (kind.de, kind.en);
        let message = say!("Hier wird ein Tag oder ein Zeitpunkt gebraucht, das ist {de}.", "A day or a moment is needed here, this is {en}.");
        let example = say!("Zum Beispiel date(\"2026-12-31\").", "For example date(\"2026-12-31\").");
        diagnostics.push(Diagnostic::new(&CODE, written.span, message).hint(example));
    }
}

pub(crate) fn check(opening: &OpeningDefinition, (from, until): (Option<&Compiled>, Option<&Compiled>), diagnostics: &mut Diagnostics) {
    let day = |end: Option<&Compiled>| match end?.constant.as_ref()? {
        Value::Date(day) => Some(*day),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    };
    if let (Some(from), Some(until)) = (day(from), day(until))
        && until < from
    {
        let message = say!("Das Formular schließt, bevor es öffnet.", "The form closes before it opens.");
        diagnostics.push(Diagnostic::new(&CODE, opening.span, message));
    }
    if opening.message.is_none() {
        let message = say!("Niemand erfährt, warum das Formular zu ist.", "Nobody learns why the form is closed.");
        diagnostics.push(Diagnostic::new(&CODE, opening.span, message).hint(say!(
            "Schreiben Sie in das Element, wann es öffnet und wie man sonst an die Behörde kommt.",
            "Write into the element when it opens and how else one reaches the authority."
        )));
    }
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, with_end};

    #[test]
    fn ends_are_days_that_nobody_enters() {
        let opening = |from: &str, until: &str| codes(&with_end(&format!("<opening from='{from}' until='{until}'>Es ist zu.</opening>")));
        assert!(opening(r#"date("2026-01-01")"#, r#"date and time("2026-12-31T18:00:00")"#).is_empty());
        assert_eq!(opening("datum", r#"date("2026-12-31")"#), ["VD0076"]);
        assert_eq!(opening("3", r#"date("2026-12-31")"#), ["VD0076"]);
        assert_eq!(opening(r#"date("2026-12-31")"#, r#"date("2026-01-01")"#), ["VD0076"]);
        assert_eq!(codes(&with_end(r#"<opening until='date("2026-12-31")'/>"#)), ["VD0076"]);
    }
}
