//! Pages for when something is missing or broken. In: a kind of problem, the request's number. Out: HTML that says what to do.

use maud::html;
use vordruck_contract::problem::ProblemKind;

use super::Language;
use super::frame::plain_page;
use vordruck_contract::assets::EntryTags;

pub(crate) fn fault(language: Language, kind: ProblemKind, request: &str, entry: &EntryTags) -> String {
    let missing = kind.status() < 500;
    let (title, text) =
        if missing { (language.not_found_title(), language.not_found()) } else { (language.trouble_title(), language.trouble()) };
    let content = html! {
        section class="vd-column vd-flow" {
            h1 class="kern-heading-x-large" { (title) }
            p class="kern-body" { (text) }
            @if !missing { p class="kern-body" { (language.request_number()) " " (request) } }
        }
    };
    plain_page(language, title, Some(entry), content).into_string()
}
