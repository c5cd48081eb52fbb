//! The start page of a service: what it is for, what one needs, how long it takes, what it costs, what happens to the data, which other ways there are.
//! In: a service page. Out: HTML that can be read before the app has loaded, and without it.

use maud::{Markup, html};

use super::ServicePage;
use super::contact::contact;
use super::frame::service_page;
use super::opening::{self, Opening};
use super::submission::{Buttons, buttons};

pub(crate) fn start(page: &ServicePage<'_>) -> String {
    let language = page.language();
    let texts = page.texts;
    let opening = opening::of(page);
    // Where the texts of the page are, so that they change with them when the app has the page in another language: its buttons, and what to do when the
    // form does not come after one of them was pressed.
    let Buttons { begin, go_on, saved } = buttons(language, page.card.kind);
    let content = html! {
        section class="vd-start vd-column vd-flow" id="vordruck-start" data-lang=(page.tag) data-begin=(begin) data-continue=(go_on) data-saved=(saved)
            data-late=(language.late()) {
            header class="vd-start__head" {
                h1 class="kern-heading-x-large" { (divided(&texts.title)) }
                @for paragraph in &texts.summary { p class="vd-lead" { (paragraph) } }
            }
            (opening::notice(page, &opening))
            dl class="vd-facts" {
                div { dt { (language.duration()) } dd { (texts.duration) } }
                div { dt { (language.fee()) } dd { (texts.fee) } }
                @if let Opening::Open(Some(until)) = opening { div { dt { (language.open_until()) } dd { (until) } } }
            }
            @if !texts.needed.is_empty() {
                h2 class="kern-heading-medium" { (language.needed()) }
                ul class="vd-checklist" {
                    @for item in &texts.needed {
                        li { span class="kern-icon kern-icon--check" aria-hidden="true" {} span { (item) } }
                    }
                }
            }
            (details(language.privacy(), &privacy(page)))
            @if !texts.legal_basis.is_empty() {
                (details(language.legal(), &html! { @for line in &texts.legal_basis { p class="kern-body" { (line) } } }))
            }
            (details(language.other_ways(), &other_ways(page)))
        }
    };
    // Nothing can be begun while it is closed, so there is no app to begin it with; drafts have a page of their own.
    let kind = if matches!(opening, Opening::Open(_)) { "start" } else { "closed" };
    service_page(page, &texts.title, kind, content).into_string()
}

/// A title whose long words may go on in the next line where Leichte Sprache divides them (`Bewohner·park·ausweis`), and nowhere else.
fn divided(title: &str) -> Markup {
    html! { @for (at, piece) in title.split('·').enumerate() { @if at > 0 { "·" wbr; } (piece) } }
}

fn privacy(page: &ServicePage<'_>) -> Markup {
    let language = page.language();
    html! {
        p class="kern-body" { (language.sealed()) }
        p class="kern-body" { (language.drafts()) " " (page.card.draft_days) "." }
        p class="kern-body" { (language.no_traces()) }
        p class="kern-body" { a class="kern-link vd-alone" href=(page.privacy_link()) { (language.privacy_notice()) } }
    }
}

fn other_ways(page: &ServicePage<'_>) -> Markup {
    html! {
        @for way in &page.texts.other_ways { p class="kern-body" { (way) } }
        (contact(page.language(), &page.card.authority))
    }
}

fn details(title: &str, body: &Markup) -> Markup {
    html! {
        details class="kern-accordion" {
            summary class="kern-accordion__header" { span class="kern-title" { (title) } }
            section class="kern-accordion__body" { (body) }
        }
    }
}
