//! Examples of `save_bar`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "save bar: saved",
    view: |lang| save_bar(lang, || "Gespeichert um 14:05 Uhr".to_owned(), RwSignal::new(false), unheard()),
}];
