//! Pages before and without the app: plain HTML from the service card. In: a card, a language, what to load. Out: HTML. Escaping is maud's; nothing here is
//! raw. No inline script and no inline style: the content security policy forbids both.

mod fault;
mod frame;
mod opening;
mod resume;
mod start;
mod words;

pub(crate) use fault::fault;
pub(crate) use resume::resume;
pub(crate) use start::start;
pub(crate) use words::{Language, asked};

use vordruck_contract::services::{CardTexts, ServiceCard};

use vordruck_contract::assets::EntryTags;

use crate::clock::UnixSeconds;

/// What a page of a service is made of.
pub(crate) struct ServicePage<'a> {
    pub(crate) card: &'a ServiceCard,
    pub(crate) texts: &'a CardTexts,
    /// BCP 47 tag of `texts`.
    pub(crate) tag: &'a str,
    pub(crate) entry: &'a EntryTags,
    /// Path of this page, without query.
    pub(crate) path: String,
    /// The moment it is read.
    pub(crate) now: UnixSeconds,
}

impl<'a> ServicePage<'a> {
    /// The card in the asked-for language, or else in German; `None` if the card has not even that.
    pub(crate) fn new(card: &'a ServiceCard, asked: Option<&str>, entry: &'a EntryTags, path: String, now: UnixSeconds) -> Option<Self> {
        let tag = asked.filter(|tag| card.texts.contains_key(*tag)).unwrap_or("de");
        let (tag, texts) = card.texts.get_key_value(tag)?;
        Some(Self { card, texts, tag, entry, path, now })
    }

    fn language(&self) -> Language {
        Language::of_tag(self.tag)
    }
}
