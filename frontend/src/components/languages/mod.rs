//! The language switch. In: the languages there are. Out: the language that is wanted. What was entered stays.
//!
//! Criteria
//! - Each language is named in itself and marked with `lang` (3.1.2); the current one by `aria-current`.
//! - Nothing is shown if there is only one.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, el, nothing};
use crate::messages::{Key, Lang, language_name, text};
use leptos::prelude::*;

/// The language switch.
#[component]
pub fn Languages(
    /// Language of our own words.
    lang: Lang,
    /// The languages there are (BCP 47).
    tags: Vec<String>,
    /// The position of the current one.
    current: usize,
    /// The position of the language that is wanted.
    choose: Callback<usize>,
) -> impl IntoView {
    if tags.len() < 2 {
        return nothing();
    }
    let item = |(at, tag): (usize, String)| {
        let button = classed("button", "vd-languages__item")
            .set("type", "button")
            .put("id", ["vd-sprache-", tag.as_str()].concat())
            .put("lang", tag.clone())
            .put_some("aria-current", (at == current).then(|| "true".to_owned()))
            .on("click", move |_| choose.run(at))
            .text(language_name(&tag).to_owned());
        el("li").child(button.view()).view()
    };
    let items = tags.into_iter().enumerate().map(item).collect();
    let list = classed("ul", "vd-languages__list").children(items).view();
    classed("nav", "vd-languages").set("aria-label", text(lang, Key::LANGUAGES)).child(list).view()
}
