//! The address bar and the history. In: where the applicant is. Out: where they want to be. The path stays that of the start
//! page: a place in the form is only in the history's state, so that neither address nor history list tell anything.

use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The fragment without `#`, taken out of the address bar and the history before anything else is done.
#[must_use]
pub fn take_fragment() -> String {
    let Some(window) = window() else { return String::new() };
    let location = window.location();
    let fragment = location.hash().unwrap_or_default();
    if fragment.len() > 1
        && let (Ok(path), Ok(search), Ok(history)) = (location.pathname(), location.search(), window.history())
    {
        // Without its argument the address stays; with it the fragment is gone from the entry, too.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&[path, search].concat()));
    }
    fragment.trim_start_matches('#').to_owned()
}

/// The path of the page.
#[must_use]
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// Scheme, host and port.
#[must_use]
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Adds an entry to the history.
pub fn push(place: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::from_str(place), "", None);
    }
}

/// Names the present entry of the history.
pub fn replace(place: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::from_str(place), "", None);
    }
}

/// Whether the address says which language.
#[must_use]
pub fn names_language() -> bool {
    window().and_then(|window| window.location().search().ok()).is_some_and(|search| search.contains("lang="))
}

/// Writes a language into the address: who reloads or shares it comes back to that language.
pub fn set_language(tag: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let state = history.state().unwrap_or(JsValue::NULL);
        let _ = history.replace_state_with_url(&state, "", Some(&[&path(), "?lang=", tag].concat()));
    }
}

/// Calls with the place of the entry the applicant went to, by the back button or the forward button, as long as the page lives.
pub fn on_travel(mut arrived: impl FnMut(String) + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "popstate", move |_| arrived(place())).forget();
    }
}

/// Leaves the page for another of the same host, leaving no way back to it.
pub fn leave_for(path: &str) {
    if let Some(window) = window() {
        let _ = window.location().replace(path);
    }
}

/// Links in an element the public side has written lead on with the fragment that was taken out of the address: who changes the language on the
/// page a link leads to does not lose the link. As long as the page lives.
pub fn lead_on_with(selector: &str, fragment: impl Fn() -> String + 'static) {
    let Some(element) = super::page::first(selector) else { return };
    EventListener::new_with_options(&element, "click", EventListenerOptions::enable_prevent_default(), move |event| {
        let clicked = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = clicked.and_then(|element| element.closest("a[href]").ok().flatten()).and_then(|link| link.get_attribute("href"));
        let (Some(href), Some(window), fragment) = (link, window(), fragment()) else { return };
        if fragment.is_empty() {
            return;
        }
        event.prevent_default();
        let location = window.location();
        // To where one is already, the browser would not go, and the fragment would stay in the address.
        if href != [path(), location.search().unwrap_or_default()].concat() {
            let _ = location.set_href(&[&href, "#", &fragment].concat());
        }
    })
    .forget();
}

/// Loads the page again.
pub fn reload() {
    if let Some(window) = window() {
        let _ = window.location().reload();
    }
}

/// The place of the present entry of the history; empty when it names none.
#[must_use]
pub fn place() -> String {
    window()
        .and_then(|window| window.history().ok())
        .and_then(|history| history.state().ok())
        .and_then(|state| state.as_string())
        .unwrap_or_default()
}
