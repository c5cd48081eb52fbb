//! Several lines of text. In: what was entered. Out: every change, as typed.
//!
//! Criteria
//! - As `text_input`; grows by hand, never cuts off.
//! - The most characters are said before typing; nothing counts down aloud.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use leptos::prelude::*;

/// Several lines of text.
#[component]
pub fn TextArea(
    /// The question.
    question: Question,
    /// What was entered before.
    value: String,
    /// The token of WCAG 1.3.5, e.g. `street-address`.
    autocomplete: Option<String>,
    /// Every change, as typed.
    enter: Callback<String>,
) -> impl IntoView {
    let required = question.required;
    view! {
        <div class=question.class("kern-form-input", "kern-form-input kern-form-input--error")>
            {question.label_view()}
            {question.hint_view()}
            <textarea
                class=question.class("kern-form-input__input", "kern-form-input__input kern-form-input__input--error")
                id=question.id.clone()
                rows="4"
                prop:value=value
                autocomplete=autocomplete.unwrap_or_else(|| "off".to_owned())
                spellcheck="false"
                required=move || required.get()
                aria-invalid=question.invalid()
                aria-describedby=question.described_by(&[])
                on:input=move |event| enter.run(event_target_value(&event))
            ></textarea>
            {question.error_view()}
        </div>
    }
    .into_any()
}
