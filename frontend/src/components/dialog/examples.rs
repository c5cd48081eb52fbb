//! Examples of `dialog`.

use super::*;
use crate::components::gallery::{Example, unheard};
use crate::markup::several;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "dialog: opened by a button",
    view: |_| {
        let open = RwSignal::new(false);
        let answers = [
            Answer { label: "Nein, behalten", weight: Weight::Primary, press: unheard() },
            Answer { label: "Ja, Entwurf löschen", weight: Weight::Secondary, press: unheard() },
        ];
        let press = Does::Press(Callback::new(move |()| open.set(true)));
        several()
            .and(button("Entwurf löschen", Weight::Tertiary, "", "", press))
            .and(dialog("bsp-dialog", "Entwurf löschen?", "Das kann niemand rückgängig machen.", open, &answers))
            .view()
    },
}];
