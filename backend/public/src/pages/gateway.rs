//! The page between a portal and a service ("Absprungseite"): who is in charge, what one needs, what it costs, and the way on. In: a service page. Out:
//! HTML; its content is plain enough to be taken over into a portal's own pages.

use maud::{Markup, html};
use vordruck_contract::paths;

use super::ServicePage;
use super::frame::{StillPage, still_page};

pub(crate) fn gateway(page: &ServicePage<'_>) -> String {
    let language = page.language();
    let content = html! {
        section class="vd-column vd-flow vd-text" { (content(page)) }
    };
    let still = StillPage {
        language,
        tag: page.tag,
        tags: &page.tags,
        title: &page.texts.title,
        tenant: &page.card.tenant,
        authority: &page.card.authority.name,
        look: page.look,
        path: &page.path,
        entry: page.entry,
    };
    still_page(&still, content).into_string()
}

/// The content for a portal, which has styles of its own: elements without classes, one on a line.
pub(super) fn source(page: &ServicePage<'_>) -> String {
    let plain =
        content(page).into_string().replace(" class=\"kern-heading-x-large\"", "").replace(" class=\"kern-btn kern-btn--primary\"", "");
    let plain = plain.replace("<span class=\"kern-label\">", "").replace("</span></a>", "</a>");
    ["</h1>", "</h2>", "</p>", "<ul>", "</li>", "</ul>"].iter().fold(plain, |text, end| text.replace(end, &format!("{end}\n")))
}

fn content(page: &ServicePage<'_>) -> Markup {
    let (language, texts) = (page.language(), page.texts);
    html! {
        h1 class="kern-heading-x-large" { (texts.title) }
        @for paragraph in &texts.summary { p { (paragraph) } }
        p { (language.gateway_lead()) " " strong { (page.card.authority.name) } }
        @if !texts.needed.is_empty() {
            h2 { (language.needed()) }
            ul { @for item in &texts.needed { li { (item) } } }
        }
        p { (language.duration()) ": " (texts.duration) }
        p { (language.fee()) ": " (texts.fee) }
        p { (language.sealed()) }
        p { a class="kern-btn kern-btn--primary" href=(page.address()) { span class="kern-label" { (language.gateway_go()) } } }
    }
}

impl ServicePage<'_> {
    /// The complete address of the start page in this language: a deep link.
    pub(super) fn address(&self) -> String {
        format!("{}{}?lang={}", self.public_url, paths::start_page(&self.card.tenant, &self.card.service), self.tag)
    }
}
