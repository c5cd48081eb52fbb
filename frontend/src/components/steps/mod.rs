//! Where the applicant is. In: the pages passed, which one it is. Out: the wish to go back to an earlier one.
//!
//! Criteria
//! - "Step 2 of 7" in words, the same as in the title (2.4.8); the bar is the same in one more shape.
//! - The list marks the current step by `aria-current`, done ones by an icon and a word (1.4.1); steps to come are no links.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::icon;
use crate::markup::{classed, el, said};
use crate::messages::{Key, Lang, fill, text};
use leptos::prelude::*;

/// Where the applicant is: at step `current` of those with these titles. Steps before `reached` can be visited.
#[must_use]
pub fn steps(lang: Lang, titles: Vec<String>, current: usize, reached: usize, visit: Callback<usize>) -> AnyView {
    let (at, of) = ((current + 1).to_string(), titles.len().to_string());
    let position = fill(lang, Key::STEP, &[("at", &at), ("of", &of)]);
    let progress = classed("div", "kern-progress vd-steps__position")
        .child(classed("label", "kern-label").set("for", "vd-schritt").text(&position).view())
        .child(el("progress").set("id", "vd-schritt").set("value", &at).set("max", &of).view())
        .view();
    let mut list = classed("ol", "vd-steps__list");
    for (step, title) in titles.into_iter().enumerate() {
        list.child(item(lang, step, &title, current, reached, visit));
    }
    classed("nav", "vd-steps").set("aria-label", text(lang, Key::STEPS)).child(progress).child(list.view()).view()
}

fn item(lang: Lang, step: usize, title: &str, current: usize, reached: usize, visit: Callback<usize>) -> AnyView {
    let (state, link) = if step == current {
        ("current", classed("span", "vd-steps__link").set("aria-current", "step").text(title).view())
    } else if step < reached {
        let done = classed("span", "kern-sr-only").text(text(lang, Key::STEP_DONE)).text(" ").view();
        let words = el("span").child(done).text(title).view();
        let pressed = move |event: leptos::ev::Event| {
            event.prevent_default();
            visit.run(step);
        };
        ("done", classed("a", "vd-steps__link").set("href", "#").on("click", pressed).child(icon("check")).child(words).view())
    } else {
        ("open", said("span", "vd-steps__link", title))
    };
    classed("li", "vd-steps__item").set("data-state", state).child(link).view()
}
