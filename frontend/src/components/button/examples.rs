//! Examples of `Button` and `ActionLink`.

use super::*;
use crate::components::gallery::{Example, nothing};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example { name: "button: primary", view: |_| view! { <Button label="Weiter".to_owned() weight=Weight::Primary press=nothing()/> }.into_any() },
    Example {
        name: "button: busy",
        view: |_| view! { <Button label="Absenden".to_owned() weight=Weight::Primary busy=RwSignal::new(true) press=nothing()/> }.into_any(),
    },
    Example {
        name: "button: what it is about is only said",
        view: |_| {
            view! { <Button label="Entfernen".to_owned() about=": Vorderseite.jpg".to_owned() weight=Weight::Tertiary icon="delete" press=nothing()/> }.into_any()
        },
    },
    Example {
        name: "action link",
        view: |_| view! { <ActionLink label="Ändern".to_owned() about="Parkzone".to_owned() href="#zone".to_owned() class="kern-link vd-alone" press=nothing()/> }.into_any(),
    },
];
