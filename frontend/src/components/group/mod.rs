//! Questions that belong together. In: a title, what stands in it. Out: nothing.
//!
//! Criteria
//! - A fieldset whose legend holds a heading, so that it is found both ways (1.3.1, 2.4.6).
//! - A group without a title is only a condition and leaves no mark.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, said};
use leptos::prelude::*;

/// Questions that belong together, under a legend and perhaps a hint.
#[must_use]
pub fn group(id: &str, title: &str, hint: Option<&str>, body: AnyView) -> AnyView {
    let mut frame = classed("fieldset", "vd-group");
    frame.set("id", id).child(classed("legend", "vd-group__title").child(said("h2", "kern-heading-medium", title)).view());
    if let Some(hint) = hint {
        let hint_id = [id, "-hint"].concat();
        frame.set("aria-describedby", &hint_id).child(classed("p", "kern-hint").set("id", &hint_id).text(hint).view());
    }
    frame.child(classed("div", "vd-fields").child(body).view()).view()
}
