//! Examples of `question`: what is the same whatever it is answered with.

use super::*;
use crate::components::gallery::{Example, optional, question, unheard, with_error, with_hint};
use crate::components::text_input::{Typed, Width, text_input};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "question: optional", view: |lang| draw(&optional(question(lang, "bsp-frage-freiwillig", "Geburtsname"))) },
    Example {
        name: "question: hint and help",
        view: |lang| {
            let mut asked = with_hint(question(lang, "bsp-frage-hilfe", "Kassenzeichen"), "13 Ziffern, oben rechts auf dem Bescheid");
            asked.help =
                Some("Unter dem Kassenzeichen führt die Stadt Ihr Konto. Es steht auf jedem Bescheid über die Hundesteuer.".to_owned());
            draw(&asked)
        },
    },
    Example {
        name: "question: hint and error",
        view: |lang| {
            let asked = with_hint(question(lang, "bsp-frage-fehler", "Familienname"), "wie er im Ausweis steht");
            draw(&with_error(asked, "„Familienname“ fehlt. Bitte füllen Sie das Feld aus."))
        },
    },
];

fn draw(question: &Question) -> AnyView {
    text_input(question, "", Typed::Text, Width::Full, None, unheard())
}
