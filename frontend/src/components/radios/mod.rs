//! One of a few answers, all shown. In: options, the chosen code. Out: the code that is chosen.
//!
//! Criteria
//! - A fieldset whose legend is the question; native radio buttons with one name (1.3.1).
//! - The first radio button has the field's id: the error summary leads there.
//! - Choosing changes nothing but the answer and what depends on it (3.2.2).
//! - An option's hint belongs to that option.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::question::Question;
use crate::markup::{classed, el};
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

/// One of a few answers.
#[component]
pub fn Radios(
    /// The question.
    question: Question,
    /// The answers.
    choices: Vec<Choice>,
    /// The code chosen before, or nothing.
    chosen: String,
    /// Side by side, for two short answers.
    #[prop(optional)]
    side_by_side: bool,
    /// The code that is chosen.
    choose: Callback<String>,
) -> impl IntoView {
    let class = question.class("kern-form-check__radio", "kern-form-check__radio kern-form-check__radio--error");
    let required = question.required;
    let options: Vec<AnyView> = choices
        .into_iter()
        .enumerate()
        .map(|(at, choice)| {
            let id = option_id(&question.id, at);
            let hint_id = choice.hint.is_some().then(|| [id.as_str(), "-hint"].concat());
            let code = choice.code.clone();
            let input = el("input")
                .live_word("class", class)
                .set("type", "radio")
                .put("id", id.clone())
                .put("name", question.id.clone())
                .put("value", choice.code.clone())
                .flag("checked", choice.code == chosen)
                .live_flag("required", move || required.get())
                .put_some("aria-describedby", hint_id.clone())
                .on("change", move |_| choose.run(code.clone()));
            check(input.view(), id, choice.label, choice.hint.zip(hint_id))
        })
        .collect();
    let body = if side_by_side { "kern-fieldset__body kern-fieldset__body--horizontal" } else { "kern-fieldset__body" };
    question.fieldset(true, ("kern-fieldset", "kern-fieldset kern-fieldset--error"), classed("div", body).children(options).view())
}

/// The id of the n-th option: the first one has the field's.
#[must_use]
pub fn option_id(field: &str, at: usize) -> String {
    if at == 0 { field.to_owned() } else { [field, "-", &(at + 1).to_string()].concat() }
}

/// A radio button or check box with its label and hint.
#[must_use]
pub fn check(input: AnyView, id: String, label: String, hint: Option<(String, String)>) -> AnyView {
    let line = classed("div", "kern-form-check").child(input).child(classed("label", "kern-label").put("for", id).text(label).view()).view();
    let hint = hint.map(|(hint, id)| classed("div", "kern-hint vd-choice__hint").put("id", id).text(hint).view());
    classed("div", "vd-choice").child(line).child_some(hint).view()
}
