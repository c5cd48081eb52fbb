//! Examples of `select`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};
use crate::components::radios::examples::choices;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "select: chosen",
        view: |lang| draw(with_hint(question(lang, "bsp-zone", "Parkzone"), "die Zone, in der Ihre Wohnung liegt"), "ersatz"),
    },
    Example {
        name: "select: error",
        view: |lang| {
            draw(with_error(question(lang, "bsp-zone-fehlt", "Zone"), "„Zone“ ist noch nicht beantwortet. Wählen Sie eine Antwort."), "")
        },
    },
];

fn draw(question: Question, chosen: &str) -> AnyView {
    select(&question, choices(), chosen, None, unheard())
}
