//! Examples of `Group`.

use super::*;
use crate::components::gallery::{Example, nothing, question};
use crate::components::text_input::{TextInput, Typed, Width};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "group: two questions",
    view: |lang| {
        let input = |id: &str, label: &str| {
            let question = question(lang, id, label);
            view! { <TextInput question value=String::new() typed=Typed::Text width=Width::Full autocomplete=None enter=nothing()/> }.into_any()
        };
        let body = vec![input("bsp-strasse", "Straße"), input("bsp-hausnummer", "Hausnummer")].into_any();
        let hint = Some("die Anschrift, unter der Sie gemeldet sind".to_owned());
        view! { <Group id="bsp-gruppe".to_owned() title="Anschrift in der Parkzone".to_owned() hint body/> }.into_any()
    },
}];
