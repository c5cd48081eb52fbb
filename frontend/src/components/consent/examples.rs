//! Examples of `consent`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "consent: agreed",
        view: |lang| draw(question(lang, "bsp-datenschutz", "Ich habe die Hinweise zum Datenschutz gelesen."), true),
    },
    Example {
        name: "consent: error",
        view: |lang| {
            let words = "Hier fehlt das Häkchen: „Meine Angaben sind richtig.“ Setzen Sie das Häkchen, wenn Sie einverstanden sind.";
            draw(with_error(question(lang, "bsp-richtig", "Meine Angaben sind richtig."), words), false)
        },
    },
];

fn draw(question: Question, agreed: bool) -> AnyView {
    consent(&question, agreed, unheard())
}
