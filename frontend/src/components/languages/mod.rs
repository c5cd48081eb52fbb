//! The language switch. In: the languages there are. Out: the language that is wanted. What was entered stays.
//!
//! Criteria
//! - Each language is named in itself and marked with `lang` (3.1.2); the current one by `aria-current`.
//! - Nothing is shown if there is only one.

#[cfg(feature = "gallery")]
pub mod examples;

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
    (tags.len() > 1).then(|| {
        let items: Vec<AnyView> = tags
            .into_iter()
            .enumerate()
            .map(|(at, tag)| {
                let is_current = at == current;
                view! {
                    <li>
                        <button
                            type="button"
                            class="vd-languages__item"
                            id=["vd-sprache-", tag.as_str()].concat()
                            lang=tag.clone()
                            aria-current=is_current.then_some("true")
                            on:click=move |_| choose.run(at)
                        >
                            {language_name(&tag).to_owned()}
                        </button>
                    </li>
                }
                .into_any()
            })
            .collect();
        view! { <nav class="vd-languages" aria-label=text(lang, Key::LANGUAGES)><ul class="vd-languages__list">{items}</ul></nav> }
    })
    .into_any()
}
