//! One of a few answers, all shown. In: options, the chosen code. Out: the code that is chosen.
//!
//! Criteria
//! - A fieldset whose legend is the question; native radio buttons with one name (1.3.1).
//! - The first radio button has the field's id: the error summary leads there.
//! - Choosing changes nothing but the answer and what depends on it (3.2.2).
//! - An option's hint belongs to that option.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::{Classes, Question};
use crate::markup::{Element, classed, el};
use leptos::prelude::*;

/// One answer to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub code: String,
    /// What people read.
    pub label: String,
    /// Explanation under it.
    pub hint: Option<String>,
}

/// The classes of KERN's group of choices.
pub const FIELDSET: Classes = ["kern-fieldset", "kern-fieldset kern-fieldset--error"];

const RADIO: Classes = ["kern-form-check__radio", "kern-form-check__radio kern-form-check__radio--error"];

/// One of a few answers; side by side only for two short ones. `chosen` is the code chosen before, or empty.
#[must_use]
pub fn radios(question: &Question, choices: Vec<Choice>, chosen: &str, side_by_side: bool, choose: Callback<String>) -> AnyView {
    let mut body = classed("div", if side_by_side { "kern-fieldset__body kern-fieldset__body--horizontal" } else { "kern-fieldset__body" });
    for (at, choice) in choices.into_iter().enumerate() {
        let id = option_id(&question.id, at);
        let mut input = el("input");
        question.follow(&mut input, "class", RADIO);
        input
            .set("type", "radio")
            .set("id", &id)
            .set("name", &question.id)
            .set("value", &choice.code)
            .flag("checked", choice.code == chosen);
        describe(&mut input, &id, &choice);
        let (code, hint) = (choice.code, choice.hint);
        input.on("change", move |_| choose.run(code.clone()));
        body.child(check(input.view(), &id, &choice.label, hint.as_deref()));
    }
    question.fieldset(true, FIELDSET, body.view())
}

/// The id of the n-th option: the first one has the field's.
#[must_use]
pub fn option_id(field: &str, at: usize) -> String {
    if at == 0 { field.to_owned() } else { [field, "-", &(at + 1).to_string()].concat() }
}

/// Ties an option's hint to its input.
pub fn describe(input: &mut Element, id: &str, choice: &Choice) {
    if choice.hint.is_some() {
        input.set("aria-describedby", &hint_id(id));
    }
}

/// A radio button or check box with its label and hint.
#[must_use]
pub fn check(input: AnyView, id: &str, label: &str, hint: Option<&str>) -> AnyView {
    let label = classed("label", "kern-label").set("for", id).text(label).view();
    let line = classed("div", "kern-form-check").child(input).child(label).view();
    let mut choice = classed("div", "vd-choice");
    choice.child(line);
    if let Some(hint) = hint {
        choice.child(classed("div", "kern-hint vd-choice__hint").set("id", &hint_id(id)).text(hint).view());
    }
    choice.view()
}

/// Not `-hint`: the first option has the field's id, and the field a hint of its own.
fn hint_id(id: &str) -> String {
    [id, "-choice-hint"].concat()
}
