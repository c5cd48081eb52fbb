//! What the public side has written around the app. In: the address of the same page in another language. Out: those parts of it in place of the ones there.
//! The page comes as a document, so that no text is ever made markup here.

use super::document;
use js_sys::{Function, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, XmlHttpRequest, XmlHttpRequestResponseType};

/// A page of the public side.
pub struct Page(Document);

/// Fetches a page of our own host; none when it did not come.
pub async fn fetch(address: &str) -> Option<Page> {
    let request = XmlHttpRequest::new().ok()?;
    request.open("GET", address).ok()?;
    request.set_response_type(XmlHttpRequestResponseType::Document);
    let over = Promise::new(&mut |done: Function, _| {
        request.set_onloadend(Some(&done));
        let _ = request.send();
    });
    let _ = JsFuture::from(over).await;
    (request.status() == Ok(200)).then_some(())?;
    Some(Page(request.response().ok()?.dyn_into().ok()?))
}

impl Page {
    /// Its title.
    #[must_use]
    pub fn title(&self) -> String {
        self.0.title()
    }

    /// Takes over what an element of it says in a `data-…` attribute.
    pub fn take_over_data(&self, id: &str, name: &str) {
        let name = ["data-", name].concat();
        let Some(here) = document().and_then(|page| page.get_element_by_id(id)) else { return };
        if let Some(value) = self.0.get_element_by_id(id).and_then(|there| there.get_attribute(&name)) {
            let _ = here.set_attribute(&name, &value);
        }
    }

    /// Puts an element of it in the place of the one that is there. What somebody is in stays: focus would be lost with it.
    pub fn take_over(&self, selector: &str) {
        let Some(page) = document() else { return };
        let find = |document: &Document| document.query_selector(selector).ok().flatten();
        let (Some(old), Some(new)) = (find(&page), find(&self.0)) else { return };
        if old.contains(page.active_element().as_deref()) {
            return;
        }
        let _ = new.toggle_attribute_with_force("hidden", old.has_attribute("hidden"));
        let _ = old.replace_with_with_node_1(&new);
    }
}
