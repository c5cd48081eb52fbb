//! One check box: agreed or not. In: whether it was agreed. Out: whether it is.
//!
//! Criteria
//! - A native check box whose label is the whole sentence; never ticked beforehand.
//! - Hint and error belong to the box.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::checkboxes::CHECKBOX;
use crate::components::question::{Classes, Question};
use crate::markup::{classed, el};
use leptos::prelude::*;

const FRAME: Classes = ["kern-form-input vd-consent", "kern-form-input kern-form-input--error vd-consent"];

/// One check box.
#[must_use]
pub fn consent(question: &Question, agreed: bool, agree: Callback<bool>) -> AnyView {
    let input = question
        .input("input", CHECKBOX)
        .set("type", "checkbox")
        .flag("checked", agreed)
        .on("change", move |event| agree.run(event_target_checked(&event)))
        .view();
    let line = classed("div", "kern-form-check").child(input).child(question.label_view()).view();
    let mut frame = el("div");
    question.follow(&mut frame, "class", FRAME);
    frame.child(question.hint_view()).child(line).child(question.error_view()).view()
}
