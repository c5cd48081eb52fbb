//! Examples of `error_summary`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "error summary: two errors",
    view: |lang| {
        let line = |target: &str, words: &str| Line { target: target.to_owned(), words: words.to_owned() };
        let lines = RwSignal::new(vec![
            line("bsp-plz", "„Postleitzahl“ hat nicht genau 5 Ziffern. Geben Sie die Postleitzahl mit 5 Ziffern ein."),
            line("bsp-beginn", "„Beginn“: Diesen Tag gibt es nicht. Prüfen Sie Tag, Monat und Jahr."),
        ]);
        error_summary(lang, lines, unheard())
    },
}];
