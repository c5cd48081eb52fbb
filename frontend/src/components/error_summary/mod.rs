//! What is wrong on the page, above everything else. In: messages and where they lead. Out: focus there.
//!
//! Criteria
//! - It has a heading with the number, takes focus when it appears, and is read as what it is; no `role="alert"`, which would
//!   read it twice.
//! - Each message is a link with the very words that stand at the field; it moves focus into that field (2.4.3, 3.3.1).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{ActionLink, Icon};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// The id focus is moved to.
pub const ID: &str = "vd-fehler";

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
    let shown = move || {
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            let title = match lines.len() {
                1 => text(lang, Key::SUMMARY_ONE).to_owned(),
                n => fill(lang, Key::SUMMARY_MANY, &[("count", &n.to_string())]),
            };
            let links: Vec<AnyView> = lines
                .into_iter()
                .map(|line| {
                    let href = ["#", &line.target].concat();
                    let target = line.target;
                    view! {
                        <li><ActionLink label=line.words href class="kern-link" press=Callback::new(move |()| follow.run(target.clone()))/></li>
                    }
                    .into_any()
                })
                .collect();
            view! {
                <div class="kern-alert kern-alert--danger vd-error-summary" id=ID tabindex="-1" role="group" aria-labelledby="vd-fehler-titel">
                    <div class="kern-alert__header">
                        <Icon name="danger"/>
                        <h2 class="kern-title" id="vd-fehler-titel">{title}</h2>
                    </div>
                    <div class="kern-alert__body"><ul class="vd-error-summary__list">{links}</ul></div>
                </div>
            }
        })
    };
    view! { {shown} }.into_any()
}
