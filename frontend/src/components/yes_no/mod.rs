//! Yes or no. In: the answer before, the words of the form. Out: `yes` or `no`.
//!
//! Criteria
//! - Two radio buttons, neither chosen beforehand; see `radios`.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::components::radios::{Choice, radios};
use leptos::prelude::*;

/// Yes or no, in the words of the form. `chosen` is `yes`, `no` or empty, and so is what is chosen.
#[must_use]
pub fn yes_no(question: &Question, words: [&str; 2], chosen: &str, choose: Callback<String>) -> AnyView {
    let choice = |(code, label): (&str, &str)| Choice { code: code.to_owned(), label: label.to_owned(), hint: None };
    radios(question, ["yes", "no"].into_iter().zip(words).map(choice).collect(), chosen, true, choose)
}
