//! Examples of `steps`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "steps: the third of five",
    view: |lang| {
        let titles = ["Ihr Anliegen", "Angaben zur Person", "Fahrzeug", "Nachweise", "Angaben prüfen"].map(str::to_owned).into();
        steps(lang, titles, 2, 3, unheard())
    },
}];
