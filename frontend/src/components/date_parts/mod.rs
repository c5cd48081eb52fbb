//! A date in three inputs: day, month, year. In: what was entered. Out: the three parts as typed. For partial dates, too: parts
//! may be left empty there, which the hint says.
//!
//! Criteria
//! - A fieldset whose legend is the question; three labelled native inputs with ids of their own (1.3.1, 4.1.2).
//! - Nothing jumps on by itself (3.2.2); any order, any device, paste works.
//! - A birthday has its tokens `bday-day`, `bday-month`, `bday-year` (1.3.5).
//! - The day has the field's id: the error summary leads there, or to the part that is missing.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::markup::{classed, el};
use crate::messages::{Key, text};
use leptos::prelude::*;

/// The three parts as typed: day, month, year.
pub type Parts = [String; 3];

/// A date in three inputs.
#[component]
pub fn DateParts(
    /// The question.
    question: Question,
    /// What was entered before.
    parts: Parts,
    /// Whether it is the birthday of whoever fills in the form.
    birthday: bool,
    /// Whether parts may stay empty.
    partial: bool,
    /// Every change, as typed.
    enter: Callback<Parts>,
) -> impl IntoView {
    let now = StoredValue::new(parts.clone());
    let required = question.required;
    let kinds = [(Key::DAY, "", "bday-day"), (Key::MONTH, "month", "bday-month"), (Key::YEAR, "year", "bday-year")];
    let inputs: Vec<AnyView> = kinds
        .into_iter()
        .zip(parts)
        .enumerate()
        .map(|(at, ((label, name, token), value))| {
            let id = if name.is_empty() { question.id.clone() } else { question.part(name) };
            let class = if at == 2 {
                ("kern-form-input__input kern-form-input__input--width-4", "kern-form-input__input kern-form-input__input--width-4 kern-form-input__input--error")
            } else {
                ("kern-form-input__input kern-form-input__input--width-2", "kern-form-input__input kern-form-input__input--width-2 kern-form-input__input--error")
            };
            // The fieldset has the description; said once more at each part it would be read three times.
            let input = el("input")
                .live_word("class", question.class(class.0, class.1))
                .put("id", id.clone())
                .set("type", "text")
                .put("value", value)
                .set("inputmode", "numeric")
                .set("autocomplete", if birthday { token } else { "off" })
                .live_flag("required", move || required.get() && !partial)
                .live_word("aria-invalid", question.invalid())
                .on("input", move |event| {
                    now.update_value(|now| {
                        if let Some(part) = now.get_mut(at) {
                            *part = event_target_value(&event);
                        }
                    });
                    enter.run(now.get_value());
                });
            let label = classed("label", "kern-label").put("for", id).words(text(question.lang, label)).view();
            classed("div", "kern-form-input").child(label).child(input.view()).view()
        })
        .collect();
    question.fieldset(
        false,
        ("kern-fieldset vd-date", "kern-fieldset kern-fieldset--error vd-date"),
        classed("div", "kern-fieldset__body vd-date__parts").children(inputs).view(),
    )
}
