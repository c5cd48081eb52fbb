//! Examples of `button` and `action_link`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "button: primary", view: |_| button("Weiter", Weight::Primary, "", "", Does::Press(unheard())) },
    Example { name: "button: secondary", view: |_| button("Link schicken", Weight::Secondary, "mail", "", Does::Press(unheard())) },
    Example { name: "button: tertiary", view: |_| button("Entwurf löschen", Weight::Tertiary, "delete", "", Does::Press(unheard())) },
    Example { name: "button: busy", view: |_| button("Absenden", Weight::Primary, "", "", Does::Start(unheard(), RwSignal::new(true))) },
    Example {
        name: "button: what it is about is only said",
        view: |_| button_about("Entfernen", ": Vorderseite.jpg", Weight::Tertiary, "delete", "", Does::Press(unheard())),
    },
    Example { name: "action link", view: |_| action_link("Ändern", "Parkzone", "", "#zone", "kern-link vd-alone", unheard()) },
];
