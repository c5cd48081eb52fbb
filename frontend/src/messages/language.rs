//! The languages of the screen. In: a tag. Out: its words. German is built in; every other language is a file of its own that comes when it
//! is wanted, so that nobody loads a language they don't read.

#[cfg(feature = "form")]
use super::{DE_SIMPLE, EN};
#[cfg(feature = "form")]
use crate::client::ClientError;
use std::sync::OnceLock;
#[cfg(feature = "form")]
use wasm_split_helpers::wasm_split;

/// A language of the screen. A form may have more; then its texts are in its language and ours in German.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// German.
    De,
    /// Leichte Sprache, `de-simple`: “simple” is a registered variant (IANA, Language Subtag Registry), and screen readers choose their
    /// voice by what stands before it.
    Simple,
    /// English.
    En,
}

/// All texts of a language, in the order of their places.
type Words = OnceLock<Vec<&'static str>>;

static SIMPLE_WORDS: Words = OnceLock::new();
static ENGLISH_WORDS: Words = OnceLock::new();

impl Lang {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::De, Self::Simple, Self::En];

    /// The language of the screen for a language of a form (BCP 47).
    #[must_use]
    pub fn of(tag: &str) -> Self {
        match tag {
            "de-simple" => Self::Simple,
            _ if tag.starts_with("en") => Self::En,
            _ => Self::De,
        }
    }

    /// The text at a place; none in German, and while the language has not arrived.
    pub(super) fn word(self, place: usize) -> Option<&'static str> {
        self.words()?.get(place).copied()
    }

    fn place(self) -> Option<&'static Words> {
        match self {
            Self::De => None,
            Self::Simple => Some(&SIMPLE_WORDS),
            Self::En => Some(&ENGLISH_WORDS),
        }
    }

    #[cfg(any(target_family = "wasm", not(feature = "form")))]
    fn words(self) -> Option<&'static Vec<&'static str>> {
        self.place()?.get()
    }

    /// Outside of browsers nothing has to come first.
    #[cfg(all(not(target_family = "wasm"), feature = "form"))]
    fn words(self) -> Option<&'static Vec<&'static str>> {
        let all = if self == Self::Simple { DE_SIMPLE } else { EN };
        Some(self.place()?.get_or_init(|| taken_apart(all)))
    }
}

/// Waits for the words of a language, which are fetched once.
///
/// # Errors
/// `PartMissing` when they do not come; then the screen goes on in German.
#[cfg(feature = "form")]
pub async fn arrive(lang: Lang) -> Result<(), ClientError> {
    let Some(place) = lang.place().filter(|place| place.get().is_none()) else { return Ok(()) };
    let all = if lang == Lang::Simple { simple().await? } else { english().await? };
    place.get_or_init(|| taken_apart(all));
    Ok(())
}

/// The name of a language in itself, for the language switch.
#[must_use]
pub fn language_name(tag: &str) -> &str {
    match tag {
        "de" => "Deutsch",
        "en" => "English",
        "de-simple" => "Leichte Sprache",
        other => other,
    }
}

#[cfg(feature = "form")]
fn taken_apart(all: &'static str) -> Vec<&'static str> {
    all.split('\u{1}').collect()
}

/// Here the build cuts: the words only this function names become a file of their own.
#[cfg(feature = "form")]
#[wasm_split(simple, fallible)]
fn simple() -> Result<&'static str, ClientError> {
    Ok(DE_SIMPLE)
}

/// And here.
#[cfg(feature = "form")]
#[wasm_split(english, fallible)]
fn english() -> Result<&'static str, ClientError> {
    Ok(EN)
}

#[cfg(test)]
#[cfg(feature = "form")]
mod tests {
    use super::*;
    use crate::messages::{Key, text};

    #[test]
    fn every_language_speaks_for_itself() {
        let said = Lang::ALL.map(|lang| text(lang, Key::NEXT));
        assert_eq!(said, ["Weiter", "Weiter", "Continue"]);
        assert_eq!(Lang::ALL.map(|lang| text(lang, Key::RESUME_NEW)), ["Neu beginnen", "Neu anfangen", "Start again"]);
    }

    #[test]
    fn plain_language_is_one_of_its_own_and_other_german_is_german() {
        assert_eq!(["de-simple", "de", "de-AT", "en-GB", "tr"].map(Lang::of), [Lang::Simple, Lang::De, Lang::De, Lang::En, Lang::De]);
    }

    #[test]
    fn sentences_in_plain_language_are_short() {
        for sentence in DE_SIMPLE.split('\u{1}').flat_map(|text| text.split_inclusive(['.', '?', '!', ':'])) {
            let words = sentence.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count();
            assert!(words <= 15, "{words} words: {sentence}");
        }
    }
}
