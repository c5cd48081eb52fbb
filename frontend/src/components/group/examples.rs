//! Examples of `group`.

use super::*;
use crate::components::gallery::{Example, question, unheard};
use crate::components::text_input::{Typed, Width, text_input};
use crate::markup::several;

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "group: two questions",
    view: |lang| {
        let input = |id: &str, label: &str| {
            let question = question(lang, id, label);
            text_input(&question, "", Typed::Text, Width::Full, None, unheard())
        };
        let body = several().and(input("bsp-strasse", "Straße")).and(input("bsp-hausnummer", "Hausnummer")).view();
        group("bsp-gruppe", "Anschrift in der Parkzone", Some("die Anschrift, unter der Sie gemeldet sind"), body)
    },
}];
