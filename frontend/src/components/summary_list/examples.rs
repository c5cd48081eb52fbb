//! Examples of `summary_list`.

use super::*;
use crate::components::gallery::{Example, unheard};

/// All of them.
pub const EXAMPLES: &[Example] = &[Example {
    name: "summary list: with a group and a calculated value",
    view: |lang| {
        let answer = |group: Option<&str>, question: &str, lines: &[&str], target: Option<&str>| Answer {
            group: group.map(str::to_owned),
            question: question.to_owned(),
            lines: lines.iter().map(|line| (*line).to_owned()).collect(),
            target: target.map(str::to_owned),
        };
        let answers = vec![
            answer(None, "Parkzone", &["Zone A: Altstadt"], Some("zone")),
            answer(Some("Anschrift"), "Straße", &["Südanlage"], Some("strasse")),
            answer(None, "Bisherige Anschrift", &["Marktplatz 1", "35390 Gießen"], Some("bisherige")),
            answer(None, "Gebühr", &["30,70 €"], None),
        ];
        summary_list(lang, "Anschrift", answers, unheard())
    },
}];
