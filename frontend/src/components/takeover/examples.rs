//! Examples of `takeover`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "takeover: two blocks",
        view: |lang| {
            let block = |title: &str, words: &str| Earlier { title: title.to_owned(), words: words.to_owned() };
            let blocks = [
                block("Ihre Anschrift", "Heidestraße, 17, 51147, Köln"),
                block("Anschrift der Werkstatt", "Hafenstraße, 3 a, 50667, Köln"),
            ];
            takeovers(lang, "bsp-uebernehmen", &blocks, unheard())
        },
    },
    Example { name: "takeover: done", view: |lang| taken_over(lang, "bsp-uebernommen", "Ihre Anschrift", unheard()) },
];
