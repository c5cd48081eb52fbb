//! Answers to be checked. In: sections of questions with answers. Out: the wish to change one.
//!
//! Criteria
//! - A definition list a section under a heading (1.3.1).
//! - Each change link says which question it changes (2.4.4).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::ActionLink;
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
    for answer in answers {
        if let Some(group) = answer.group {
            list(&mut parts, &mut items);
            parts.push(view! { <h3 class="kern-heading-small">{group}</h3> }.into_any());
        }
        let lines: Vec<AnyView> = answer.lines.into_iter().map(|line| view! { <span class="vd-line">{line}</span> }.into_any()).collect();
        let question = answer.question.clone();
        let link = answer.target.map(|target| {
            let href = ["#", &target].concat();
            view! {
                <ActionLink
                    label=text(lang, Key::CHANGE).to_owned() about=question href class="kern-link vd-alone vd-no-print"
                    press=Callback::new(move |()| change.run(target.clone()))
                />
            }
        });
        items.push(
            view! {
                <div class="kern-description-list-item vd-answer">
                    <dt class="kern-description-list-item__key">{answer.question}</dt>
                    <dd class="kern-description-list-item__value">{lines}</dd>
                    {link.map(|link| view! { <dd class="vd-answer__change">{link}</dd> })}
                </div>
            }
            .into_any(),
        );
    }
    list(&mut parts, &mut items);
    view! {
        <section class="kern-summary">
            <div class="kern-summary__header"><h2 class="kern-title kern-summary__title-wrapper"><span>{title}</span></h2></div>
            <div class="kern-summary__body">{parts}</div>
        </section>
    }
    .into_any()
}

fn list(parts: &mut Vec<AnyView>, items: &mut Vec<AnyView>) {
    if !items.is_empty() {
        let items = std::mem::take(items);
        parts.push(view! { <dl class="kern-description-list">{items}</dl> }.into_any());
    }
}
