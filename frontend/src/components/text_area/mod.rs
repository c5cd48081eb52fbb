//! Several lines of text. In: what was entered. Out: every change, as typed.
//!
//! Criteria
//! - As `text_input`; grows by hand, never cuts off.
//! - The most characters are said before typing; nothing counts down aloud.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use leptos::prelude::*;

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The question.
    question: Question,
    /// What was entered before.
    value: String,
    /// The token of WCAG 1.3.5, e.g. `street-address`.
    autocomplete: Option<String>,
    /// Every change, as typed.
    enter: Callback<String>,
) -> impl IntoView {
    let input = question
        .required_input("textarea", ("kern-form-input__input", "kern-form-input__input kern-form-input__input--error"))
        .set("rows", "4")
        .put("autocomplete", autocomplete.unwrap_or_else(|| "off".to_owned()))
        .set("spellcheck", "false")
        .on("input", move |event| enter.run(event_target_value(&event)))
        .text(value);
    question.frame(input.view())
}
