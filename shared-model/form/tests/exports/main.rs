//! What leaves says the same as validation. Answer sets are generated for every definition that ships and for one with every type
//! of field; `VORDRUCK_ANSWER_SETS` says how many for each, when the tests are compiled. In WebAssembly only what both sides have to
//! agree about runs.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[cfg(not(target_arch = "wasm32"))]
mod csv;
mod generate;
mod parity;
mod processes;
#[cfg(not(target_arch = "wasm32"))]
mod schema;
#[cfg(not(target_arch = "wasm32"))]
mod xml;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// Answer sets for each definition. Few enough by default to leave the ordinary tests quick.
fn sets() -> u64 {
    option_env!("VORDRUCK_ANSWER_SETS").map_or(24, |count| count.parse().expect("VORDRUCK_ANSWER_SETS is a number"))
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::print_stdout, reason = "two runs are compared by what they print")]
fn say(line: &str) {
    println!("{line}");
}

#[cfg(target_arch = "wasm32")]
fn say(line: &str) {
    wasm_bindgen_test::console_log!("{line}");
}
