//! One of many answers. In: options, the chosen code. Out: the code that is chosen.
//!
//! Criteria
//! - A native select; choosing changes nothing but the answer (3.2.2).
//! - The first entry is empty and says what to do; nothing is chosen for the applicant.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{Classes, Question};
use crate::components::radios::Choice;
use crate::markup::{classed, el};
use crate::messages::{Key, text};
use leptos::prelude::*;

const SELECT: Classes = ["kern-form-input__select", "kern-form-input__select kern-form-input__select--error"];

/// One of many answers. `chosen` is the code chosen before, or empty; `autocomplete` the token of WCAG 1.3.5, e.g. `country`.
#[must_use]
pub fn select(question: &Question, choices: Vec<Choice>, chosen: &str, autocomplete: Option<&str>, choose: Callback<String>) -> AnyView {
    let mut input = question.input("select", SELECT);
    input
        .set("autocomplete", autocomplete.unwrap_or("off"))
        .on("change", move |event| choose.run(event_target_value(&event)))
        .child(el("option").set("value", "").text(text(question.lang, Key::CHOOSE_ONE)).view());
    for choice in choices {
        input.child(el("option").set("value", &choice.code).flag("selected", choice.code == chosen).text(&choice.label).view());
    }
    question.frame(classed("div", "kern-form-input__select-wrapper").child(input.view()).view())
}
