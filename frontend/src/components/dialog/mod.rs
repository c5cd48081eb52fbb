//! A question that has to be answered first. In: title, text, answers. Out: the answer; Escape is the harmless one.
//!
//! Criteria
//! - The native `<dialog>`, opened as modal: focus goes in, stays in, and comes back where it was (2.1.2, 2.4.3).
//! - Named by its heading; focus begins on the answer that does no harm, Escape only closes it.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button};
use crate::components::note::paragraphs;
use crate::markup::{classed, watch};
use crate::platform;
use leptos::prelude::*;

/// One answer to a dialog.
#[derive(Clone, Copy)]
pub struct Answer {
    /// What it says.
    pub label: &'static str,
    /// How much weight it has.
    pub weight: Weight,
    /// What to do after closing.
    pub press: Callback<()>,
}

/// A question that has to be answered first, while `open` is true. `id` starts all ids; the first answer is the
/// harmless one, since focus begins there.
#[must_use]
pub fn dialog(id: &'static str, title: &str, words: &str, open: RwSignal<bool>, answers: &[Answer]) -> AnyView {
    watch(move || platform::dialog::set_open(id, open.get()));
    let mut foot = classed("footer", "kern-dialog__footer");
    for Answer { label, weight, press } in answers.iter().copied() {
        let press = Callback::new(move |()| {
            open.set(false);
            press.run(());
        });
        foot.child(button(label, weight, "", "", Does::Press(press)));
    }
    let title_id = [id, "-titel"].concat();
    let title = classed("h2", "kern-title kern-title--large").set("id", &title_id).text(title).view();
    classed("dialog", "kern-dialog")
        .set("id", id)
        .set("aria-labelledby", &title_id)
        .on("close", move |_| open.set(false))
        .child(classed("header", "kern-dialog__header").child(title).view())
        .child(classed("section", "kern-dialog__body").child(paragraphs(&[words])).view())
        .child(foot.view())
        .view()
}
