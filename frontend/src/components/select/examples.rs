//! Examples of `Select`.

use super::*;
use crate::components::gallery::{Example, nothing, question, with_error, with_hint};
use crate::components::radios::examples::choices;

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "select: chosen", view: |lang| select(with_hint(question(lang, "bsp-zone", "Parkzone"), "die Zone, in der Ihre Wohnung liegt"), "ersatz") },
    Example {
        name: "select: error",
        view: |lang| select(with_error(question(lang, "bsp-zone-fehlt", "Zone"), "„Zone“ ist noch nicht beantwortet. Wählen Sie eine Antwort."), ""),
    },
];

fn select(question: Question, chosen: &str) -> AnyView {
    view! { <Select question choices=choices() chosen=chosen.to_owned() autocomplete=None choose=nothing()/> }.into_any()
}
