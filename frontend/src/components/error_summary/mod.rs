//! What is wrong on the page, above everything else. In: messages and where they lead. Out: focus there.
//!
//! Criteria
//! - It has a heading with the number, takes focus when it appears, and is read as what it is; no `role="alert"`, which would
//!   read it twice.
//! - Each message is a link with the very words that stand at the field; it moves focus into that field (2.4.3, 3.3.1).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{ActionLink, icon};
use crate::markup::{changing, classed, el, nothing};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// The id focus is moved to.
pub const ID: &str = "vd-fehler";

const TITLE_ID: &str = "vd-fehler-titel";

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The id of the input it leads to.
    pub target: String,
    /// What is wrong and what to do.
    pub words: String,
}

/// The messages of a page; nothing while there are none.
#[component]
pub fn ErrorSummary(
    /// Language of our own words.
    lang: Lang,
    /// The messages, in the order of the fields.
    lines: RwSignal<Vec<Line>>,
    /// The target of the message that was followed.
    follow: Callback<String>,
) -> impl IntoView {
    changing(move || {
        let lines = lines.get();
        let title = match lines.len() {
            0 => return nothing(),
            1 => text(lang, Key::SUMMARY_ONE).to_owned(),
            n => fill(lang, Key::SUMMARY_MANY, &[("count", &n.to_string())]),
        };
        let links = lines.into_iter().map(|line| el("li").child(link(line, follow)).view()).collect();
        let head = classed("div", "kern-alert__header")
            .child(icon("danger"))
            .child(classed("h2", "kern-title").set("id", TITLE_ID).text(title).view());
        let body = classed("div", "kern-alert__body").child(classed("ul", "vd-error-summary__list").children(links).view());
        classed("div", "kern-alert kern-alert--danger vd-error-summary")
            .set("id", ID)
            .set("tabindex", "-1")
            .set("role", "group")
            .set("aria-labelledby", TITLE_ID)
            .child(head.view())
            .child(body.view())
            .view()
    })
}

fn link(line: Line, follow: Callback<String>) -> AnyView {
    let (href, target) = (["#", &line.target].concat(), line.target);
    let press = Callback::new(move |()| follow.run(target.clone()));
    view! { <ActionLink label=line.words href class="kern-link" press/> }.into_any()
}
