//! Examples of `Consent`.

use super::*;
use crate::components::gallery::{Example, nothing, question, with_error};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "consent: agreed", view: |lang| consent(question(lang, "bsp-datenschutz", "Ich habe die Hinweise zum Datenschutz gelesen."), true) },
    Example {
        name: "consent: error",
        view: |lang| {
            let words = "Sie haben noch nicht zugestimmt: „Meine Angaben sind richtig.“ Setzen Sie das Häkchen, wenn Sie einverstanden sind.";
            consent(with_error(question(lang, "bsp-richtig", "Meine Angaben sind richtig."), words), false)
        },
    },
];

fn consent(question: Question, agreed: bool) -> AnyView {
    view! { <Consent question agreed agree=nothing()/> }.into_any()
}
