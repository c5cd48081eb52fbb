//! For whoever maintains pages of the authority or a portal: link, button, QR code, frame, page between. In: a service page. Out: HTML whose samples can
//! be copied as they stand.

use maud::{Markup, PreEscaped, html};
use vordruck_contract::paths;

use super::frame::{StillPage, still_page};
use super::{ServicePage, gateway, qr};

pub(crate) fn embedding(page: &ServicePage<'_>) -> String {
    let language = page.language();
    let (tenant, service) = (page.card.tenant.as_str(), page.card.service.as_str());
    let address = page.address();
    let label = format!("{}: {}", language.embedding_qr(), page.texts.title);
    let content = html! {
        h1 class="kern-heading-x-large" { (language.embedding_title()) }
        p class="vd-lead" { (page.texts.title) ". " (language.embedding_lead()) }
        (section(language.embedding_link(), html! {
            ul class="kern-list kern-list--bullet" {
                @for tag in &page.tags {
                    li { a class="kern-link vd-alone" href={ (paths::start_page(tenant, service)) "?lang=" (tag) } lang=(tag) {
                        (page.public_url) (paths::start_page(tenant, service)) "?lang=" (tag)
                    } }
                }
            }
        }))
        (section(language.embedding_button(), html! {
            p { a class="kern-btn kern-btn--primary" href=(address) { span class="kern-label" { (page.texts.title) } } }
            (sample(&button(page)))
        }))
        (section(language.embedding_qr(), html! {
            // Written by this crate from the modules of the code; the label is escaped there.
            @if let Some(svg) = qr::svg(&address, &label) { p { (PreEscaped(svg)) } }
            p { a class="kern-link vd-alone" href={ (paths::qr_code(tenant, service)) "?lang=" (page.tag) } download={ "qr-" (service) ".svg" } {
                (language.embedding_qr_file())
            } }
        }))
        (section(language.embedding_component(), component(page)))
        (section(language.embedding_gateway(), html! {
            p class="kern-body" { (language.embedding_gateway_text()) " "
                a class="kern-link" href={ (paths::gateway_page(tenant, service)) "?lang=" (page.tag) } { (page.public_url) (paths::gateway_page(tenant, service)) }
            }
            (sample(&gateway::source(page)))
        }))
    };
    let still = StillPage {
        language,
        tag: page.tag,
        tags: &page.tags,
        title: language.embedding_title(),
        tenant,
        authority: &page.card.authority.name,
        look: page.look,
        path: &page.path,
        entry: page.entry,
    };
    still_page(&still, content).into_string()
}

fn component(page: &ServicePage<'_>) -> Markup {
    let language = page.language();
    let origins = page.look.and_then(|look| look.framed_by.as_ref());
    let script = html! { script src={ (page.public_url) (paths::WEB_COMPONENT) } defer {} };
    let element = format!(
        "<vordruck-form src=\"{}\" lang=\"{}\">\n  {}\n</vordruck-form>",
        html! { (page.public_url) (paths::start_page(&page.card.tenant, &page.card.service)) }.into_string(),
        page.tag,
        link(page)
    );
    html! {
        (sample(&format!("{}\n{element}", script.into_string())))
        p class="kern-body" {
            @match origins {
                Some(origins) => { (language.embedding_component_text()) " " @for origin in origins.as_str().split(' ') { code { (origin) } " " } }
                None => (language.embedding_nowhere()),
            }
        }
        p class="kern-body" { (language.embedding_policy()) " " code { (page.public_url) } }
    }
}

/// A link that looks like a button in the tenant's colours, whose contrast was measured.
fn button(page: &ServicePage<'_>) -> String {
    let theme = page.look.map(|look| look.theme).unwrap_or_default();
    let style = format!(
        "display:inline-block;padding:0.75rem 1.5rem;border-radius:4px;background:{};color:{};font-weight:600;text-decoration:none",
        theme.light.action, theme.light.on_action
    );
    html! { a href=(page.address()) lang=(page.tag) style=(style) { (page.texts.title) } }.into_string()
}

fn link(page: &ServicePage<'_>) -> String {
    html! { a href=(page.address()) lang=(page.tag) { (page.texts.title) } }.into_string()
}

fn section(title: &str, content: Markup) -> Markup {
    html! { section class="vd-flow" { h2 class="kern-heading-medium" { (title) } (content) } }
}

/// Source text to be copied. Its lines wrap, so that nothing is to be scrolled.
fn sample(source: &str) -> Markup {
    html! { pre class="vd-mail" { code { (source) } } }
}
