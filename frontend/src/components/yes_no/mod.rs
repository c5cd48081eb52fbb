//! Yes or no. In: the answer before, the words of the form. Out: `yes` or `no`.
//!
//! Criteria
//! - Two radio buttons, neither chosen beforehand; see `radios`.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::components::radios::{Choice, Radios};
use leptos::prelude::*;

/// Yes or no.
#[component]
pub fn YesNo(
    /// The question.
    question: Question,
    /// The words for yes and no.
    words: (String, String),
    /// `yes`, `no` or nothing.
    chosen: String,
    /// `yes` or `no`.
    choose: Callback<String>,
) -> impl IntoView {
    let choices = [("yes", words.0), ("no", words.1)].map(|(code, label)| Choice { code: code.to_owned(), label, hint: None });
    view! { <Radios question choices=choices.into() chosen side_by_side=true choose/> }.into_any()
}
