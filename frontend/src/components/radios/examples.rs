//! Examples of `radios`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "radios: with hints, one chosen",
        view: |lang| draw(question(lang, "bsp-anliegen", "Was möchten Sie beantragen?"), "neu"),
    },
    Example {
        name: "radios: error",
        view: |lang| {
            let words = "„Was brauchen Sie?“ ist noch nicht beantwortet. Wählen Sie eine Antwort.";
            draw(with_error(question(lang, "bsp-bedarf", "Was brauchen Sie?"), words), "")
        },
    },
];

/// Answers for examples.
pub(in crate::components) fn choices() -> Vec<Choice> {
    let choice = |code: &str, label: &str, hint: Option<&str>| Choice {
        code: code.to_owned(),
        label: label.to_owned(),
        hint: hint.map(str::to_owned),
    };
    vec![
        choice("neu", "Neuer Ausweis", Some("Sie haben in dieser Zone noch keinen Bewohnerparkausweis.")),
        choice("ersatz", "Ersatz", Some("Ihr Ausweis ist verloren, gestohlen oder beschädigt.")),
        choice("anschrift", "Neue Anschrift", None),
    ]
}

fn draw(question: Question, chosen: &str) -> AnyView {
    radios(&question, choices(), chosen, false, unheard())
}
