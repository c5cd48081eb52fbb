//! Something takes a moment. In: what it is. Out: nothing.
//!
//! Criteria
//! - Words beside the moving sign; the sign rests when motion isn't wanted (2.3.3, by the stylesheet).
//! - Not a live region of its own: who starts something announces it.

#[cfg(feature = "gallery")]
pub mod examples;

use leptos::prelude::*;

/// Something takes a moment.
#[component]
pub fn Loader(
    /// What is being done.
    words: &'static str,
) -> impl IntoView {
    view! {
        <p class="vd-busy">
            <span class="kern-loader kern-loader--visible" aria-hidden="true"></span>
            <span>{words}</span>
        </p>
    }
    .into_any()
}
