//! Entry of the module that makes the PDF copy.
use wasm_bindgen::prelude::wasm_bindgen;

/// The protocol version this module was built for.
#[wasm_bindgen]
pub fn protocol() -> String {
    "vd1".to_owned()
}

fn main() {}
