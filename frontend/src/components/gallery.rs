//! Every example of every component: what tests, snapshots and the gallery's pages look at. In: a language. Out: views with names.

use super::question::Question;
use super::{
    button, checkboxes, code, combobox, consent, date_parts, dialog, error_summary, file_upload, group, languages, live_region, loader,
    note, page_heading, password_input, phone_code, pin_input, progress, question, radios, row, save_bar, select, steps, summary_list,
    takeover, text_area, text_input, yes_no,
};
#[cfg(feature = "markup")]
use crate::markup::classed;
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
        question::examples::EXAMPLES,
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
        password_input::examples::EXAMPLES,
        code::examples::EXAMPLES,
        error_summary::examples::EXAMPLES,
        group::examples::EXAMPLES,
        takeover::examples::EXAMPLES,
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
        progress::examples::EXAMPLES,
        live_region::examples::EXAMPLES,
    ]
    .concat()
}

/// Draws outside of a browser. What would be done later, when something changes, is begun and never done.
#[cfg(feature = "markup")]
pub fn begin_drawing<T>(draw: impl FnOnce() -> T) -> T {
    use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
    struct Nobody;
    impl CustomExecutor for Nobody {
        fn spawn(&self, _: PinnedFuture<()>) {}
        fn spawn_local(&self, _: PinnedLocalFuture<()>) {}
        fn poll_local(&self) {}
    }
    // The second time there is one already.
    let _ = Executor::init_custom_executor(Nobody);
    Owner::new().with(draw)
}

/// A page with all examples, each under its name, as HTML. `stylesheets` are addresses seen from the page.
#[cfg(feature = "markup")]
#[must_use]
pub fn page(lang: Lang, stylesheets: &[&str]) -> String {
    let tag = match lang {
        Lang::De => "de",
        Lang::Simple => "de-simple",
        Lang::En => "en",
    };
    let links: String = stylesheets.iter().map(|address| format!("<link rel=\"stylesheet\" href=\"{address}\">")).collect();
    let sections: String = examples().iter().map(|example| section(lang, example)).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"{tag}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>Gallery</title>{links}</head>\n<body class=\"vd-page\"><main class=\"vd-main\">\
         <div class=\"vd-container vd-flow\">\n{sections}</div></main></body></html>\n"
    )
}

#[cfg(feature = "markup")]
fn section(lang: Lang, example: &Example) -> String {
    let name = classed("h2", "vd-muted").set("lang", "en").text(example.name).view();
    let shown = classed("section", "vd-column vd-flow").child(name).child((example.view)(lang)).view();
    shown.to_html() + "\n"
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
