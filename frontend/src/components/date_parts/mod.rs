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

use crate::components::question::{Classes, Question};
use crate::markup::classed;
use crate::messages::{Key, text};
use leptos::prelude::*;

/// The three parts as typed: day, month, year.
pub type Parts = [String; 3];

const FIELDSET: Classes = ["kern-fieldset vd-date", "kern-fieldset kern-fieldset--error vd-date"];
const TWO: Classes = [
    "kern-form-input__input kern-form-input__input--width-2",
    "kern-form-input__input kern-form-input__input--width-2 kern-form-input__input--error",
];
const FOUR: Classes = [
    "kern-form-input__input kern-form-input__input--width-4",
    "kern-form-input__input kern-form-input__input--width-4 kern-form-input__input--error",
];

/// A date in three inputs. `birthday`: it is that of whoever fills in the form; `partial`: parts may stay empty.
#[must_use]
pub fn date_parts(question: &Question, parts: Parts, birthday: bool, partial: bool, enter: Callback<Parts>) -> AnyView {
    let now = StoredValue::new(parts.clone());
    let required = question.required;
    let kinds = [(Key::DAY, "", "bday-day", TWO), (Key::MONTH, "month", "bday-month", TWO), (Key::YEAR, "year", "bday-year", FOUR)];
    let mut body = classed("div", "vd-date__parts");
    for (at, ((label, name, token, class), value)) in kinds.into_iter().zip(parts).enumerate() {
        let id = if name.is_empty() { question.id.clone() } else { question.part(name) };
        // The fieldset has the description; said once more at each part it would be read three times.
        let mut input = question.part_input("input", &id, class);
        question.demand(&mut input, move || required.get() && !partial);
        let input = input
            .set("type", "text")
            .set("value", &value)
            .set("inputmode", "numeric")
            .set("autocomplete", if birthday { token } else { "off" })
            .on("input", move |event| {
                let mut parts = now.get_value();
                if let Some(part) = parts.get_mut(at) {
                    *part = event_target_value(&event);
                }
                now.set_value(parts.clone());
                enter.run(parts);
            })
            .view();
        let label = classed("label", "kern-label").set("for", &id).text(text(question.lang, label)).view();
        body.child(classed("div", "kern-form-input").child(label).child(input).view());
    }
    question.fieldset(false, FIELDSET, body.view())
}
