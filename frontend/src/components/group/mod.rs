//! Questions that belong together. In: a title, what stands in it. Out: nothing.
//!
//! Criteria
//! - A fieldset whose legend holds a heading, so that it is found both ways (1.3.1, 2.4.6).
//! - A group without a title is only a condition and leaves no mark.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::classed;
use leptos::prelude::*;

/// Questions that belong together.
#[component]
pub fn Group(
    /// The group's id.
    id: String,
    /// The legend.
    title: String,
    /// A hint under the legend.
    hint: Option<String>,
    /// What stands in it.
    body: AnyView,
) -> impl IntoView {
    let mut frame = classed("fieldset", "vd-group");
    let legend = classed("legend", "vd-group__title").child(classed("h2", "kern-heading-medium").text(title).view()).view();
    let hint = hint.map(|hint| {
        let hint_id = [id.as_str(), "-hint"].concat();
        let view = classed("p", "kern-hint").put("id", hint_id.clone()).text(hint).view();
        (hint_id, view)
    });
    let mut children = vec![legend];
    if let Some((hint_id, view)) = hint {
        frame = frame.put("aria-describedby", hint_id);
        children.push(view);
    }
    children.push(classed("div", "vd-fields").child(body).view());
    frame.put("id", id).children(children).view()
}
