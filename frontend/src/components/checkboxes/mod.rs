//! Any of several answers. In: options, the chosen codes. Out: the chosen codes, in the order of the options.
//!
//! Criteria
//! - A fieldset whose legend is the question; native check boxes (1.3.1).
//! - That more than one may be chosen is said in words, not by the shape of the box alone (1.3.3).
//! - The first check box has the field's id: the error summary leads there.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::components::radios::{Choice, check, option_id};
use crate::markup::{classed, el};
use leptos::prelude::*;

/// Any of several answers.
#[component]
pub fn Checkboxes(
    /// The question.
    question: Question,
    /// The answers.
    choices: Vec<Choice>,
    /// The codes chosen before.
    chosen: Vec<String>,
    /// The codes that are chosen now.
    choose: Callback<Vec<String>>,
) -> impl IntoView {
    let class = question.class("kern-form-check__checkbox", "kern-form-check__checkbox kern-form-check__checkbox--error");
    let order: Vec<String> = choices.iter().map(|choice| choice.code.clone()).collect();
    let now = StoredValue::new(chosen.clone());
    let options: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = option_id(&question.id, at);
            let hint_id = choice.hint.is_some().then(|| [id.as_str(), "-hint"].concat());
            let (code, order) = (choice.code.clone(), order.clone());
            let input = el("input")
                .live_word("class", class)
                .set("type", "checkbox")
                .put("id", id.clone())
                .put("value", choice.code.clone())
                .flag("checked", chosen.contains(&choice.code))
                .live_word("aria-invalid", question.invalid())
                .put_some("aria-describedby", hint_id.clone())
                .on("change", move |event| {
                    let on = event_target_checked(&event);
                    now.update_value(|now| {
                        let next = order.iter().filter(|known| if **known == code { on } else { now.contains(known) });
                        *now = next.cloned().collect();
                    });
                    choose.run(now.get_value());
                });
            check(input.view(), id, choice.label, choice.hint.zip(hint_id))
        })
        .collect();
    question.fieldset(
        false,
        ("kern-fieldset", "kern-fieldset kern-fieldset--error"),
        classed("div", "kern-fieldset__body").children(options).view(),
    )
}
