//! What all pages have around their content: head, header, main, footer. In: a title, content. Out: a whole document.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::contact::contact;
use super::words::{direction, own_name};
use super::{ServicePage, scripts};
use crate::look::Look;
use vordruck_contract::assets::{EntryTags, Preload, PreloadPurpose, Sealed};

/// A page of a service.
pub(super) fn service_page(page: &ServicePage<'_>, title: &str, kind: &str, content: Markup) -> Markup {
    let language = page.language();
    let card = page.card;
    let authority = &card.authority;
    html! {
        (DOCTYPE)
        html lang=(page.tag) dir=(direction(page.tag)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href=(vordruck_contract::paths::ICON);
                title { (title) " – " (authority.name) }
                @if matches!(kind, "resume" | "relay") { meta name="robots" content="noindex"; }
                (look(page))
                @if kind != "closed" { (tags(page)) (old_browsers()) }
                (framed(page))
            }
            body class="vd-page" data-framed[page.is_framed] {
                a class="vd-skip kern-link" href="#inhalt" { (language.skip()) }
                header class="vd-header" {
                    div class="vd-container vd-header__bar" {
                        p class="vd-brand" {
                            (logo(page.look, &card.tenant))
                            span {
                                span class="vd-brand__name" { (authority.name) }
                                span class="vd-brand__service" lang=[page.texts_tag] { (page.texts.title) }
                            }
                        }
                        div class="vd-header__tools" { (language_links(language, &page.tags, page.tag, &page.path)) }
                    }
                }
                main class="vd-main" id="inhalt" tabindex="-1" {
                    (own_window(page))
                    div class="vd-container vd-flow" {
                        (content)
                        @if kind != "closed" { (app(page, kind)) }
                    }
                }
                footer class="vd-footer" {
                    div class="vd-container" {
                        nav aria-label=(language.footer()) {
                            ul class="vd-footer__links" {
                                @for (url, words) in [(authority.imprint_url.clone(), language.imprint()), (page.privacy_link(), language.privacy_notice()),
                                    (page.accessibility_link(), language.accessibility())] {
                                    li { a class="kern-link" href=(url) target=[page.is_framed.then_some("_blank")] { (words) } }
                                }
                            }
                        }
                        p class="vd-footer__note" { (authority.name) @for line in &authority.address { ", " (line) } }
                    }
                }
            }
        }
    }
}

/// A page that links to services instead of being one: the authority's header, nothing to load but the look.
pub(super) fn still_page(page: &StillPage<'_>, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(page.tag) dir=(direction(page.tag)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href=(vordruck_contract::paths::ICON);
                title { (page.title) " – " (page.authority) }
                (all_sheets(page.entry))
                (theme(page.look, page.tenant))
            }
            body class="vd-page" {
                a class="vd-skip kern-link" href="#inhalt" { (page.language.skip()) }
                header class="vd-header" {
                    div class="vd-container vd-header__bar" {
                        p class="vd-brand" { (logo(page.look, page.tenant)) span { span class="vd-brand__name" { (page.authority) } } }
                        div class="vd-header__tools" { (language_links(page.language, page.tags, page.tag, page.path)) }
                    }
                }
                main class="vd-main" id="inhalt" tabindex="-1" { div class="vd-container vd-flow" { (content) } }
            }
        }
    }
}

/// What [`still_page`] is made of.
pub(super) struct StillPage<'a> {
    pub(super) language: super::Language,
    /// BCP 47 tag of the page.
    pub(super) tag: &'a str,
    /// All tags it can be had in.
    pub(super) tags: &'a [&'a str],
    pub(super) title: &'a str,
    pub(super) tenant: &'a str,
    pub(super) authority: &'a str,
    pub(super) look: Option<&'a Look>,
    pub(super) path: &'a str,
    pub(super) entry: &'a EntryTags,
}

/// A page without a service: no header of an authority, nothing to load but the look.
pub(super) fn plain_page(language: super::Language, title: &str, entry: Option<&EntryTags>, content: Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href=(vordruck_contract::paths::ICON);
                title { (title) }
                @if let Some(entry) = entry { (all_sheets(entry)) }
            }
            body class="vd-page" {
                main class="vd-main" id="inhalt" { div class="vd-container vd-flow" { (content) } }
            }
        }
    }
}

/// Where the app begins. The paragraph is replaced when it runs.
fn app(page: &ServicePage<'_>, kind: &str) -> Markup {
    let (language, card) = (page.language(), page.card);
    html! {
        div id="vordruck-app" class="vd-column" data-page=(kind) data-tenant=(card.tenant) data-service=(card.service) data-form=(card.form)
            data-lang=(page.tag) data-draft-days=(card.draft_days) data-max-attachment-bytes=(card.max_attachment_bytes) {
            p id="vordruck-loading" class="vd-busy" role="status" {
                span class="kern-loader kern-loader--visible" aria-hidden="true" {}
                span { (language.loading()) span class="vd-late" { " " (language.late()) } }
            }
            noscript {
                div class="kern-alert kern-alert--info" {
                    div class="kern-alert__header" {
                        span class="kern-icon kern-icon--info" aria-hidden="true" {}
                        h2 class="kern-title kern-title--small" { (language.noscript_title()) }
                    }
                    div class="kern-alert__body" {
                        p class="kern-body" { (language.noscript()) }
                        ul class="kern-list kern-list--bullet" { @for way in &page.texts.other_ways { li { (way) } } }
                        (contact(language, &card.authority))
                    }
                }
            }
        }
    }
}

fn language_links(language: super::Language, tags: &[&str], current: &str, path: &str) -> Markup {
    html! {
        @if tags.len() > 1 {
            nav class="vd-languages" aria-label=(language.languages()) {
                ul class="vd-languages__list" {
                    @for tag in tags {
                        li {
                            a class="vd-languages__item" href={ (path) "?lang=" (tag) } lang=(tag) hreflang=(tag)
                                aria-current=[(*tag == current).then_some("true")] { (own_name(tag)) }
                        }
                    }
                }
            }
        }
    }
}

/// The tenant's tokens, after our own sheet.
fn theme(look: Option<&Look>, tenant: &str) -> Markup {
    html! { @if let Some(path) = look.and_then(|look| look.sheet_path(tenant)) { link rel="stylesheet" href=(path); } }
}

/// The name stands beside it, so that the picture says nothing by itself.
fn logo(look: Option<&Look>, tenant: &str) -> Markup {
    html! { @if let Some(path) = look.and_then(|look| look.logo_path(tenant)) { img class="vd-brand__logo" src=(path) alt=""; } }
}

/// Only browsers without modules load it; they can't run the app.
fn old_browsers() -> Markup {
    html! { script nomodule defer src=(scripts::OLD_BROWSER.path()) {} }
}

/// The way out of a frame, wherever there may be one: a frame that changes its language takes this from the page in the other one, which no browser asks for as
/// a frame's.
fn own_window(page: &ServicePage<'_>) -> Markup {
    let may_be_framed = page.look.is_some_and(|look| look.framed_by.is_some());
    html! {
        @if may_be_framed || page.is_framed {
            div class="vd-container vd-own-window" hidden[!page.is_framed] {
                a class="kern-link vd-alone" href={ (page.path) "?lang=" (page.tag) } target="_blank" rel="noopener" { (page.language().own_window()) }
            }
        }
    }
}

fn framed(page: &ServicePage<'_>) -> Markup {
    let origins = page.look.and_then(|look| look.framed_by.as_ref()).filter(|_| page.is_framed);
    html! {
        @if let Some(origins) = origins {
            script defer src=(scripts::FRAME.path()) integrity=(scripts::FRAME.integrity()) data-origins=(origins.as_str()) {}
        }
    }
}

/// The style in the page itself, or links to it.
fn look(page: &ServicePage<'_>) -> Markup {
    html! {
        @if let Some(style) = page.style { style { (PreEscaped(style.css())) } }
        @else { (sheets(&page.entry.styles)) (theme(page.look, &page.card.tenant)) }
    }
}

/// The app can wait until the page is seen; measured, a font fetched ahead delays that by a fifth, and the style names it anyway.
fn tags(page: &ServicePage<'_>) -> Markup {
    html! {
        @for preload in page.entry.preloads.iter().filter(|preload| preload.purpose != PreloadPurpose::Font) { (preload_tag(preload)) }
        @if let Some(script) = &page.entry.script {
            script type="module" fetchpriority="low" src=(script.href) integrity=[script.integrity.as_deref()] {}
        }
    }
}

/// For pages without an app that would add the rest.
fn all_sheets(entry: &EntryTags) -> Markup {
    html! { (sheets(&entry.styles)) (sheets(&entry.further_styles)) }
}

fn sheets(styles: &[Sealed]) -> Markup {
    html! { @for style in styles { link rel="stylesheet" href=(style.href) integrity=[style.integrity.as_deref()]; } }
}

/// A preload without `crossorigin` would be fetched twice where the real request is in CORS mode, as `fetch` and fonts are (HTML, "preload").
fn preload_tag(preload: &Preload) -> Markup {
    let (href, integrity) = (&preload.file.href, preload.file.integrity.as_deref());
    match preload.purpose {
        PreloadPurpose::Module => html! { link rel="modulepreload" href=(href) integrity=[integrity]; },
        PreloadPurpose::Fetch => {
            html! { link rel="preload" as="fetch" fetchpriority="low" crossorigin="anonymous" href=(href) integrity=[integrity]; }
        }
        PreloadPurpose::Font => html! { link rel="preload" as="font" type="font/woff2" crossorigin="anonymous" href=(href); },
    }
}
