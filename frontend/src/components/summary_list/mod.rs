//! Answers to be checked. In: sections of questions with answers. Out: the wish to change one.
//!
//! Criteria
//! - A definition list a section under a heading (1.3.1).
//! - Each change link says which question it changes (2.4.4).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::action_link;
use crate::markup::{classed, said};
use crate::messages::{Key, Lang, text};
use leptos::prelude::*;

/// One question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Heading of the group it is in, where a new group begins.
    pub group: Option<String>,
    /// The question.
    pub question: String,
    /// The answer, a line each.
    pub lines: Vec<String>,
    /// The id of its input; none for what can't be changed directly.
    pub target: Option<String>,
}

/// The answers of a page under its title. `change` hears the target of the answer to change.
#[must_use]
pub fn summary_list(lang: Lang, title: &str, answers: Vec<Answer>, change: Callback<String>) -> AnyView {
    let mut body = classed("div", "kern-summary__body");
    let mut list = classed("dl", "kern-description-list");
    let mut is_empty = true;
    for mut answer in answers {
        if let Some(group) = answer.group.take() {
            if !is_empty {
                body.child(list.view());
                list = classed("dl", "kern-description-list");
            }
            body.child(said("h3", "kern-heading-small", &group));
        }
        is_empty = false;
        list.child(item(lang, answer, change));
    }
    if !is_empty {
        body.child(list.view());
    }
    let heading = classed("h2", "kern-title kern-summary__title-wrapper").child(said("span", "vd-title", title)).view();
    let head = classed("div", "kern-summary__header").child(heading).view();
    classed("section", "kern-summary").child(head).child(body.view()).view()
}

fn item(lang: Lang, answer: Answer, change: Callback<String>) -> AnyView {
    let mut value = classed("dd", "kern-description-list-item__value");
    for line in &answer.lines {
        value.child(said("span", "vd-line", line));
    }
    let mut item = classed("div", "kern-description-list-item vd-answer");
    item.child(said("dt", "kern-description-list-item__key", &answer.question)).child(value.view());
    if let Some(target) = answer.target {
        let href = ["#", &target].concat();
        let press = Callback::new(move |()| change.run(target.clone()));
        let link = action_link(text(lang, Key::CHANGE), &answer.question, "", &href, "kern-link vd-alone vd-no-print", press);
        item.child(classed("dd", "vd-answer__change").child(link).view());
    }
    item.view()
}

/// The answers of a page, for leptos' macro.
#[component]
pub fn SummaryList(
    /// Language of our own words.
    lang: Lang,
    /// The page's title.
    title: String,
    /// The answers.
    answers: Vec<Answer>,
    /// The target of the answer to change.
    change: Callback<String>,
) -> impl IntoView {
    summary_list(lang, &title, answers, change)
}
