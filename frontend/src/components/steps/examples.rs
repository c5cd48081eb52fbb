//! Examples of `Steps`.

use super::*;
use crate::components::gallery::{Example, nothing};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "steps: the third of five",
    view: |lang| {
        let titles = ["Ihr Anliegen", "Angaben zur Person", "Fahrzeug", "Nachweise", "Angaben prüfen"].map(str::to_owned).into();
        view! { <Steps lang titles current=2 reached=3 visit=nothing()/> }.into_any()
    },
}];
