//! The frame of a paper: title, where it comes from, table of contents, sections, what is left to fill in. In: sections. Out: a whole
//! HTML page that needs nothing else. Knows nothing of what the papers say.

use super::facts::Facts;
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// So that the page can be read on screen and printed on A4 without another file.
const STYLE: &str = "
body { font: 1.0625rem/1.55 sans-serif; max-width: 50rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.9rem; line-height: 1.2 } h2 { font-size: 1.35rem; margin-top: 2.2em } h3 { font-size: 1.1rem; margin-top: 1.6em }
table { border-collapse: collapse; width: 100%; margin: 1em 0 } caption { text-align: left; font-weight: bold; padding-bottom: .4em }
th, td { border: 1px solid; padding: .4em .6em; text-align: left; vertical-align: top; hyphens: auto } code { overflow-wrap: anywhere }
.open { border-bottom: 2px dotted } .scroll { overflow-x: auto }
@media print { body { max-width: none; padding: 0; font-size: 10.5pt } h2 { break-after: avoid } tr { break-inside: avoid } a { color: inherit } }";

/// A paper that is being put together.
pub(super) struct Sheet {
    title: &'static str,
    basis: &'static str,
    sections: Vec<(String, Markup)>,
    open: Vec<&'static str>,
}

impl Sheet {
    /// An empty paper; `basis` says which rule or standard it follows.
    pub(super) fn new(title: &'static str, basis: &'static str) -> Self {
        Self { title, basis, sections: Vec::new(), open: Vec::new() }
    }

    /// Adds a section.
    pub(super) fn section(mut self, heading: impl Into<String>, content: Markup) -> Self {
        self.sections.push((heading.into(), content));
        self
    }

    /// Names what only people can know; it is listed at the end.
    pub(super) fn left_open(mut self, what: &[&'static str]) -> Self {
        self.open.extend_from_slice(what);
        self
    }

    /// The page.
    pub(super) fn into_page(self, facts: &Facts) -> Markup {
        let open = html! { ul { @for what in &self.open { li { span.open { (what) } } } } };
        let mut sections = self.sections;
        if !self.open.is_empty() {
            sections.push(("Auszufüllen".to_owned(), html! { p { "Das kann kein Programm wissen:" } (open) }));
        }
        html! {
            (DOCTYPE)
            html lang="de" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (self.title) }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header {
                        h1 { (self.title) }
                        p { (self.basis) }
                        p {
                            "Geschrieben am " (facts.today.strftime("%d.%m.%Y")) " von Vordruck " (env!("CARGO_PKG_VERSION"))
                            " aus der Konfiguration dieser Installation. Ändert sie sich, wird das Papier neu geschrieben: "
                            code { "vordruck documents" } "."
                        }
                    }
                    nav aria-labelledby="inhalt" {
                        h2 #inhalt { "Inhalt" }
                        ol { @for (number, (heading, _)) in sections.iter().enumerate() { li { a href=(format!("#a{}", number + 1)) { (heading) } } } }
                    }
                    main {
                        @for (number, (heading, content)) in sections.iter().enumerate() {
                            section aria-labelledby=(format!("a{}", number + 1)) {
                                h2 id=(format!("a{}", number + 1)) { (number + 1) ". " (heading) }
                                (content)
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A table; the first cell of a row is its heading.
pub(super) fn table(caption: &str, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Markup {
    html! {
        // Wide tables scroll by themselves, for whoever has no mouse as well.
        div.scroll role="region" aria-label=(caption) tabindex="0" {
            table {
                caption { (caption) }
                thead { tr { @for head in heads { th scope="col" { (head) } } } }
                tbody {
                    @for row in rows {
                        tr { @for (place, cell) in row.iter().enumerate() { @if place == 0 { th scope="row" { (cell) } } @else { td { (cell) } } } }
                    }
                }
            }
        }
    }
}

/// A list of sentences.
pub(super) fn list<T: AsRef<str>>(points: &[T]) -> Markup {
    html! { ul { @for point in points { li { (point.as_ref()) } } } }
}

/// `1 Tag`, `30 Tage`.
pub(super) fn days(count: u32) -> String {
    if count == 1 { "1 Tag".to_owned() } else { format!("{count} Tage") }
}
