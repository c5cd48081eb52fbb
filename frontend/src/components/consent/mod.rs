//! One check box: agreed or not. In: whether it was agreed. Out: whether it is.
//!
//! Criteria
//! - A native check box whose label is the whole sentence; never ticked beforehand.
//! - Hint and error belong to the box.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::markup::{classed, el};
use leptos::prelude::*;

/// One check box.
#[component]
pub fn Consent(
    /// The question.
    question: Question,
    /// Whether it was agreed before.
    agreed: bool,
    /// Whether it is agreed now.
    agree: Callback<bool>,
) -> impl IntoView {
    let input = question
        .required_input("input", ("kern-form-check__checkbox", "kern-form-check__checkbox kern-form-check__checkbox--error"))
        .set("type", "checkbox")
        .flag("checked", agreed)
        .on("change", move |event| agree.run(event_target_checked(&event)));
    let line = classed("div", "kern-form-check").child(input.view()).child(question.label_view()).view();
    el("div")
        .live_word("class", question.class("kern-form-input vd-consent", "kern-form-input kern-form-input--error vd-consent"))
        .child(question.hint_view())
        .child(line)
        .child(question.error_view())
        .view()
}
