//! A question that has to be answered first. In: title, text, answers. Out: the answer; Escape is the harmless one.
//!
//! Criteria
//! - The native `<dialog>`, opened as modal: focus goes in, stays in, and comes back where it was (2.1.2, 2.4.3).
//! - Named by its heading; Escape and the last button do nothing but close it.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Button, Weight};
use crate::components::note::paragraphs;
use leptos::html;
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
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        if let Some(dialog) = node.get() {
            if !open.get() {
                dialog.close();
            } else if !dialog.open() {
                let _ = dialog.show_modal();
            }
        }
    });
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
    let labelled_by = title_id.clone();
    view! {
        <dialog class="kern-dialog" id=id aria-labelledby=labelled_by node_ref=node on:close=move |_| open.set(false)>
            <header class="kern-dialog__header"><h2 class="kern-title kern-title--large" id=title_id>{title}</h2></header>
            <section class="kern-dialog__body">{paragraphs(vec![text.to_owned()])}</section>
            <footer class="kern-dialog__footer">{buttons}</footer>
        </dialog>
    }
    .into_any()
}
