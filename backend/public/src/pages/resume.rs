//! The page a resume link leads to. In: a service page. Out: HTML in which the app asks for the PIN. The secret is in the fragment, which no server sees;
//! loading this page changes nothing, whoever loads it.

use maud::html;

use super::ServicePage;
use super::frame::service_page;
use super::submission::{Buttons, buttons};

pub(crate) fn resume(page: &ServicePage<'_>) -> String {
    let language = page.language();
    // Whoever goes back from the opened draft finds the way on here.
    let Buttons { begin, go_on, saved } = buttons(language, page.card.kind);
    let content = html! {
        section class="vd-start vd-column vd-flow" id="vordruck-start" data-lang=(page.tag) data-begin=(begin) data-continue=(go_on) data-saved=(saved) {
            header class="vd-start__head" {
                h1 class="kern-heading-x-large" { (language.resume_title()) }
                p class="vd-lead" { (page.texts.title) }
            }
            p class="kern-body" { (language.resume_lead()) }
        }
    };
    let title = format!("{} – {}", language.resume_title(), page.texts.title);
    service_page(page, &title, "resume", content).into_string()
}
