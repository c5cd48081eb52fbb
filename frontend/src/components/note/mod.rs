//! Static text: plain, or framed as a note. In: paragraphs and how they are meant. Out: nothing.
//!
//! Criteria
//! - How it is meant is said in words and icon, not by colour alone (1.4.1).
//! - No `role="alert"`: a note that appears is announced by the live region like everything else (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::icon;
use crate::markup::{classed, said, several};
use leptos::prelude::*;

/// How a note is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// To be heeded.
    Warning,
    /// It went well.
    Success,
    /// It went wrong, or can't go on.
    Danger,
}

/// A framed note. `id` may be empty; with one, focus can be moved there.
#[must_use]
pub fn note<T: AsRef<str>>(tone: Tone, title: &str, id: &str, texts: &[T]) -> AnyView {
    note_with(tone, title, id, paragraphs(texts))
}

/// A framed note with any body: paragraphs, what can be done about it.
#[must_use]
pub fn note_with(tone: Tone, title: &str, id: &str, body: AnyView) -> AnyView {
    let (class, symbol) = match tone {
        Tone::Info => ("kern-alert kern-alert--info", "info"),
        Tone::Warning => ("kern-alert kern-alert--warning", "warning"),
        Tone::Success => ("kern-alert kern-alert--success", "success"),
        Tone::Danger => ("kern-alert kern-alert--danger", "danger"),
    };
    let head = classed("div", "kern-alert__header").child(icon(symbol)).child(said("h2", "kern-title", title)).view();
    let mut frame = classed("div", class);
    if !id.is_empty() {
        frame.set("id", id).set("tabindex", "-1");
    }
    frame.child(head).child(classed("div", "kern-alert__body vd-flow vd-flow--tight").child(body).view()).view()
}

/// Plain paragraphs.
#[must_use]
pub fn paragraphs<T: AsRef<str>>(texts: &[T]) -> AnyView {
    let mut lines = several();
    for text in texts {
        lines.and(said("p", "kern-body", text.as_ref()));
    }
    lines.view()
}

/// A framed note, for leptos' macro.
#[component]
pub fn Note(
    /// How it is meant.
    tone: Tone,
    /// Its heading.
    title: String,
    /// An id, if focus must find it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it says.
    paragraphs: Vec<String>,
    /// What can be done about it.
    #[prop(optional)]
    action: Option<AnyView>,
) -> impl IntoView {
    let mut body = several();
    body.and(self::paragraphs(&paragraphs));
    if let Some(action) = action {
        body.and(action);
    }
    note_with(tone, &title, id.unwrap_or_default(), body.view())
}
