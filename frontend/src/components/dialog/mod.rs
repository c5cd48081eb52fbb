//! A question that has to be answered first. In: title, text, answers. Out: the answer; Escape is the harmless one.
//!
//! Criteria
//! - The native `<dialog>`, opened as modal: focus goes in, stays in, and comes back where it was (2.1.2, 2.4.3).
//! - Named by its heading; Escape and the last button do nothing but close it.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Button, Weight};
use crate::components::note::paragraphs;
use crate::markup::classed;
use crate::platform;
use leptos::prelude::*;

/// One answer to a dialog.
#[derive(Clone)]
pub struct Answer {
    /// What it says.
    pub label: &'static str,
    /// How much weight it has.
    pub weight: Weight,
    /// What to do after closing.
    pub press: Callback<()>,
}

/// A question that has to be answered first; open while `open` is true.
#[component]
pub fn Dialog(
    /// Starts all ids.
    id: &'static str,
    /// Its heading.
    title: &'static str,
    /// What it says.
    text: &'static str,
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The answers; the last one is the harmless one.
    answers: Vec<Answer>,
) -> impl IntoView {
    Effect::new(move || platform::dialog::set_open(id, open.get()));
    let buttons: Vec<AnyView> = answers
        .into_iter()
        .map(|answer| {
            let press = Callback::new(move |()| {
                open.set(false);
                answer.press.run(());
            });
            view! { <Button label=answer.label.to_owned() weight=answer.weight press/> }.into_any()
        })
        .collect();
    let title_id = [id, "-titel"].concat();
    let title = classed("h2", "kern-title kern-title--large").put("id", title_id.clone()).words(title).view();
    classed("dialog", "kern-dialog")
        .set("id", id)
        .put("aria-labelledby", title_id)
        .on("close", move |_| open.set(false))
        .child(classed("header", "kern-dialog__header").child(title).view())
        .child(classed("section", "kern-dialog__body").child(paragraphs(vec![text.to_owned()])).view())
        .child(classed("footer", "kern-dialog__footer").children(buttons).view())
        .view()
}
