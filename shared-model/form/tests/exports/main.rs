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
    option_env!("VORDRUCK_ANSWER_SETS").map_or(16, |count| count.parse().expect("VORDRUCK_ANSWER_SETS is a number"))
}

/// All answer sets of a form, numbered. Each wrong answer alone is tried where every type of field is; with many sets, everywhere.
#[cfg(not(target_arch = "wasm32"))]
fn all_sets(
    form: &std::sync::Arc<vordruck_form::compiled::CompiledForm>,
) -> impl Iterator<Item = (u64, vordruck_form::journey::FormState)> {
    let alone = if form.id == "voll-staendig" || sets() >= 1_000 { generate::wrong_alone(form) } else { Vec::new() };
    (0..).zip((0..sets()).map(|seed| generate::answer_set(form, seed)).chain(alone))
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
