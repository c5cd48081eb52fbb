//! What went wrong on the way to the server, in words. In: a fact. Out: what is wrong and what to do.

use super::{Key, Lang, fill, pin_fault, text};
use crate::client::ClientError;

/// A client error in words.
#[must_use]
pub fn trouble(lang: Lang, error: &ClientError) -> String {
    let (err, rec) = match error {
        ClientError::Pin(fault) => return pin_fault(lang, fault),
        ClientError::WrongLinkOrPin => (Key::ERR_WRONG_LINK_OR_PIN, Key::REC_WRONG_LINK_OR_PIN),
        ClientError::Throttled { seconds } => {
            let rec = fill(lang, Key::REC_THROTTLED, &[("minutes", &minutes(lang, *seconds))]);
            return [text(lang, Key::ERR_THROTTLED), " ", &rec].concat();
        }
        ClientError::Conflict { .. } => (Key::CONFLICT_TITLE, Key::CONFLICT_TEXT),
        ClientError::SessionEnded => (Key::ERR_SESSION, Key::REC_SESSION),
        ClientError::TooLarge => (Key::ERR_TOO_MUCH, Key::REC_TOO_MUCH),
        ClientError::ManifestRefused(_) => (Key::ERR_MANIFEST, Key::REC_MANIFEST),
        ClientError::AlreadySubmitted(_) => (Key::ALREADY_SENT, Key::SENT_KEEP),
        ClientError::FileUnreadable => (Key::ERR_FILE_UNREADABLE, Key::REC_FILE_UNREADABLE),
        other => return loading_trouble(lang, other),
    };
    [text(lang, err), " ", text(lang, rec)].concat()
}

/// What can go wrong while form and app are being loaded, in words. Apart from the others: their words come later.
#[must_use]
pub fn loading_trouble(lang: Lang, error: &ClientError) -> String {
    let (err, rec) = match error {
        ClientError::Offline => (Key::ERR_OFFLINE, Key::REC_OFFLINE),
        ClientError::FormGone => (Key::ERR_FORM_GONE, Key::REC_FORM_GONE),
        ClientError::FormDamaged => (Key::ERR_FORM_DAMAGED, Key::REC_FORM_DAMAGED),
        ClientError::PartMissing => (Key::ERR_PART_MISSING, Key::REC_PART_MISSING),
        other => {
            let mut words = [text(lang, Key::ERR_SERVER), " ", text(lang, Key::REC_SERVER)].concat();
            if let ClientError::Server { request_id: Some(id) } = other {
                words.push(' ');
                words.push_str(&fill(lang, Key::SERVER_ID, &[("id", id)]));
            }
            return words;
        }
    };
    [text(lang, err), " ", text(lang, rec)].concat()
}

fn minutes(lang: Lang, seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => text(lang, Key::MINUTES_ONE).to_owned(),
        n => fill(lang, Key::MINUTES_MANY, &[("n", &n.to_string())]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_is_told_in_minutes_rounded_up() {
        assert!(trouble(Lang::De, &ClientError::Throttled { seconds: 61 }).contains("2 Minuten"));
        assert!(trouble(Lang::En, &ClientError::Throttled { seconds: 5 }).contains("one minute"));
    }

    #[test]
    fn the_id_of_a_failure_is_told() {
        let error = ClientError::Server { request_id: Some("urn:uuid:7".to_owned()) };
        assert!(trouble(Lang::De, &error).contains("urn:uuid:7"));
    }
}
