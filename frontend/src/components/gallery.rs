//! Every example of every component: what tests, snapshots and the gallery page look at. In: a language. Out: views with names.

use super::question::Question;
use super::{
    button, checkboxes, code, combobox, consent, date_parts, dialog, error_summary, file_upload, group, languages, live_region, loader,
    note, page_heading, phone_code, pin_input, radios, row, save_bar, select, steps, summary_list, text_area, text_input, yes_no,
};
use crate::markup::{classed, several};
use crate::messages::Lang;
use leptos::prelude::*;

/// One example.
#[derive(Clone, Copy)]
pub struct Example {
    /// Name of the component and of what is special: `radios: with an error`.
    pub name: &'static str,
    /// Draws it.
    pub view: fn(Lang) -> AnyView,
}

/// All examples, component by component.
#[must_use]
pub fn examples() -> Vec<Example> {
    [
        text_input::examples::EXAMPLES,
        text_area::examples::EXAMPLES,
        radios::examples::EXAMPLES,
        checkboxes::examples::EXAMPLES,
        select::examples::EXAMPLES,
        combobox::examples::EXAMPLES,
        yes_no::examples::EXAMPLES,
        consent::examples::EXAMPLES,
        date_parts::examples::EXAMPLES,
        file_upload::examples::EXAMPLES,
        phone_code::examples::EXAMPLES,
        pin_input::examples::EXAMPLES,
        code::examples::EXAMPLES,
        error_summary::examples::EXAMPLES,
        group::examples::EXAMPLES,
        row::examples::EXAMPLES,
        note::examples::EXAMPLES,
        page_heading::examples::EXAMPLES,
        steps::examples::EXAMPLES,
        summary_list::examples::EXAMPLES,
        button::examples::EXAMPLES,
        dialog::examples::EXAMPLES,
        languages::examples::EXAMPLES,
        save_bar::examples::EXAMPLES,
        loader::examples::EXAMPLES,
        live_region::examples::EXAMPLES,
    ]
    .concat()
}

/// A page that shows one example after the other, or the n-th alone.
#[must_use]
pub fn gallery(only: Option<usize>) -> AnyView {
    let mut shown = several();
    for (at, example) in examples().into_iter().enumerate().filter(|(at, _)| only.is_none_or(|only| only == *at)) {
        let section = classed("section", "vd-column vd-flow")
            .set("id", &["beispiel-", &at.to_string()].concat())
            .set("data-example", example.name)
            .child((example.view)(Lang::De))
            .view();
        shown.and(section);
    }
    shown.view()
}

/// A question for examples.
pub(super) fn question(lang: Lang, id: &str, label: &str) -> Question {
    Question::new(id, label, lang)
}

/// The same with a hint.
pub(super) fn with_hint(mut question: Question, hint: &str) -> Question {
    question.hint = Some(hint.to_owned());
    question
}

/// The same with an error.
pub(super) fn with_error(question: Question, words: &str) -> Question {
    question.error.set(Some(words.to_owned()));
    question
}

/// The same, optional.
pub(super) fn optional(question: Question) -> Question {
    question.required.set(false);
    question
}

/// What nobody listens to.
pub(super) fn unheard<T: 'static>() -> Callback<T> {
    Callback::new(|_: T| {})
}
