//! Pages for when something is missing or broken. In: a kind of problem, the request's number. Out: HTML that says what to do.

use maud::html;
use vordruck_contract::problem::ProblemKind;

use super::Language;
use super::frame::plain_page;
use vordruck_contract::assets::EntryTags;

pub(crate) fn fault(language: Language, kind: ProblemKind, request: &str, entry: &EntryTags) -> String {
    let failed = kind.status() >= 500;
    let (title, text) = match kind {
        ProblemKind::RequestTimeout | ProblemKind::TooManyRequests | ProblemKind::Unavailable => (language.busy_title(), language.busy()),
        _ if failed => (language.trouble_title(), language.trouble()),
        _ => (language.not_found_title(), language.not_found()),
    };
    let content = html! {
        section class="vd-column vd-flow" {
            h1 class="kern-heading-x-large" { (title) }
            p class="kern-body" { (text) }
            @if failed { p class="kern-body" { (language.request_number()) " " (request) } }
        }
    };
    plain_page(language, title, Some(entry), content).into_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_to_wait_is_not_told_that_there_is_nothing() {
        for language in Language::ALL {
            let page = |kind| fault(language, kind, "number-1", &EntryTags::default());
            for kind in [ProblemKind::TooManyRequests, ProblemKind::Unavailable] {
                assert!(page(kind).contains(language.busy()), "{kind:?}");
            }
            assert!(page(ProblemKind::NotFound).contains(language.not_found()) && !page(ProblemKind::NotFound).contains("number-1"));
            let broken = page(ProblemKind::Internal);
            assert!(broken.contains(language.trouble()) && broken.contains("number-1"));
            assert!(broken.contains(&format!("<html lang=\"{}\"", language.tag())));
        }
    }
}
