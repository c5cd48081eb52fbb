//! The heading of a page. In: its text. Out: the place focus goes to when the page changes.
//!
//! Criteria
//! - The one h1 of the page; focus can be set on it by script, not by the keyboard (2.4.3, 2.4.6).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::classed;
use leptos::prelude::*;

/// The id focus is moved to.
pub const ID: &str = "vd-titel";

/// The heading of a page.
#[must_use]
pub fn page_heading(title: &str) -> AnyView {
    classed("h1", "kern-heading-large").set("id", ID).set("tabindex", "-1").text(title).view()
}

/// The heading of a page, for leptos' macro.
#[component]
pub fn PageHeading(
    /// Its text.
    title: String,
) -> impl IntoView {
    page_heading(&title)
}
