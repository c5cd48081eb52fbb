//! Examples of `text_input`.

use super::*;
use crate::components::gallery::{Example, optional, question, unheard, with_error, with_hint};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "text input",
        view: |lang| input(question(lang, "bsp-ort", "Ort"), "Gießen", Typed::Text, Width::Full, Some("address-level2")),
    },
    Example {
        name: "text input: hint and error",
        view: |lang| {
            let asked = with_hint(question(lang, "bsp-plz", "Postleitzahl"), "5 Ziffern");
            let wrong = with_error(
                asked,
                "„Postleitzahl“ hat nicht genau 5 Ziffern. Geben Sie die Postleitzahl mit 5 Ziffern ein, zum Beispiel 35390.",
            );
            input(wrong, "3539", Typed::Digits, Width::Four, Some("postal-code"))
        },
    },
    Example {
        name: "text input: optional",
        view: |lang| input(optional(question(lang, "bsp-zusatz", "Zusatz zur Anschrift")), "", Typed::Text, Width::Twenty, None),
    },
    Example {
        name: "text input: help",
        view: |lang| {
            let mut asked = with_hint(question(lang, "bsp-iban", "IBAN"), "zum Beispiel DE02 1203 0000 0000 2020 51");
            asked.help = Some("Sie steht auf Ihrer Bankkarte.".to_owned());
            input(asked, "", Typed::Code, Width::Full, None)
        },
    },
];

fn input(question: Question, value: &str, typed: Typed, width: Width, token: Option<&str>) -> AnyView {
    text_input(&question, value, typed, width, token, unheard())
}
