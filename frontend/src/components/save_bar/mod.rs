//! Saving, offered on every page. In: when it was saved last. Out: the wish to save.
//!
//! Criteria
//! - The same place and words on every page (3.2.3, 3.2.4).
//! - The state is text; that something was saved is announced by the live region, not from here (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Button, Weight};
use crate::markup::classed;
use crate::messages::{Key, Lang, text};
use leptos::prelude::*;

/// Saving, offered on every page.
#[component]
pub fn SaveBar(
    /// Language of our own words.
    lang: Lang,
    /// When it was saved last, in words.
    state: Signal<String>,
    /// Whether it is being saved.
    busy: RwSignal<bool>,
    /// Save.
    save: Callback<()>,
) -> impl IntoView {
    let said = classed("p", "vd-save__state").changing(move || state.get().into_any());
    let button = view! { <Button label=text(lang, Key::SAVE_LATER).to_owned() weight=Weight::Secondary icon="draft" id="vd-speichern" busy press=save/> };
    classed("div", "vd-save").child(said.view()).child(button.into_any()).view()
}
