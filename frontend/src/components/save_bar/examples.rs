//! Examples of `SaveBar`.

use super::*;
use crate::components::gallery::{Example, nothing};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "save bar: saved",
    view: |lang| {
        let state = Signal::derive(|| "Gespeichert um 14:05 Uhr".to_owned());
        view! { <SaveBar lang state busy=RwSignal::new(false) save=nothing()/> }.into_any()
    },
}];
