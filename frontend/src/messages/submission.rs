//! What is sent, by its name. In: what a form sends. Out: sentences with the right word in the right gender and case: applications have a masculine name in
//! German and sentences of their own, all others a feminine one.

use super::{Key, Lang, fill, text};
use vordruck_form::compiled::SubmissionKind;

/// Fills in the sentence for applications, or the one for everything else, which names what it is.
#[must_use]
pub fn named(lang: Lang, kind: SubmissionKind, [application, other]: [Key; 2], values: &[(&str, &str)]) -> String {
    let noun = match kind {
        SubmissionKind::Application => return fill(lang, application, values),
        SubmissionKind::Report => Key::NOUN_REPORT,
        SubmissionKind::Notification => Key::NOUN_NOTIFICATION,
        SubmissionKind::Registration => Key::NOUN_REGISTRATION,
        SubmissionKind::Request => Key::NOUN_REQUEST,
    };
    fill(lang, other, &[&[("noun", text(lang, noun))], values].concat())
}

/// What the button says that sends it. Whoever reports or asks binds themselves to nothing.
#[must_use]
pub fn submit(lang: Lang, kind: SubmissionKind) -> String {
    let other = match kind {
        SubmissionKind::Report | SubmissionKind::Request => Key::SUBMIT_OTHER,
        _ => Key::SUBMIT_BINDING,
    };
    named(lang, kind, [Key::SUBMIT, other], &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sent_is_called_by_its_name() {
        let submits = |lang| SubmissionKind::NAMES.map(|(_, kind)| submit(lang, kind));
        assert_eq!(
            submits(Lang::De),
            [
                "Antrag verbindlich absenden",
                "Meldung absenden",
                "Anzeige verbindlich absenden",
                "Anmeldung verbindlich absenden",
                "Anfrage absenden"
            ]
        );
        assert_eq!(submits(Lang::En)[1], "Send report");
        assert_eq!(submits(Lang::Simple)[3], "Anmeldung jetzt absenden");
    }

    #[test]
    fn no_sentence_keeps_a_gap_in_any_language() {
        let pairs = [
            [Key::SENT_TITLE, Key::SENT_TITLE_OTHER],
            [Key::SENT_COPY, Key::SENT_COPY_OTHER],
            [Key::SENT_NEXT_1, Key::SENT_NEXT_1_OTHER],
            [Key::FILE_COPY, Key::FILE_COPY_OTHER],
        ];
        for (_, kind) in SubmissionKind::NAMES {
            for (lang, pair) in Lang::ALL.into_iter().flat_map(|lang| pairs.map(|pair| (lang, pair))) {
                let words = named(lang, kind, pair, &[("reference", "VD-1")]);
                assert!(!words.contains('{'), "{words}");
            }
        }
        assert_eq!(named(Lang::De, SubmissionKind::Report, pairs[0], &[]), "Ihre Meldung ist eingegangen");
    }
}
