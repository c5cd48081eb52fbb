//! The words that reading answers takes, in every language the program knows. In: `texts/<lang>.ftl` of this crate. Out: words by
//! name. A language is known when it is here.

use fluent_syntax::ast::{Entry, PatternElement};
use std::collections::BTreeMap;

const FILES: &[(&str, &str)] = &[
    ("de", include_str!("../../texts/de.ftl")),
    ("de-simple", include_str!("../../texts/de-simple.ftl")),
    ("en", include_str!("../../texts/en.ftl")),
];

/// The words of one language.
pub(crate) struct BuiltIn(BTreeMap<&'static str, &'static str>);

impl BuiltIn {
    pub(crate) fn get(&self, name: &str) -> Option<&'static str> {
        self.0.get(name).copied()
    }
}

/// The words of a language.
pub(crate) fn find(language: &str) -> Option<BuiltIn> {
    let (_, text) = FILES.iter().find(|(known, _)| *known == language)?;
    let resource = fluent_syntax::parser::parse(*text).ok()?;
    let words = resource.body.into_iter().filter_map(|entry| match entry {
        Entry::Message(message) => match message.value?.elements.first() {
            Some(PatternElement::TextElement { value }) => Some((message.id.name, *value)),
            _ => None,
        },
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
            for name in ["yes", "no", "not-answered", "unknown"] {
                assert!(words.get(name).is_some_and(|word| !word.is_empty()), "{language} {name}");
            }
        }
    }
}
