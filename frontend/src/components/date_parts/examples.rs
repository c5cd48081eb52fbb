//! Examples of `date_parts`.

use super::*;
use crate::components::gallery::{Example, question, unheard, with_error, with_hint};

/// All of them.
pub const EXAMPLES: &[Example] = &[
    Example {
        name: "date: birthday",
        view: |lang| date(with_hint(question(lang, "bsp-geburt", "Geburtsdatum"), "zum Beispiel 31 3 1980"), ["31", "3", "1980"], true),
    },
    Example {
        name: "date: error",
        view: |lang| {
            date(
                with_error(question(lang, "bsp-beginn", "Beginn"), "„Beginn“: Diesen Tag gibt es nicht. Prüfen Sie Tag, Monat und Jahr."),
                ["31", "2", "2027"],
                false,
            )
        },
    },
];

fn date(question: Question, parts: [&str; 3], birthday: bool) -> AnyView {
    date_parts(&question, parts.map(str::to_owned), birthday, false, unheard())
}
