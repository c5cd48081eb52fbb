//! Leaving the page. The browser asks before it closes, but only while something would be lost.

use super::window;
use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::BeforeUnloadEvent;

/// Has the browser ask before the page is left, whenever `would_lose` says so.
pub fn ask_when(would_lose: impl Fn() -> bool + 'static) {
    if let Some(window) = window() {
        EventListener::new_with_options(&window, "beforeunload", EventListenerOptions::enable_prevent_default(), move |event| {
            if would_lose() {
                event.prevent_default();
                if let Some(event) = event.dyn_ref::<BeforeUnloadEvent>() {
                    // Chromium before 119 asks only if this is set; the text is never shown.
                    event.set_return_value("1");
                }
            }
        })
        .forget();
    }
}
