//! Copying and printing.

use super::window;
use wasm_bindgen_futures::JsFuture;

/// Copies a text; false when the browser refuses or can't, so that the page can say how to do it by hand.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // `navigator.clipboard` is undefined outside of secure contexts, e.g. on plain http in a local network.
    if !window.is_secure_context() {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}
