//! One of many answers. In: options, the chosen code. Out: the code that is chosen.
//!
//! Criteria
//! - A native select; choosing changes nothing but the answer (3.2.2).
//! - The first entry is empty and says what to do; nothing is chosen for the applicant.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::components::radios::Choice;
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
    let required = question.required;
    let options: Vec<AnyView> = choices
        .into_iter()
        .map(|choice| {
            let selected = choice.code == chosen;
            view! { <option value=choice.code selected=selected>{choice.label}</option> }.into_any()
        })
        .collect();
    view! {
        <div class=question.class("kern-form-input", "kern-form-input kern-form-input--error")>
            {question.label_view()}
            {question.hint_view()}
            <div class="kern-form-input__select-wrapper">
                <select
                    class=question.class("kern-form-input__select", "kern-form-input__select kern-form-input__select--error")
                    id=question.id.clone()
                    autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
                    required=move || required.get()
                    aria-invalid=question.invalid()
                    aria-describedby=question.described_by(&[])
                    on:change=move |event| choose.run(event_target_value(&event))
                >
                    <option value="">{text(question.lang, Key::CHOOSE_ONE)}</option>
                    {options}
                </select>
            </div>
            {question.error_view()}
        </div>
    }
    .into_any()
}
