//! Examples of `yes_no`.

use super::*;
use crate::components::gallery::{Example, question, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "yes or no",
    view: |lang| {
        let question = question(lang, "bsp-wohnsitz", "Ist Ihr Hauptwohnsitz in der Parkzone?");
        yes_no(&question, ["Ja", "Nein"], "no", unheard())
    },
}];
