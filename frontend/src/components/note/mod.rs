//! Static text: plain, or framed as a note. In: paragraphs and how they are meant. Out: nothing.
//!
//! Criteria
//! - How it is meant is said in words and icon, not by colour alone (1.4.1).
//! - No `role="alert"`: a note that appears is announced by the live region like everything else (4.1.3).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::icon;
use crate::markup::classed;
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

/// A framed note.
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
    let (class, icon) = match tone {
        Tone::Info => ("kern-alert kern-alert--info", "info"),
        Tone::Warning => ("kern-alert kern-alert--warning", "warning"),
        Tone::Success => ("kern-alert kern-alert--success", "success"),
        Tone::Danger => ("kern-alert kern-alert--danger", "danger"),
    };
    let head = classed("div", "kern-alert__header").child(self::icon(icon)).child(classed("h2", "kern-title").text(title).view());
    let body = classed("div", "kern-alert__body vd-flow vd-flow--tight").children(lines(paragraphs)).child_some(action);
    classed("div", class)
        .put_some("id", id.map(str::to_owned))
        .put_some("tabindex", id.map(|_| "-1".to_owned()))
        .child(head.view())
        .child(body.view())
        .view()
}

/// Plain paragraphs.
#[must_use]
pub fn paragraphs(texts: Vec<String>) -> AnyView {
    lines(texts).into_any()
}

fn lines(texts: Vec<String>) -> Vec<AnyView> {
    texts.into_iter().map(|text| classed("p", "kern-body").text(text).view()).collect()
}
