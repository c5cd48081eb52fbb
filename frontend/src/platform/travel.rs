//! Addresses that mean something: of pages that people bookmark, share and reload. In: where to go. Out: where one is.

use super::window;
use gloo::events::EventListener;
use wasm_bindgen::JsValue;

/// Path and query of the page, `/eingang/7` and `?state=new`.
#[must_use]
pub fn here() -> (String, String) {
    let Some(location) = window().map(|window| window.location()) else { return Default::default() };
    (location.pathname().unwrap_or_default(), location.search().unwrap_or_default())
}

/// Goes to an address of the app.
pub fn go(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Goes to an address of the app, leaving no way back to this one.
pub fn go_instead(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Calls whenever the back or forward button was used.
pub fn on_travel(mut arrived: impl FnMut() + 'static) {
    if let Some(window) = window() {
        EventListener::new(&window, "popstate", move |_| arrived()).forget();
    }
}
