//! Whether there is a connection. Out: the moment at which it may be worth trying again.

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Waits until the device says that it is connected again, and at most so long: devices don't notice every connection.
pub async fn again(at_most_millis: u32) {
    let waiting = RefCell::new(None);
    let over = Promise::new(&mut |resolve, _| {
        let (early, late) = (resolve.clone(), resolve);
        let listener = super::window().map(|window| EventListener::once(&window, "online", move |_| call(&early)));
        *waiting.borrow_mut() = Some((listener, Timeout::new(at_most_millis, move || call(&late))));
    });
    let _ = JsFuture::from(over).await;
}

fn call(resolve: &js_sys::Function) {
    let _ = resolve.call0(&JsValue::UNDEFINED);
}
