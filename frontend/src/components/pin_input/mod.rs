//! The PIN. In: what was typed. Out: every change, as typed.
//!
//! Criteria
//! - One input; paste and password managers work, nothing has to be retyped or reordered (3.3.8). `autocomplete="off"`: on a
//!   shared computer the browser must not keep it by itself.
//! - Any case, with or without separators. A typing error is told without asking the server.
//! - Shown while typing: it is long and one must be able to check it.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{Classes, Question};
use leptos::prelude::*;

const PIN: Classes = ["kern-form-input__input vd-code-input", "kern-form-input__input kern-form-input__input--error vd-code-input"];

/// The PIN. `enter` hears every change, as typed.
#[must_use]
pub fn pin_input(question: &Question, enter: Callback<String>) -> AnyView {
    let input = question
        .input("input", PIN)
        .set("name", "pin")
        .set("type", "text")
        .set("autocapitalize", "characters")
        .set("autocomplete", "off")
        .set("spellcheck", "false")
        .set("translate", "no")
        .on("input", move |event| enter.run(event_target_value(&event)))
        .view();
    question.frame(input)
}
