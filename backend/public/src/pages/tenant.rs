//! The page of a tenant: all its services. In: its cards, its look, a language. Out: HTML that needs no script.

use maud::html;
use vordruck_contract::assets::EntryTags;
use vordruck_contract::paths;
use vordruck_contract::services::ServiceCard;

use super::Language;
use super::frame::{StillPage, still_page};
use crate::look::Look;

/// Each service in the language asked for, or else in German, marked as such.
pub(crate) fn tenant(tenant: &str, name: &str, cards: &[ServiceCard], look: Option<&Look>, asked: &str, entry: &EntryTags) -> String {
    let language = Language::of_tag(asked);
    let content = html! {
        h1 class="kern-heading-x-large" { (language.services()) }
        @if cards.is_empty() { p class="kern-body" { (language.no_services()) } }
        ul class="vd-services" {
            @for (card, tag, texts) in cards.iter().filter_map(|card| in_language(card, asked)) {
                li class="kern-card kern-card--interactive" {
                    article class="kern-card__container" lang=[(tag != asked).then_some(tag)] {
                        h2 class="kern-title" {
                            a class="kern-link kern-link--stretched" href={ (paths::start_page(tenant, &card.service)) "?lang=" (tag) } { (texts.title) }
                        }
                        @if let Some(first) = texts.summary.first() { p class="kern-body" { (first) } }
                    }
                }
            }
        }
    };
    let tags = ["de", "de-simple", "en"];
    let path = paths::tenant_page(tenant);
    let page =
        StillPage { language, tag: asked, tags: &tags, title: language.services(), tenant, authority: name, look, path: &path, entry };
    still_page(&page, content).into_string()
}

fn in_language<'a>(
    card: &'a ServiceCard,
    asked: &'a str,
) -> Option<(&'a ServiceCard, &'a str, &'a vordruck_contract::services::CardTexts)> {
    let tag = if card.texts.contains_key(asked) { asked } else { "de" };
    card.texts.get(tag).map(|texts| (card, tag, texts))
}
