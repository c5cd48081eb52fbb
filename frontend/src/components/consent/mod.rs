//! One check box: agreed or not. In: whether it was agreed. Out: whether it is.
//!
//! Criteria
//! - A native check box whose label is the whole sentence; never ticked beforehand.
//! - Hint and error belong to the box.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
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
    let required = question.required;
    view! {
        <div class=question.class("kern-form-input vd-consent", "kern-form-input kern-form-input--error vd-consent")>
            {question.hint_view()}
            <div class="kern-form-check">
                <input
                    class=question.class("kern-form-check__checkbox", "kern-form-check__checkbox kern-form-check__checkbox--error")
                    type="checkbox"
                    id=question.id.clone()
                    checked=agreed
                    required=move || required.get()
                    aria-invalid=question.invalid()
                    aria-describedby=question.described_by(&[])
                    on:change=move |event| agree.run(event_target_checked(&event))
                />
                {question.label_view()}
            </div>
            {question.error_view()}
        </div>
    }
    .into_any()
}
