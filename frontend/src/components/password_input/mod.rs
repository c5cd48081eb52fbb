//! A password. In: which one. Out: every change, as typed.
//!
//! Criteria
//! - A native password input that password managers and pasting work with (3.3.8).
//! - It can be shown: a button that says what it does and whether it is done; the input keeps its content (3.3.1).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::Icon;
use crate::components::question::Question;
use crate::messages::postbox as words;
use leptos::prelude::*;

/// A password.
#[component]
pub fn PasswordInput(
    /// The question.
    question: Question,
    /// `current-password` or `new-password`.
    autocomplete: &'static str,
    /// Every change, as typed.
    enter: Callback<String>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let required = question.required;
    let id = question.id.clone();
    view! {
        <div class=question.class("kern-form-input", "kern-form-input kern-form-input--error")>
            {question.label_view()}
            {question.hint_view()}
            <input
                class=question.class("kern-form-input__input", "kern-form-input__input kern-form-input__input--error")
                id=question.id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                aria-required=move || required.get().then_some("true")
                aria-invalid=question.invalid()
                aria-describedby=question.described_by(&[])
                on:input=move |event| enter.run(event_target_value(&event))
            />
            <button
                type="button" class="kern-btn kern-btn--tertiary" aria-controls=id aria-pressed=move || if shown.get() { "true" } else { "false" }
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { view! { <Icon name="visibility-off"/> } } else { view! { <Icon name="visibility"/> } }}
                <span class="kern-label">{words::PASSWORD_SHOW}</span>
            </button>
            {question.error_view()}
        </div>
    }
    .into_any()
}
