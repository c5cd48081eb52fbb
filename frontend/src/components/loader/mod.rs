//! Something takes a moment. In: what it is. Out: nothing.
//!
//! Criteria
//! - Words beside the moving sign; the sign rests when motion isn't wanted (2.3.3, by the stylesheet).
//! - Not a live region of its own: who starts something announces it.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{changing, classed, nothing, said};
use leptos::prelude::*;

/// Something takes a moment.
#[must_use]
pub fn loader(words: &str) -> AnyView {
    let sign = classed("span", "kern-loader kern-loader--visible").set("aria-hidden", "true").view();
    classed("p", "vd-busy").child(sign).child(said("span", "vd-busy__words", words)).view()
}

/// The same, while something is being done.
#[must_use]
pub fn while_busy(busy: RwSignal<bool>, words: &'static str) -> AnyView {
    changing(move || if busy.get() { loader(words) } else { nothing() })
}

/// Something takes a moment, for leptos' macro.
#[component]
pub fn Loader(
    /// What is being done.
    words: &'static str,
) -> impl IntoView {
    loader(words)
}
