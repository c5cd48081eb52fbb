//! Examples of `row`.

use super::*;
use crate::components::button::{Does, Weight, button};
use crate::components::gallery::{Example, question, unheard};
use crate::components::text_input::{Typed, Width, text_input};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "row: one of several",
        view: |lang| {
            let question = question(lang, "bsp-hund-name", "Name des Hundes");
            let body = text_input(&question, "", Typed::Text, Width::Full, None, unheard());
            let remove = button("Hund 2 entfernen", Weight::Tertiary, "delete", "", Does::Press(unheard_press()));
            rows(vec![row("bsp-hund-2", "Hund 2: Luna".to_owned(), body, remove)])
        },
    },
    Example {
        name: "row: removed",
        view: |_| {
            removed(
                "„Hund 2: Luna“ ist entfernt.",
                button("Rückgängig machen", Weight::Tertiary, "", "bsp-undo", Does::Press(unheard_press())),
            )
        },
    },
];

fn unheard_press() -> Callback<()> {
    Callback::new(|()| {})
}
