//! Examples of `text_area`.

use super::*;
use crate::components::gallery::{Example, optional, question, unheard, with_error};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "text area: optional",
        view: |lang| area(optional(question(lang, "bsp-bemerkung", "Möchten Sie uns noch etwas mitteilen?")), "Zwei\nZeilen"),
    },
    Example {
        name: "text area: error",
        view: |lang| {
            area(
                with_error(
                    question(lang, "bsp-anschrift", "Bisherige Anschrift"),
                    "„Bisherige Anschrift“ fehlt. Bitte füllen Sie das Feld aus.",
                ),
                "",
            )
        },
    },
];

fn area(question: Question, value: &str) -> AnyView {
    text_area(&question, value, None, unheard())
}
