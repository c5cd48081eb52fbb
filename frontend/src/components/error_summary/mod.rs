//! What is wrong on the page, above everything else. In: messages and where they lead. Out: focus there.
//!
//! Criteria
//! - It has a heading with the number, takes focus when it appears, and is read as what it is; no `role="alert"`, which would
//!   read it twice.
//! - Each message is a link with the very words that stand at the field; it moves focus into that field (2.4.3, 3.3.1).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{action_link, icon};
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

/// The messages of a page, in the order of its fields; nothing while there are none. `follow` hears the target of the message that was
/// followed.
#[must_use]
pub fn error_summary(lang: Lang, lines: RwSignal<Vec<Line>>, follow: Callback<String>) -> AnyView {
    changing(move || {
        let lines = lines.get();
        let title = match lines.len() {
            0 => return nothing(),
            1 => text(lang, Key::SUMMARY_ONE).to_owned(),
            n => fill(lang, Key::SUMMARY_MANY, &[("count", &n.to_string())]),
        };
        let mut list = classed("ul", "vd-error-summary__list");
        for line in lines {
            list.child(el("li").child(link(line, follow)).view());
        }
        let title = classed("h2", "kern-title").set("id", TITLE_ID).text(&title).view();
        let head = classed("div", "kern-alert__header").child(icon("danger")).child(title).view();
        let body = classed("div", "kern-alert__body").child(list.view()).view();
        classed("div", "kern-alert kern-alert--danger vd-error-summary")
            .set("id", ID)
            .set("tabindex", "-1")
            .set("role", "group")
            .set("aria-labelledby", TITLE_ID)
            .child(head)
            .child(body)
            .view()
    })
}

fn link(line: Line, follow: Callback<String>) -> AnyView {
    let (href, target) = (["#", &line.target].concat(), line.target);
    let press = Callback::new(move |()| follow.run(target.clone()));
    action_link(&line.words, "", "", &href, "kern-link", press)
}

/// The messages of a page, for leptos' macro.
#[component]
pub fn ErrorSummary(
    /// Language of our own words.
    lang: Lang,
    /// The messages, in the order of the fields.
    lines: RwSignal<Vec<Line>>,
    /// The target of the message that was followed.
    follow: Callback<String>,
) -> impl IntoView {
    error_summary(lang, lines, follow)
}
