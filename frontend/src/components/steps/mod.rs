//! Where the applicant is. In: the pages passed, which one it is. Out: the wish to go back to an earlier one.
//!
//! Criteria
//! - "Step 2 of 7" in words, the same as in the title (2.4.8); the bar is the same in one more shape.
//! - The list marks the current step by `aria-current`, done ones by an icon and a word (1.4.1); steps to come are no links.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::icon;
use crate::markup::{classed, el};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// Where the applicant is.
#[component]
pub fn Steps(
    /// Language of our own words.
    lang: Lang,
    /// The titles of the steps, in order.
    titles: Vec<String>,
    /// The position of the current one.
    current: usize,
    /// The position up to which steps can be visited (exclusive).
    reached: usize,
    /// The position of a step to go to.
    visit: Callback<usize>,
) -> impl IntoView {
    let (at, of) = ((current + 1).to_string(), titles.len().to_string());
    let position = fill(lang, Key::STEP, &[("at", &at), ("of", &of)]);
    let items: Vec<AnyView> = titles.into_iter().enumerate().map(|(step, title)| item(lang, step, title, current, reached, visit)).collect();
    let progress = classed("div", "kern-progress vd-steps__position")
        .child(classed("label", "kern-label").set("for", "vd-schritt").text(position).view())
        .child(el("progress").set("id", "vd-schritt").put("value", at).put("max", of).view());
    classed("nav", "vd-steps")
        .set("aria-label", text(lang, Key::STEPS))
        .child(progress.view())
        .child(classed("ol", "vd-steps__list").children(items).view())
        .view()
}

fn item(lang: Lang, step: usize, title: String, current: usize, reached: usize, visit: Callback<usize>) -> AnyView {
    let (state, link) = if step == current {
        ("current", classed("span", "vd-steps__link").set("aria-current", "step").text(title))
    } else if step < reached {
        let pressed = move |event: leptos::ev::Event| {
            event.prevent_default();
            visit.run(step);
        };
        let done = classed("span", "kern-sr-only").words(text(lang, Key::STEP_DONE)).words(" ").view();
        let words = el("span").child(done).text(title).view();
        ("done", classed("a", "vd-steps__link").set("href", "#").on("click", pressed).child(icon("check")).child(words))
    } else {
        ("open", classed("span", "vd-steps__link").text(title))
    };
    classed("li", "vd-steps__item").set("data-state", state).child(link.view()).view()
}
