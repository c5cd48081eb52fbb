//! Buttons, links that look like buttons' neighbours, icons. In: a label, what to do. Out: the wish to do it.
//!
//! Criteria
//! - Every button has a visible label that is its name (2.5.3); icons are decoration (1.1.1).
//! - While busy it keeps focus and its name, says `aria-busy`, and does nothing when pressed again.
//! - Target 44 px (2.5.5, by the stylesheet).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, el, said};
use leptos::prelude::*;

/// How much weight a button has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// The one thing to do on a page.
    Primary,
    /// Another way on.
    Secondary,
    /// Beside something.
    Tertiary,
}

/// What a button does.
#[derive(Clone, Copy)]
pub enum Does {
    /// Something.
    Press(Callback<()>),
    /// Something, unless it is being done already.
    Start(Callback<()>, RwSignal<bool>),
    /// Sends the form around it, as Enter in any of its inputs does.
    Submit,
    /// The same, and it can be seen while it is being done. Who hears the form guards against doing it twice.
    SubmitSlowly(RwSignal<bool>),
}

/// An icon beside a text that says the same.
#[must_use]
pub fn icon(name: &str) -> AnyView {
    el("span").set("class", &["kern-icon kern-icon--", name].concat()).set("aria-hidden", "true").view()
}

/// A button. `symbol` and `id` may be empty.
#[must_use]
pub fn button(label: &str, weight: Weight, symbol: &str, id: &str, does: Does) -> AnyView {
    button_about(label, "", weight, symbol, id, does)
}

/// A button whose label is followed by words for people who don't see what it stands beside.
#[must_use]
pub fn button_about(label: &str, about: &str, weight: Weight, symbol: &str, id: &str, does: Does) -> AnyView {
    let class = match weight {
        Weight::Primary => "kern-btn kern-btn--primary",
        Weight::Secondary => "kern-btn kern-btn--secondary",
        Weight::Tertiary => "kern-btn kern-btn--tertiary",
    };
    let (kind, busy) = match does {
        Does::Press(_) => ("button", None),
        Does::Start(_, busy) => ("button", Some(busy)),
        Does::Submit => ("submit", None),
        Does::SubmitSlowly(busy) => ("submit", Some(busy)),
    };
    let mut words = classed("span", "kern-label");
    words.text(label);
    if !about.is_empty() {
        words.child(said("span", "kern-sr-only", about));
    }
    let mut element = classed("button", class);
    element.set("type", kind).set_some("id", id);
    if let Some(busy) = busy {
        element.live("aria-busy", move || busy.get().then(|| "true".to_owned()));
    }
    if let Does::Press(press) | Does::Start(press, _) = does {
        element.on("click", move |_| {
            if !busy.is_some_and(|busy| busy.get_untracked()) {
                press.run(());
            }
        });
    }
    if !symbol.is_empty() {
        element.child(icon(symbol));
    }
    element.child(words.view()).view()
}

/// A link that does something within the page; its address is where it leads without script. `about` is said after the label, to
/// people who don't see what it stands beside; it and `symbol` may be empty.
#[must_use]
pub fn action_link(label: &str, about: &str, symbol: &str, href: &str, class: &'static str, press: Callback<()>) -> AnyView {
    let mut link = classed("a", class);
    link.set("href", href).on("click", move |event| {
        event.prevent_default();
        press.run(());
    });
    if !symbol.is_empty() {
        link.child(icon(symbol));
    }
    link.text(label);
    if !about.is_empty() {
        link.child(classed("span", "kern-sr-only").text(": ").text(about).view());
    }
    link.view()
}

/// An icon, for leptos' macro.
#[component]
pub fn Icon(
    /// Name of the icon in KERN.
    name: &'static str,
) -> impl IntoView {
    icon(name)
}

/// A button, for leptos' macro.
#[component]
pub fn Button(
    /// What it does.
    label: String,
    /// Said after the label, to people who don't see what it stands beside.
    #[prop(optional)]
    about: Option<String>,
    /// How much weight it has.
    weight: Weight,
    /// An icon before the label.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Its id, if focus must find it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Whether it sends the form around it; then the form does it, and Enter in any input, too.
    #[prop(optional)]
    submit: bool,
    /// Whether what it does is being done.
    #[prop(optional)]
    busy: Option<RwSignal<bool>>,
    /// What to do.
    #[prop(optional)]
    press: Option<Callback<()>>,
) -> impl IntoView {
    let does = match (submit, busy, press) {
        (false, None, Some(press)) => Does::Press(press),
        (false, Some(busy), Some(press)) => Does::Start(press, busy),
        (_, Some(busy), _) => Does::SubmitSlowly(busy),
        _ => Does::Submit,
    };
    button_about(&label, about.as_deref().unwrap_or_default(), weight, icon.unwrap_or_default(), id.unwrap_or_default(), does)
}
