//! Where the applicant is. In: the pages passed, which one it is. Out: the wish to go back to an earlier one.
//!
//! Criteria
//! - "Step 2 of 7" in words, the same as in the title (2.4.8); the bar is the same in one more shape.
//! - The list marks the current step by `aria-current`, done ones by an icon and a word (1.4.1); steps to come are no links.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::Icon;
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
    view! {
        <nav class="vd-steps" aria-label=text(lang, Key::STEPS)>
            <div class="kern-progress vd-steps__position">
                <label class="kern-label" for="vd-schritt">{position}</label>
                <progress id="vd-schritt" value=at max=of></progress>
            </div>
            <ol class="vd-steps__list">{items}</ol>
        </nav>
    }
    .into_any()
}

fn item(lang: Lang, step: usize, title: String, current: usize, reached: usize, visit: Callback<usize>) -> AnyView {
    if step == current {
        view! {
            <li class="vd-steps__item" data-state="current"><span class="vd-steps__link" aria-current="step">{title}</span></li>
        }
        .into_any()
    } else if step < reached {
        let pressed = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            visit.run(step);
        };
        view! {
            <li class="vd-steps__item" data-state="done">
                <a class="vd-steps__link" href="#" on:click=pressed>
                    <Icon name="check"/>
                    <span><span class="kern-sr-only">{text(lang, Key::STEP_DONE)}" "</span>{title}</span>
                </a>
            </li>
        }
        .into_any()
    } else {
        view! { <li class="vd-steps__item" data-state="open"><span class="vd-steps__link">{title}</span></li> }.into_any()
    }
}
