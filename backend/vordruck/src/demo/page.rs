//! The frame around every page of the demo town's portal: header, main, footer. In: title and content. Out: HTML.

use maud::{DOCTYPE, Markup, html};

/// What the frame needs to know.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// Paths of the style sheets, as the asset manifest names them.
    pub(crate) styles: Vec<String>,
}

/// A whole page.
pub(crate) fn page(frame: &Frame, title: &str, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="de" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                link rel="icon" href=(vordruck_contract::paths::ICON);
                title { (title) " – Musterstadt (Vorführung)" }
                @for style in &frame.styles { link rel="stylesheet" href=(style); }
            }
            body.vd-page {
                a.vd-skip.kern-link href="#inhalt" { "Zum Inhalt springen" }
                header.vd-header {
                    div.vd-container.vd-header__bar {
                        a.vd-brand href="/" {
                            span { span.vd-brand__name { "Musterstadt" } span.vd-brand__service { "Online-Dienste (Vorführung)" } }
                        }
                        nav aria-label="Vorführung" {
                            ul.vd-languages__list {
                                li { a.vd-languages__item href="/demo" { "Was ist das hier?" } }
                                li { a.vd-languages__item href="/demo/mail" { "E-Mails" } }
                            }
                        }
                    }
                }
                main.vd-main #inhalt { div.vd-container.vd-flow { (content) } }
                footer.vd-footer {
                    div.vd-container {
                        ul.vd-footer__links {
                            li { a.kern-link href="/impressum" { "Impressum" } }
                            li { a.kern-link href="/datenschutz" { "Datenschutz" } }
                            li { a.kern-link href="/barrierefreiheit" { "Barrierefreiheit" } }
                        }
                    }
                }
            }
        }
    }
}
