//! Entry of the worker that derives keys and seals.
use wasm_bindgen::prelude::wasm_bindgen;

/// The protocol version this worker speaks.
#[wasm_bindgen]
pub fn protocol() -> String {
    "vd1".to_owned()
}

fn main() {}
