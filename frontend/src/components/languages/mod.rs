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

/// The language switch for these languages (BCP 47). `choose` hears the position of the one that is wanted.
#[must_use]
pub fn languages(lang: Lang, tags: &[String], current: usize, choose: Callback<usize>) -> AnyView {
    if tags.len() < 2 {
        return nothing();
    }
    let mut list = classed("ul", "vd-languages__list");
    for (at, tag) in tags.iter().enumerate() {
        let button = classed("button", "vd-languages__item")
            .set("type", "button")
            .set("id", &["vd-sprache-", tag.as_str()].concat())
            .set("lang", tag)
            .set_some("aria-current", if at == current { "true" } else { "" })
            .on("click", move |_| choose.run(at))
            .text(language_name(tag))
            .view();
        list.child(el("li").child(button).view());
    }
    classed("nav", "vd-languages").set("aria-label", text(lang, Key::LANGUAGES)).child(list.view()).view()
}
