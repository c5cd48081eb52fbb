//! Examples of `pin_input`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "PIN input", view: |lang| pin(with_hint(question(lang, "bsp-pin", "PIN"), "12 Zeichen, zum Beispiel 7K3M-9QX2-ABCB")) },
    Example {
        name: "PIN input: error",
        view: |lang| {
            pin(with_error(
                question(lang, "bsp-pin-falsch", "PIN"),
                "In der PIN ist ein Tippfehler. Vergleichen Sie jedes Zeichen mit Ihrer Aufzeichnung.",
            ))
        },
    },
];

fn pin(question: Question) -> AnyView {
    pin_input(&question, unheard())
}
