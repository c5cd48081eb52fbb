//! The page the link of a relay leads to. In: a service page. Out: HTML in which the app asks for photos. The secret is in the fragment, which no server
//! sees; loading this page changes nothing, whoever loads it.

use maud::html;

use super::ServicePage;
use super::frame::service_page;

pub(crate) fn relay(page: &ServicePage<'_>) -> String {
    let language = page.language();
    let content = html! {
        section class="vd-start vd-column vd-flow" id="vordruck-start" {
            header class="vd-start__head" {
                h1 class="kern-heading-x-large" { (language.relay_title()) }
                p class="vd-lead" { (page.texts.title) }
            }
            p class="kern-body" { (language.relay_lead()) }
        }
    };
    let title = format!("{} – {}", language.relay_title(), page.texts.title);
    service_page(page, &title, "relay", content).into_string()
}
