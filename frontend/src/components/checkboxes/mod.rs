//! Any of several answers. In: options, the chosen codes. Out: the chosen codes, in the order of the options.
//!
//! Criteria
//! - A fieldset whose legend is the question; native check boxes (1.3.1).
//! - That more than one may be chosen is said in words, not by the shape of the box alone (1.3.3).
//! - The first check box has the field's id: the error summary leads there.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{Classes, Question};
use crate::components::radios::{Choice, FIELDSET, check, describe, option_id};
use crate::markup::classed;
use leptos::prelude::*;

/// The classes of KERN's check box.
pub const CHECKBOX: Classes = ["kern-form-check__checkbox", "kern-form-check__checkbox kern-form-check__checkbox--error"];

/// Any of several answers. `chosen` are the codes chosen before; `choose` hears those chosen now.
#[must_use]
pub fn checkboxes(question: &Question, choices: Vec<Choice>, chosen: Vec<String>, choose: Callback<Vec<String>>) -> AnyView {
    let order: Vec<String> = choices.iter().map(|choice| choice.code.clone()).collect();
    let now = StoredValue::new(chosen.clone());
    let mut body = classed("div", "kern-fieldset__body");
    for (at, choice) in choices.into_iter().enumerate() {
        let id = option_id(&question.id, at);
        let mut input = question.part_input("input", &id, CHECKBOX);
        input.set("type", "checkbox").set("value", &choice.code).flag("checked", chosen.contains(&choice.code));
        describe(&mut input, &id, &choice);
        let (code, order, hint) = (choice.code, order.clone(), choice.hint);
        input.on("change", move |event| {
            let (on, before) = (event_target_checked(&event), now.get_value());
            let next = order.iter().filter(|known| if **known == code { on } else { before.contains(known) });
            let next: Vec<String> = next.cloned().collect();
            now.set_value(next.clone());
            choose.run(next);
        });
        body.child(check(input.view(), &id, &choice.label, hint.as_deref()));
    }
    question.fieldset(false, FIELDSET, body.view())
}
