//! What is sent with a form, in words: it decides gender and case, so that whole phrases stand here. In: a language, what is sent. Out: what the start page's
//! buttons say; the app takes them from the page.

use super::Language;
use vordruck_contract::services::SubmissionKind;

/// What the buttons of a start page say.
pub(super) struct Buttons {
    pub(super) begin: String,
    /// When an application is open in this window.
    pub(super) go_on: String,
    /// When a draft is stored.
    pub(super) saved: String,
}

pub(super) fn buttons(language: Language, kind: SubmissionKind) -> Buttons {
    let noun = noun(language, kind);
    let is_masculine = kind == SubmissionKind::Application;
    match language {
        Language::German => Buttons {
            begin: format!("{noun} beginnen"),
            go_on: format!("{noun} fortsetzen"),
            saved: format!("{} {noun} fortsetzen", if is_masculine { "Gespeicherten" } else { "Gespeicherte" }),
        },
        Language::English => {
            Buttons { begin: format!("Start {noun}"), go_on: format!("Continue {noun}"), saved: format!("Continue a saved {noun}") }
        }
        Language::Simple => Buttons {
            begin: format!("{noun} anfangen"),
            go_on: format!("Mit {} {noun} weiter·machen", if is_masculine { "dem" } else { "der" }),
            saved: format!("Mit {} gespeicherten {noun} weiter·machen", if is_masculine { "einem" } else { "einer" }),
        },
    }
}

fn noun(language: Language, kind: SubmissionKind) -> &'static str {
    let (german, english) = match kind {
        SubmissionKind::Application => ("Antrag", "application"),
        SubmissionKind::Report => ("Meldung", "report"),
        SubmissionKind::Notification => ("Anzeige", "notification"),
        SubmissionKind::Registration => ("Anmeldung", "registration"),
        SubmissionKind::Request => ("Anfrage", "request"),
    };
    if language == Language::English { english } else { german }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buttons_have_the_right_gender_and_case() {
        let said = |language, kind| {
            let Buttons { begin, go_on, saved } = buttons(language, kind);
            [begin, go_on, saved]
        };
        let (application, report) = (SubmissionKind::Application, SubmissionKind::Report);
        assert_eq!(said(Language::German, application), ["Antrag beginnen", "Antrag fortsetzen", "Gespeicherten Antrag fortsetzen"]);
        assert_eq!(said(Language::German, report), ["Meldung beginnen", "Meldung fortsetzen", "Gespeicherte Meldung fortsetzen"]);
        assert_eq!(said(Language::English, report), ["Start report", "Continue report", "Continue a saved report"]);
        assert_eq!(
            said(Language::Simple, SubmissionKind::Registration),
            ["Anmeldung anfangen", "Mit der Anmeldung weiter·machen", "Mit einer gespeicherten Anmeldung weiter·machen"]
        );
    }
}
