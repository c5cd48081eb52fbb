//! Examples of `combobox`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "combobox: chosen",
        view: |lang| draw(&with_hint(question(lang, "bsp-staat", "Staat"), "in dem Sie geboren sind"), "AT"),
    },
    Example {
        name: "combobox: what was typed is no answer",
        view: |lang| {
            let words = "„Staat“: Diese Antwort steht nicht zur Wahl. Wählen Sie eine Antwort aus der Liste.";
            draw(&with_error(question(lang, "bsp-staat-fehlt", "Staat"), words), "Östereich")
        },
    },
    Example {
        name: "combobox: open, one looked at",
        view: |lang| {
            let search = searching(&question(lang, "bsp-staat-offen", "Staat"), "r");
            search.open.set(Some(search.answers.fitting("r")));
            search.active.set(Some(3));
            search.view(Some("country"))
        },
    },
    Example {
        name: "combobox: open, nothing fits",
        view: |lang| {
            let search = searching(&question(lang, "bsp-staat-keiner", "Staat"), "xyz");
            search.open.set(Some(Vec::new()));
            search.view(None)
        },
    },
];

fn choices() -> Vec<Choice> {
    let states = [("BE", "Belgien"), ("CI", "Côte d’Ivoire"), ("FR", "Frankreich"), ("AT", "Österreich"), ("TR", "Türkei")];
    states.map(|(code, label)| Choice { code: code.to_owned(), label: label.to_owned(), hint: None }).to_vec()
}

fn draw(question: &Question, entered: &str) -> AnyView {
    combobox(question, &choices(), entered, Some("country"), unheard(), LiveRegion::new())
}

fn searching(question: &Question, entered: &str) -> Search {
    Search::new(question, &choices(), entered, unheard(), LiveRegion::new())
}
