//! How far something is. In: words, percent. Out: nothing.
//!
//! Criteria
//! - A native progress element with a label that says the same in words (1.1.1, 4.1.2).
//! - Nothing moves focus while it grows, and it is no live region: whoever shows it says from time to time how far it is (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, el};
use leptos::prelude::*;

/// How far something is. `id` is that of the bar.
#[must_use]
pub fn progress(id: &str, words: impl Fn() -> String + Send + 'static, percent: impl Fn() -> u64 + Send + Sync + 'static) -> AnyView {
    let label = classed("label", "vd-file__meta").set("for", id).saying(words).view();
    let bar = el("progress").set("id", id).live("value", move || Some(percent().to_string())).set("max", "100").view();
    classed("div", "kern-progress").child(label).child(bar).view()
}
