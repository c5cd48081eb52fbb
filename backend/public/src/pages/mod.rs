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
mod submission;
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

/// Which languages a page can be had in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// Those of the service's card.
    Card,
    /// Those of the pages' own words, whatever the service speaks: its statements are owed in Leichte Sprache, too (§ 4 BITV 2.0).
    Pages,
}

/// What a page of a service is made of.
pub(crate) struct ServicePage<'a> {
    pub(crate) card: &'a ServiceCard,
    pub(crate) texts: &'a CardTexts,
    /// BCP 47 tag of the page.
    pub(crate) tag: &'a str,
    /// BCP 47 tag of `texts`, where that is another.
    pub(crate) texts_tag: Option<&'a str>,
    /// All tags the page can be had in, German first.
    pub(crate) tags: Vec<&'a str>,
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
    pub(crate) fn new(card: &'a ServiceCard, asked: Option<&str>, path: String, speaks: Speaks, around: Surroundings<'a>) -> Option<Self> {
        let own = asked.map_or(Language::German, Language::of_tag).tag();
        let wanted = if speaks == Speaks::Pages { Some(own) } else { asked };
        let (texts_tag, texts) = wanted.and_then(|tag| card.texts.get_key_value(tag)).or_else(|| card.texts.get_key_value("de"))?;
        let (tag, mut tags): (&str, Vec<&str>) = match speaks {
            Speaks::Card => (texts_tag.as_str(), card.texts.keys().map(String::as_str).collect()),
            Speaks::Pages => (own, Language::ALL.map(Language::tag).to_vec()),
        };
        tags.sort_by_key(|tag| (*tag != "de", *tag));
        let texts_tag = Some(texts_tag.as_str()).filter(|other| *other != tag);
        let Surroundings { entry, public_url, look, style, is_framed, now } = around;
        Some(Self { card, texts, tag, texts_tag, tags, entry, path, now, public_url, look, style, is_framed })
    }

    /// The authority's own privacy notice, or the draft in this language.
    fn privacy_link(&self) -> String {
        self.own_or(&self.card.authority.privacy_url, paths::privacy_page)
    }

    /// The authority's own accessibility statement, or the draft in this language.
    fn accessibility_link(&self) -> String {
        self.own_or(&self.card.authority.accessibility_url, paths::accessibility_page)
    }

    fn own_or(&self, own: &str, draft: fn(&str, &str) -> String) -> String {
        if own.is_empty() { paths::in_language(draft(&self.card.tenant, &self.card.service), self.tag) } else { own.to_owned() }
    }

    fn language(&self) -> Language {
        Language::of_tag(self.tag)
    }
}
