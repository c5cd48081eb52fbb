//! Drafts of the accessibility statement (§ 12b BGG and § 7 BITV 2.0 or the law of the Land, after the model of Implementing Decision (EU) 2018/1523) and of
//! the privacy notice (Art. 13 GDPR), one a service, in three languages. In: a service's card. Out: pages. What only the authority knows it says in its
//! settings; what it has not said stands in square brackets, and then the page says that it is a draft. What it has said in German alone stands on the other
//! pages in German, marked as such. An authority that has pages of its own sets their addresses, and these lead there. The statement claims nothing that
//! the authority does not say: without its word nobody has assessed the service at this place.

mod english;
mod german;
mod said;
mod simple;

use maud::{Markup, html};
use vordruck_contract::paths;

use super::frame::service_page;
use super::{Language, ServicePage};
use said::Said;

/// The draft of the accessibility statement.
pub(crate) fn accessibility(page: &ServicePage<'_>) -> String {
    statement(page, Language::accessibility, |said| match page.language() {
        Language::German => german::accessibility(page, said),
        Language::English => english::accessibility(page, said),
        Language::Simple => simple::accessibility(page, said),
    })
}

/// The draft of the privacy notice.
pub(crate) fn privacy(page: &ServicePage<'_>) -> String {
    statement(page, Language::privacy_notice, |said| match page.language() {
        Language::German => german::privacy(page, said),
        Language::English => english::privacy(page, said),
        Language::Simple => simple::privacy(page, said),
    })
}

fn statement(page: &ServicePage<'_>, heading: fn(Language) -> &'static str, content: impl Fn(&Said<'_>) -> Markup) -> String {
    let (language, said) = (page.language(), Said::of(page));
    let content = content(&said);
    let body = html! {
        article class="vd-column vd-flow" {
            h1 class="kern-heading-x-large" { (heading(language)) ": " (title(page)) }
            @if said.has_gaps() { p class="kern-body" data-draft { (language.draft_for()) " " (page.card.authority.name) ". " (language.draft_gaps()) } }
            @match language {
                Language::German => {}
                Language::English => { (english::about(page, &said)) }
                Language::Simple => { (simple::about(page, &said)) }
            }
            (content)
            p class="kern-body" { a class="kern-link vd-alone" href=(start_page(page)) { (language.to_the_form()) } }
        }
    };
    service_page(page, &format!("{}: {}", heading(language), page.texts.title), "closed", body).into_string()
}

/// The service's title, marked where it is in another language than the page.
fn title(page: &ServicePage<'_>) -> Markup {
    theirs(page, &page.texts.title)
}

/// A text of the service, marked where it is in another language than the page.
fn theirs(page: &ServicePage<'_>, text: &str) -> Markup {
    html! { @if let Some(tag) = page.texts_tag { span lang=(tag) { (text) } } @else { (text) } }
}

fn start_page(page: &ServicePage<'_>) -> String {
    paths::in_language(paths::start_page(&page.card.tenant, &page.card.service), page.texts_tag.unwrap_or(page.tag))
}

/// The same page in another language.
fn elsewhere(page: &ServicePage<'_>, language: Language, words: &str) -> Markup {
    html! { a class="kern-link" href={ (page.path) "?lang=" (language.tag()) } hreflang=(language.tag()) { (words) } }
}

fn heading(text: &str) -> Markup {
    html! { h2 class="kern-heading-medium" { (text) } }
}
