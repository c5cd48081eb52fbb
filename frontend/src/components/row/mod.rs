//! A row of a repeated group: a child, a dog, an area. In: its title, what is asked in it, a way to remove it. Out: nothing.
//!
//! Criteria
//! - A group named by its heading, one level below the group's own, so that each row is found and told apart (1.3.1, 2.4.6).
//! - The heading takes focus when the row has been added: it says where one is, and the questions follow (2.4.3).
//! - What was removed is said in words, with a way to have it back (3.3.4, 3.3.6).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, el, nothing, said};
use leptos::prelude::*;

/// One row. `title` may follow what is entered in it.
#[must_use]
pub fn row(heading: &str, title: impl Into<Signal<String>>, body: AnyView, remove: AnyView) -> AnyView {
    let title = title.into();
    let name = classed("h3", "kern-heading-small").set("id", heading).set("tabindex", "-1").saying(move || title.get()).view();
    let head = classed("div", "vd-repeat__head").child(name).child(remove).view();
    let group = el("div")
        .set("role", "group")
        .set("aria-labelledby", heading)
        .child(head)
        .child(classed("div", "vd-fields").child(body).view())
        .view();
    classed("li", "vd-repeat__item").child(group).view()
}

/// All rows in their order; nothing when there are none.
#[must_use]
pub fn rows(rows: Vec<AnyView>) -> AnyView {
    if rows.is_empty() { nothing() } else { classed("ol", "vd-repeat__items").children(rows).view() }
}

/// What stands where a row was removed.
#[must_use]
pub fn removed(sentence: &str, undo: AnyView) -> AnyView {
    classed("div", "vd-repeat__removed").child(said("p", "kern-body", sentence)).child(undo).view()
}
