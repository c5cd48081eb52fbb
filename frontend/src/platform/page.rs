//! The document around the app: title, language, the start page the public side has written.

use super::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The title of the document.
#[must_use]
pub fn title() -> String {
    document().map(|document| document.title()).unwrap_or_default()
}

/// Sets the title of the document.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets the language of the document (BCP 47).
pub fn set_language(language: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", language);
    }
}

/// The language of the document.
#[must_use]
pub fn language() -> String {
    document().and_then(|document| document.document_element()).and_then(|root| root.get_attribute("lang")).unwrap_or_default()
}

/// An element of the page by its id.
#[must_use]
pub fn element(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// A `data-…` attribute of an element.
#[must_use]
pub fn data(id: &str, name: &str) -> Option<String> {
    element(id)?.get_attribute(&["data-", name].concat()).filter(|value| !value.is_empty())
}

/// The first element a selector finds.
#[must_use]
pub fn first(selector: &str) -> Option<HtmlElement> {
    document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Replaces the text of the first element a selector finds.
pub fn write(selector: &str, text: &str) {
    if let Some(element) = first(selector) {
        element.set_text_content(Some(text));
    }
}

/// Takes the first element a selector finds out of the page.
pub fn remove(selector: &str) {
    if let Some(element) = first(selector) {
        element.remove();
    }
}

/// Sets or takes a class of an element.
pub fn toggle_class(id: &str, class: &str, on: bool) {
    if let Some(element) = element(id) {
        let _ = element.class_list().toggle_with_force(class, on);
    }
}

/// Shows or hides an element the public side has written.
pub fn show(id: &str, shown: bool) {
    if let Some(element) = element(id) {
        let _ = element.toggle_attribute_with_force("hidden", !shown);
    }
}
