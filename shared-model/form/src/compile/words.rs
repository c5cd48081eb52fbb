//! The words that reading answers takes, in every language the program knows. In: `texts/<lang>.ftl` of this crate. Out: words by
//! name. A language is known when it is here.

use super::texts::plain;
use fluent_syntax::ast::Entry;
use std::collections::BTreeMap;

const FILES: &[(&str, &str)] = &[
    ("de", include_str!("../../texts/de.ftl")),
    ("de-simple", include_str!("../../texts/de-simple.ftl")),
    ("en", include_str!("../../texts/en.ftl")),
];

/// The words of one language.
pub(crate) struct BuiltIn(BTreeMap<&'static str, String>);

impl BuiltIn {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
}

/// The words of a language.
pub(crate) fn find(language: &str) -> Option<BuiltIn> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == language)?;
    let resource = fluent_syntax::parser::parse(*text).ok()?;
    let words = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => plain(&message.value?).map(|text| (message.id.name, text)),
        _ => None,
    });
    Some(BuiltIn(words.collect()))
}

/// The languages there are words for.
pub(crate) fn languages() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(language, _)| *language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_word() {
        for language in languages() {
            let words = find(language).unwrap();
            for name in [
                "yes",
                "no",
                "not-answered",
                "unknown",
                "row",
                "add-row",
                "remove-row",
                "period-from",
                "period-until",
                "moment-day",
                "moment-time",
            ] {
                assert!(words.get(name).is_some_and(|word| !word.is_empty()), "{language} {name}");
            }
        }
    }
}
