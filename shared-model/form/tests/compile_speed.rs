//! Checking is fast enough to run at every save: 1 000 fields with 400 conditions well under 100 ms in a release build. Unoptimised
//! builds are about twenty times slower, so they only guard against work that grows with the square. A change costs what depends on it,
//! however large the form is. `cargo bench -p vordruck-form --all-features` measures both.

#[path = "../benches/speed/large.rs"]
mod large;

use jiff::civil::date;
use large::definition;
use std::sync::Arc;
use std::time::{Duration, Instant};
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compile::check;
use vordruck_form::journey::{FormState, Moment};

fn fastest(source: &str) -> Duration {
    let run = || {
        let start = Instant::now();
        let compiled = check("process.xml", source, &[]);
        let took = start.elapsed();
        assert!(compiled.form.is_some(), "{:?}", compiled.diagnostics.first());
        took
    };
    (0..5).map(|_| run()).min().unwrap_or_default()
}

#[test]
fn a_thousand_fields_are_checked_in_under_100_ms() {
    let took = fastest(&definition(1_000));
    let limit = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 100 });
    assert!(took < limit, "{took:?}");
}

#[test]
fn time_grows_with_the_form_and_not_with_its_square() {
    let (small, large) = (fastest(&definition(500)), fastest(&definition(4_000)));
    assert!(large < small * 30, "8 times the fields took {large:?} instead of {small:?}");
}

#[test]
fn a_change_evaluates_as_much_in_ten_thousand_fields_as_in_a_hundred() {
    let evaluations = |fields: usize| {
        let form = Arc::new(check("process.xml", &definition(fields), &[]).form.unwrap());
        let mut state = FormState::new(form, Answers::default(), Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) });
        let before = state.evaluations();
        let changes = state.set(AnswerPath::of("w20"), RawAnswer::Text("c3".to_owned()));
        (state.evaluations() - before, changes.fields.len())
    };
    let small = evaluations(100);
    assert_eq!(small, (1, 1), "one condition reads it, and one field appears");
    assert_eq!(evaluations(10_000), small);
}
