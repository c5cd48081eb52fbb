//! Several lines of text. In: what was entered. Out: every change, as typed.
//!
//! Criteria
//! - As `text_input`; grows by hand, never cuts off.
//! - The most characters are said before typing; nothing counts down aloud.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{INPUT, Question};
use leptos::prelude::*;

/// Several lines of text. `autocomplete` is the token of WCAG 1.3.5, e.g. `street-address`; `enter` hears every change, as typed.
#[must_use]
pub fn text_area(question: &Question, value: &str, autocomplete: Option<&str>, enter: Callback<String>) -> AnyView {
    let input = question
        .input("textarea", INPUT)
        .set("rows", "4")
        .set("autocomplete", autocomplete.unwrap_or("off"))
        .set("spellcheck", "false")
        .on("input", move |event| enter.run(event_target_value(&event)))
        .text(value)
        .view();
    question.frame(input)
}
