//! Where the focus is. In: an element's id. Out: focus there, after the screen has been drawn.

use super::document;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Moves focus to an element that is there already.
pub fn to(id: &str) -> bool {
    element(id).is_some_and(|element| element.focus().is_ok())
}

/// Moves focus to an element that is about to be drawn.
pub fn soon(id: &str) {
    let id = id.to_owned();
    Timeout::new(0, move || {
        to(&id);
    })
    .forget();
}

/// Moves focus to an element that is about to be drawn, unless whoever is at the screen has moved it on from another one meanwhile.
pub fn soon_from(present: &str, id: &str) {
    let (present, id) = (present.to_owned(), id.to_owned());
    Timeout::new(0, move || {
        let has_focus = document().and_then(|document| document.active_element()).is_some_and(|element| element.id() == present);
        if has_focus {
            to(&id);
        }
    })
    .forget();
}

/// Moves focus to the heading of a new page and shows the page from its top.
pub fn to_top(id: &str) {
    let id = id.to_owned();
    Timeout::new(0, move || {
        if let Some(window) = super::window() {
            window.scroll_to_with_x_and_y(0.0, 0.0);
        }
        to(&id);
    })
    .forget();
}

fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}
