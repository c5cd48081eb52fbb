//! Sealing and opening as the other rooms see it. Runs natively and, with `wasm-bindgen-test-runner`, in WebAssembly: `./wasm-test`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs, reason = "tests")]

mod at_rest;
mod drafts;
mod fixtures;
#[cfg(not(target_arch = "wasm32"))]
mod graph;
mod keys;
mod pin;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod relay;
mod secrets;
mod sizes;
mod submissions;
mod tokens;
mod vectors;
