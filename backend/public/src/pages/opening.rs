//! Whether a form is open, by its card. In: a service page. Out: what the start page says about it. The form itself is not looked at here;
//! it says the same to whoever has it open already.

use maud::{Markup, html};
use vordruck_contract::services::OpeningTexts;

use super::ServicePage;

/// Whether a service can be begun.
pub(super) enum Opening<'a> {
    /// It can; the words say until when, if that is known.
    Open(Option<&'a str>),
    /// It opens later.
    NotYet(&'a OpeningTexts),
    /// It has closed.
    Closed(&'a OpeningTexts),
}

pub(super) fn of<'a>(page: &ServicePage<'a>) -> Opening<'a> {
    let Some(opening) = &page.card.opening else { return Opening::Open(None) };
    let Some(texts) = opening.texts.get(page.tag).or_else(|| opening.texts.get("de")) else { return Opening::Open(None) };
    // What is no moment has been refused when the card was published.
    let at = |text: &Option<String>| text.as_deref()?.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second);
    match (at(&opening.from), at(&opening.until)) {
        (Some(from), _) if page.now < from => Opening::NotYet(texts),
        (_, Some(until)) if page.now > until => Opening::Closed(texts),
        _ => Opening::Open(Some(texts.until.as_str()).filter(|until| !until.is_empty())),
    }
}

/// What stands in place of the form.
pub(super) fn notice(page: &ServicePage<'_>, opening: &Opening<'_>) -> Markup {
    let language = page.language();
    let (title, line, texts) = match opening {
        Opening::Open(_) => return html! {},
        Opening::NotYet(texts) => (language.not_yet_title(), (language.opens(), texts.from.as_str()), texts),
        Opening::Closed(texts) => (language.closed_title(), (language.was_open_until(), texts.until.as_str()), texts),
    };
    html! {
        div class="kern-alert kern-alert--warning" {
            div class="kern-alert__header" {
                span class="kern-icon kern-icon--warning" aria-hidden="true" {}
                h2 class="kern-title" { (title) }
            }
            div class="kern-alert__body" {
                @if !line.1.is_empty() { p class="kern-body" { (line.0) " " (line.1) } }
                @if !texts.closed.is_empty() { p class="kern-body" { (texts.closed) } }
                p class="kern-body" { (language.drafts_stay()) }
            }
        }
    }
}
