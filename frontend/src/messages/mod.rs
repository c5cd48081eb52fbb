//! The words of the screen. In: a key and a language. Out: a text. Texts of a process are the process's. The constants are
//! made from the message files when the app is built.

mod faults;
mod language;
/// What the postbox says, a constant a text of `postbox.ftl`.
#[cfg(feature = "postbox")]
pub mod postbox {
    include!(concat!(env!("OUT_DIR"), "/postbox.rs"));
}
#[cfg(feature = "form")]
mod submission;
mod troubles;

pub use faults::{fault, file_kinds, file_size, local_date, local_day, local_number, pin_fault};
#[cfg(feature = "form")]
pub use language::arrive;
pub use language::{Lang, language_name};
#[cfg(feature = "form")]
pub use submission::{named, submit};
pub use troubles::{loading_trouble, trouble};

/// A text: the place it has among all of them as the first character, then the text in German. Each is data of its own and no table holds
/// them together, so that what only later parts of the app say comes with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(&'static str);

/// The place of the first text; see `build.rs`.
const FIRST_PLACE: usize = 0x100;

/// The text of a key; in German as long as the language has not arrived.
#[must_use]
pub fn text(lang: Lang, key: Key) -> &'static str {
    let mut characters = key.0.chars();
    let place = characters.next().map_or(0, |mark| mark as usize - FIRST_PLACE);
    lang.word(place).unwrap_or(characters.as_str())
}

/// The text of a key with its values put in. A value that isn't given stays visible as `{name}`.
#[must_use]
pub fn fill(lang: Lang, key: Key, values: &[(&str, &str)]) -> String {
    put(text(lang, key), values)
}

/// A text with its values put in. A value that isn't given stays visible as `{name}`.
#[must_use]
pub fn put(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut out = String::with_capacity(rest.len() + 32);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, behind)) = after.split_once('}') else { break };
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_there_in_every_language_with_the_same_values() {
        assert_eq!(FAULTS, &[] as &[&str]);
    }

    #[test]
    fn every_text_says_something() {
        for (name, key) in ALL {
            for lang in Lang::ALL {
                assert!(!text(lang, *key).trim().is_empty(), "{name} in {lang:?}");
            }
        }
    }

    #[test]
    fn what_is_wrong_always_comes_with_what_to_do() {
        // Several kinds of the same fault share what to do, or what is wrong.
        let shared = ["err-missing", "err-unanswered", "err-date-day", "err-date-month", "err-date-year", "err-email-missing"];
        for (name, _) in ALL.iter().filter(|(name, _)| name.starts_with("err-") && !shared.contains(name)) {
            let pair = name.replacen("err-", "rec-", 1);
            assert!(ALL.iter().any(|(other, _)| *other == pair), "{name} has no {pair}");
        }
    }

    #[test]
    fn values_are_put_in_and_braces_in_values_stay() {
        assert_eq!(fill(Lang::De, Key::STEP, &[("at", "2"), ("of", "{x}")]), "Schritt 2 von {x}");
    }
}
