//! Examples of `group`.

use super::*;
use crate::components::gallery::{Example, question, unheard};
use crate::components::text_input::{Typed, Width, text_input};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "group: two questions",
    view: |lang| {
        let input = |id: &str, label: &str| {
            let question = question(lang, id, label);
            text_input(&question, "", Typed::Text, Width::Full, None, unheard())
        };
        let body = vec![input("bsp-strasse", "Straße"), input("bsp-hausnummer", "Hausnummer")].into_any();
        group("bsp-gruppe", "Anschrift in der Parkzone", Some("die Anschrift, unter der Sie gemeldet sind"), body)
    },
}];
