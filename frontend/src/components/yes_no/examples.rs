//! Examples of `YesNo`.

use super::*;
use crate::components::gallery::{Example, nothing, question};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "yes or no",
    view: |lang| {
        let question = question(lang, "bsp-wohnsitz", "Ist Ihr Hauptwohnsitz in der Parkzone?");
        view! { <YesNo question words=("Ja".to_owned(), "Nein".to_owned()) chosen="no".to_owned() choose=nothing()/> }.into_any()
    },
}];
