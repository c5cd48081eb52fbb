//! Examples of `checkboxes`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};
use crate::components::radios::examples::choices;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "checkboxes: two chosen",
        view: |lang| {
            boxes(
                with_hint(question(lang, "bsp-wege", "Wie dürfen wir Sie erreichen?"), "Wählen Sie alles, was passt."),
                &["neu", "anschrift"],
            )
        },
    },
    Example {
        name: "checkboxes: error",
        view: |lang| {
            boxes(
                with_error(
                    question(lang, "bsp-mehrere", "Was trifft zu?"),
                    "„Was trifft zu?“ ist noch nicht beantwortet. Wählen Sie mindestens eine Antwort.",
                ),
                &[],
            )
        },
    },
];

fn boxes(question: Question, chosen: &[&str]) -> AnyView {
    let chosen = chosen.iter().map(|code| (*code).to_owned()).collect();
    checkboxes(&question, choices(), chosen, unheard())
}
