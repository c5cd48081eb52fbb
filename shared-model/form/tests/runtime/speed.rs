//! What a change costs. Measured on demand: `cargo test --release -p vordruck-form --test runtime -- --ignored --nocapture speed`.

use crate::build::*;
use crate::journey::large;
use std::time::Instant;
use vordruck_form::compiled::CompiledForm;

fn microseconds_of_a_change(form: CompiledForm) -> f64 {
    let mut state = start(form);
    let rounds = 20_000_u32;
    let begin = Instant::now();
    for round in 0..rounds {
        let text = if round / 200 % 2 == 0 { "ja" } else { "nein" };
        state.set(path(&format!("f{}", round % 200)), typed(text));
    }
    begin.elapsed().as_secs_f64() * 1e6 / f64::from(rounds)
}

#[test]
#[ignore = "measures; run it in release"]
#[expect(clippy::print_stdout, reason = "its output is what it is for")]
fn a_change_in_a_thousand_fields_takes_less_than_a_millisecond() {
    let begin = Instant::now();
    let state = start(large());
    let starting = begin.elapsed().as_secs_f64() * 1e6;
    let change = microseconds_of_a_change(large());
    let begin = Instant::now();
    let errors = state.all_errors().len();
    println!("start {starting:.0} µs, change {change:.2} µs, all errors ({errors}) {:.0} µs", begin.elapsed().as_secs_f64() * 1e6);
    assert!(change < 1000.0);
}
