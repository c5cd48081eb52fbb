//! Buttons, links that look like buttons' neighbours, icons. In: a label, what to do. Out: the wish to do it.
//!
//! Criteria
//! - Every button has a visible label that is its name (2.5.3); icons are decoration (1.1.1).
//! - While busy it keeps focus and its name, says `aria-busy`, and does nothing when pressed again.
//! - Target 44 px (2.5.5, by the stylesheet).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::markup::{classed, el};
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

/// An icon beside a text that says the same.
#[must_use]
pub fn icon(name: &'static str) -> AnyView {
    el("span").put("class", ["kern-icon kern-icon--", name].concat()).set("aria-hidden", "true").view()
}

/// An icon beside a text that says the same.
#[component]
pub fn Icon(
    /// Name of the icon in KERN.
    name: &'static str,
) -> impl IntoView {
    icon(name)
}

/// A button.
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
    let class = match weight {
        Weight::Primary => "kern-btn kern-btn--primary",
        Weight::Secondary => "kern-btn kern-btn--secondary",
        Weight::Tertiary => "kern-btn kern-btn--tertiary",
    };
    let is_busy = move || busy.is_some_and(|busy| busy.get());
    let pressed = move |_| {
        if let Some(press) = press
            && !busy.is_some_and(|busy| busy.get_untracked())
        {
            press.run(());
        }
    };
    let mut words = vec![label.into_any()];
    if let Some(about) = about {
        words.push(classed("span", "kern-sr-only").text(about).view());
    }
    classed("button", class)
        .set("type", if submit { "submit" } else { "button" })
        .put_some("id", id.map(str::to_owned))
        .live("aria-busy", move || is_busy().then(|| "true".to_owned()))
        .on("click", pressed)
        .child_some(icon.map(self::icon))
        .child(classed("span", "kern-label").children(words).view())
        .view()
}

/// A link that does something within the page; its address is where it leads without script.
#[component]
pub fn ActionLink(
    /// What it does.
    label: String,
    /// Said after the label, to people who don't see what it stands beside.
    #[prop(optional)]
    about: Option<String>,
    /// An icon before the label.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// Where it leads.
    href: String,
    /// Classes.
    class: &'static str,
    /// What to do instead of following it.
    press: Callback<()>,
) -> impl IntoView {
    let pressed = move |event: leptos::ev::Event| {
        event.prevent_default();
        press.run(());
    };
    classed("a", class)
        .put("href", href)
        .on("click", pressed)
        .child_some(icon.map(self::icon))
        .text(label)
        .child_some(about.map(|about| classed("span", "kern-sr-only").words(": ").text(about).view()))
        .view()
}
