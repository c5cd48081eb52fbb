//! What stands in an input, and what of a list can be seen. In: an id. Out: the browser's doing.

use super::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Puts a text into an input, in place of what was typed.
pub fn write(id: &str, text: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else { return };
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}

/// Scrolls an element of a list into sight, and no further.
pub fn reveal(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let least = ScrollIntoViewOptions::new();
        least.set_block(ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&least);
    }
}

/// The key of a keyboard's event, and whether it was pressed together with Alt.
#[must_use]
pub fn key(event: &web_sys::Event) -> Option<(String, bool)> {
    event.dyn_ref::<KeyboardEvent>().map(|event| (event.key(), event.alt_key()))
}
