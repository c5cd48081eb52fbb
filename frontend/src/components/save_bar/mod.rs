//! Saving, offered on every page. In: when it was saved last. Out: the wish to save.
//!
//! Criteria
//! - The same place and words on every page (3.2.3, 3.2.4).
//! - The state is text; that something was saved is announced by the live region, not from here (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button};
use crate::markup::classed;
use crate::messages::{Key, Lang, text};
use leptos::prelude::*;

/// Saving, offered on every page: when it was done last, in words, and the wish to do it.
#[must_use]
pub fn save_bar(lang: Lang, state: impl Fn() -> String + Send + 'static, busy: RwSignal<bool>, save: Callback<()>) -> AnyView {
    let state = classed("p", "vd-save__state").saying(state).view();
    let button = button(text(lang, Key::SAVE_LATER), Weight::Secondary, "draft", "vd-speichern", Does::Start(save, busy));
    classed("div", "vd-save").child(state).child(button).view()
}
