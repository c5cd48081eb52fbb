//! What the device is pointed at things with. Out: whether it is a finger, as the style sheets ask for it, too.

/// Whether the pointer is a finger; then nothing is dragged from another window, and there hardly is a keyboard.
#[must_use]
#[cfg(target_family = "wasm")]
pub fn is_finger() -> bool {
    use js_sys::{Function, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    let global = js_sys::global();
    let ask = || -> Option<bool> {
        let query: Function = Reflect::get(&global, &"matchMedia".into()).ok()?.dyn_into().ok()?;
        let answer: JsValue = query.call1(&global, &"(pointer: coarse)".into()).ok()?;
        Reflect::get(&answer, &"matches".into()).ok()?.as_bool()
    };
    ask().unwrap_or(false)
}

/// Outside of browsers there is none.
#[must_use]
#[cfg(not(target_family = "wasm"))]
pub fn is_finger() -> bool {
    false
}
