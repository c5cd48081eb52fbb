//! Answers to be checked. In: sections of questions with answers. Out: the wish to change one.
//!
//! Criteria
//! - A definition list a section under a heading (1.3.1).
//! - Each change link says which question it changes (2.4.4).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::ActionLink;
use crate::markup::{classed, el};
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

/// The answers of a page.
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
    let mut parts: Vec<AnyView> = Vec::new();
    let mut items: Vec<AnyView> = Vec::new();
    for mut answer in answers {
        if let Some(group) = answer.group.take() {
            list(&mut parts, &mut items);
            parts.push(classed("h3", "kern-heading-small").text(group).view());
        }
        items.push(item(lang, answer, change));
    }
    list(&mut parts, &mut items);
    let heading = classed("h2", "kern-title kern-summary__title-wrapper").child(el("span").text(title).view()).view();
    classed("section", "kern-summary")
        .child(classed("div", "kern-summary__header").child(heading).view())
        .child(classed("div", "kern-summary__body").children(parts).view())
        .view()
}

fn item(lang: Lang, answer: Answer, change: Callback<String>) -> AnyView {
    let lines = answer.lines.into_iter().map(|line| classed("span", "vd-line").text(line).view()).collect();
    let about = answer.question.clone();
    let link = answer.target.map(|target| {
        let href = ["#", &target].concat();
        let press = Callback::new(move |()| change.run(target.clone()));
        let link = view! { <ActionLink label=text(lang, Key::CHANGE).to_owned() about href class="kern-link vd-alone vd-no-print" press/> };
        classed("dd", "vd-answer__change").child(link.into_any()).view()
    });
    classed("div", "kern-description-list-item vd-answer")
        .child(classed("dt", "kern-description-list-item__key").text(answer.question).view())
        .child(classed("dd", "kern-description-list-item__value").children(lines).view())
        .child_some(link)
        .view()
}

fn list(parts: &mut Vec<AnyView>, items: &mut Vec<AnyView>) {
    if !items.is_empty() {
        parts.push(classed("dl", "kern-description-list").children(std::mem::take(items)).view());
    }
}
