//! Pages before and without the app: plain HTML from the service card. In: a card, a language, what to load. Out: HTML. Escaping is maud's; nothing here is
//! raw. No inline script and no inline style: the content security policy forbids both.

mod contact;
mod embedding;
mod fault;
mod frame;
mod gateway;
mod opening;
pub(crate) mod qr;
mod relay;
mod resume;
pub(crate) mod scripts;
mod start;
mod statements;
mod tenant;
mod words;

pub(crate) use embedding::embedding;
pub(crate) use fault::fault;
pub(crate) use gateway::gateway;
pub(crate) use relay::relay;
pub(crate) use resume::resume;
pub(crate) use start::start;
pub(crate) use statements::{accessibility, privacy};
pub(crate) use tenant::tenant;
pub(crate) use words::{Language, asked};

use vordruck_contract::paths;
use vordruck_contract::services::{CardTexts, ServiceCard};

use crate::look::Look;
use crate::page_style::PageStyle;
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
    /// Scheme and host as people see them.
    pub(crate) public_url: &'a str,
    /// The tenant's look, if it has one of its own.
    pub(crate) look: Option<&'a Look>,
    /// What is carried in the page instead of being linked to.
    pub(crate) style: Option<&'a PageStyle>,
    /// Whether the browser asks for it to put it into a frame.
    pub(crate) is_framed: bool,
}

/// Where a page of a service is shown.
#[derive(Clone, Copy)]
pub(crate) struct Surroundings<'a> {
    pub(crate) now: UnixSeconds,
    pub(crate) entry: &'a EntryTags,
    pub(crate) public_url: &'a str,
    pub(crate) look: Option<&'a Look>,
    pub(crate) style: Option<&'a PageStyle>,
    pub(crate) is_framed: bool,
}

impl<'a> ServicePage<'a> {
    /// The card in the asked-for language, or else in German; `None` if the card has not even that.
    pub(crate) fn new(card: &'a ServiceCard, asked: Option<&str>, path: String, around: Surroundings<'a>) -> Option<Self> {
        let tag = asked.filter(|tag| card.texts.contains_key(*tag)).unwrap_or("de");
        let (tag, texts) = card.texts.get_key_value(tag)?;
        let Surroundings { entry, public_url, look, style, is_framed, now } = around;
        Some(Self { card, texts, tag, entry, path, now, public_url, look, style, is_framed })
    }

    /// The authority's own privacy notice, or the draft.
    fn privacy_link(&self) -> String {
        let own = &self.card.authority.privacy_url;
        if own.is_empty() { paths::privacy_page(&self.card.tenant, &self.card.service) } else { own.clone() }
    }

    /// The authority's own accessibility statement, or the draft.
    fn accessibility_link(&self) -> String {
        let own = &self.card.authority.accessibility_url;
        if own.is_empty() { paths::accessibility_page(&self.card.tenant, &self.card.service) } else { own.clone() }
    }

    fn language(&self) -> Language {
        Language::of_tag(self.tag)
    }
}
