//! **VD0040 expression-syntax**: an expression that can't be read.
//!
//! Expressions are FEEL (OMG DMN): `anliegen = "neu" and dauer > 1`. Equality is one `=`, texts stand in double quotes (so the
//! attribute takes single ones), `<` is written `&lt;` in XML, decimals have a point.

use crate::compile::diagnostic::{Code, Diagnostic, Severity, say};
use crate::definition::Written;
use crate::feel::parse_fault::{FaultKind, Unreadable};
use std::ops::Range;

/// VD0040
pub static CODE: Code = Code { id: "VD0040", slug: "expression-syntax", severity: Severity::Error };

/// None when the fault is not one of syntax.
pub(crate) fn diagnostic(written: &Written, range: &Range<usize>, fault: &FaultKind) -> Option<Diagnostic> {
    let found = written.value.get(range.clone()).unwrap_or("");
    let end = found.is_empty();
    let wording = match fault {
        FaultKind::Unreadable(Unreadable::Character(character)) => {
            say!("Das Zeichen „{character}“ hat hier keine Bedeutung.", "The character “{character}” means nothing here.")
        }
        FaultKind::Unreadable(Unreadable::OpenText) => say!("Diesem Text fehlt das schließende Anführungszeichen.", "This text lacks its closing quote."),
        FaultKind::Unreadable(Unreadable::Escape) => {
            say!("Nach dem \\ in diesem Text steht etwas Unbekanntes.", "Something unknown follows the \\ in this text.")
        }
        FaultKind::Unreadable(Unreadable::OpenComment) => say!("Diesem Kommentar fehlt das Ende */.", "This comment lacks its end */."),
        FaultKind::Expected(Some(sign)) if end => say!("Am Ende fehlt „{sign}“.", "“{sign}” is missing at the end."),
        FaultKind::Expected(Some(sign)) => say!("Vor „{found}“ fehlt „{sign}“.", "“{sign}” is missing before “{found}”."),
        FaultKind::Expected(None) if end => say!("Der Ausdruck ist nicht zu Ende: hier fehlt ein Wert.", "The expression is not over: a value is missing here."),
        FaultKind::Expected(None) => say!("Vor „{found}“ fehlt ein Wert.", "A value is missing before “{found}”."),
        FaultKind::Surplus => say!("Mit „{found}“ geht der Ausdruck nicht weiter.", "The expression can't go on with “{found}”."),
        FaultKind::TooLarge => say!("Der Ausdruck ist zu lang oder zu tief verschachtelt.", "The expression is too long or too deeply nested."),
        FaultKind::NotSupported(what) => say!("„{what}“ aus FEEL gibt es in Formularen nicht.", "Forms do not have FEEL's “{what}”."),
        FaultKind::EntryTwice(name) => say!("„{name}“ steht zweimal in diesem Kontext.", "“{name}” stands twice in this context."),
        FaultKind::NumberTooLarge => say!("Diese Zahl hat zu viele Stellen.", "This number has too many digits."),
        _ => return None,
    };
    let diagnostic = Diagnostic::new(&CODE, written.part(range.clone()), wording);
    Some(match (fault, found) {
        (FaultKind::Expected(None), "=") => diagnostic.hint(say!("Gleichheit ist ein einfaches =.", "Equality is a single =.")),
        (FaultKind::Unreadable(Unreadable::Character('!' | '&' | '|' | '\'')), _) => diagnostic.hint(say!(
            "In FEEL heißt es and, or und not(…); Texte stehen in doppelten Anführungszeichen.",
            "FEEL says and, or and not(…); texts stand in double quotes."
        )),
        (FaultKind::Surplus, found) if found.starts_with(|letter: char| letter.is_alphabetic()) => {
            diagnostic.hint(say!("Fehlt davor and oder or?", "Is an and or or missing before it?"))
        }
        (FaultKind::Surplus, ",") => diagnostic.hint(say!("Dezimalzahlen haben einen Punkt: 12.50.", "Decimals have a point: 12.50.")),
        (FaultKind::TooLarge, _) => diagnostic.hint(say!("Rechnen Sie Teile in einem Feld vom Typ calculated aus.", "Calculate parts in a field of type calculated.")),
        _ => diagnostic,
    })
}

#[cfg(test)]
mod tests {
    use crate::compile::testing::{codes, condition};

    #[test]
    fn slips_are_found_one_by_one() {
        for (broken, count) in [("zahl == 3", 1), ("zahl >", 1), ("(zahl > 1", 1), ("zahl > 1 zahl", 1), ("text = 'a'", 1), ("zahl > and text =", 2)] {
            let found = codes(&condition(broken));
            assert_eq!(found, vec!["VD0040"; count], "{broken}: {found:?}");
        }
        assert!(codes(&condition("zahl > 1.5 and (text = \"a\" or not(text = \"b\"))")).is_empty());
    }

    #[test]
    fn expressions_of_any_size_are_answered() {
        for bomb in ["(".repeat(10_000), "-".repeat(10_000) + "1", "1+".repeat(5_000) + "1", "[".repeat(20_000), "if true then ".repeat(900)] {
            assert!(codes(&condition(&bomb)).contains(&"VD0040"));
        }
    }
}
