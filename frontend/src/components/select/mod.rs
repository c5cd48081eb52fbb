//! One of many answers. In: options, the chosen code. Out: the code that is chosen.
//!
//! Criteria
//! - A native select; choosing changes nothing but the answer (3.2.2).
//! - The first entry is empty and says what to do; nothing is chosen for the applicant.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::components::radios::Choice;
use crate::markup::{classed, el};
use crate::messages::{Key, text};
use leptos::prelude::*;

/// One of many answers.
#[component]
pub fn Select(
    /// The question.
    question: Question,
    /// The answers.
    choices: Vec<Choice>,
    /// The code chosen before, or nothing.
    chosen: String,
    /// The token of WCAG 1.3.5, e.g. `country`.
    autocomplete: Option<String>,
    /// The code that is chosen.
    choose: Callback<String>,
) -> impl IntoView {
    let mut options = vec![el("option").set("value", "").words(text(question.lang, Key::CHOOSE_ONE)).view()];
    for choice in choices {
        let selected = choice.code == chosen;
        options.push(el("option").put("value", choice.code).flag("selected", selected).text(choice.label).view());
    }
    let input = question
        .required_input("select", ("kern-form-input__select", "kern-form-input__select kern-form-input__select--error"))
        .put("autocomplete", autocomplete.unwrap_or_else(|| "off".to_owned()))
        .on("change", move |event| choose.run(event_target_value(&event)))
        .children(options);
    question.frame(classed("div", "kern-form-input__select-wrapper").child(input.view()).view())
}
