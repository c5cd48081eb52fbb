//! The native dialog. In: its id, whether it is open. Out: shown as modal, or closed.

use super::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

/// Opens a dialog as modal, or closes it; focus goes in and comes back by itself.
pub fn set_open(id: &str, open: bool) {
    let dialog =
        document().and_then(|document| document.get_element_by_id(id)).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        if !open {
            dialog.close();
        } else if !dialog.open() {
            let _ = dialog.show_modal();
        }
    }
}
