//! What authors and applicants wait for, at 100, 1 000 and 10 000 fields: compiling, which grows with the form, and changing an answer,
//! which grows with what depends on it. `cargo bench -p vordruck-form --features compile`

#![expect(clippy::unwrap_used, reason = "a benchmark that cannot go on measures nothing")]

mod large;

use divan::{Bencher, black_box};
use jiff::civil::date;
use std::sync::Arc;
use vordruck_form::answers::{AnswerPath, Answers, RawAnswer};
use vordruck_form::compile::check;
use vordruck_form::compiled::GroupIndex;
use vordruck_form::journey::{FormState, Moment};

const FIELDS: [usize; 3] = [100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn state(fields: usize) -> FormState {
    let form = check("process.xml", &large::definition(fields), &[]).form.unwrap();
    FormState::new(Arc::new(form), Answers::default(), Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) })
}

/// From the text of a definition to the form, with all checks.
#[divan::bench(args = FIELDS, sample_count = 20)]
fn compile_a_definition(bencher: Bencher<'_, '_>, fields: usize) {
    let definition = large::definition(fields);
    bencher.bench(|| check("process.xml", black_box(&definition), &[]));
}

/// A form that was loaded, with nothing answered yet.
#[divan::bench(args = FIELDS, sample_count = 20)]
fn start_an_application(bencher: Bencher<'_, '_>, fields: usize) {
    let form = Arc::clone(state(fields).form());
    let moment = Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) };
    bencher.bench(|| FormState::new(Arc::clone(&form), Answers::default(), moment));
}

/// An answer on which the visibility of one field depends.
#[divan::bench(args = FIELDS)]
fn change_an_answer(bencher: Bencher<'_, '_>, fields: usize) {
    let mut state = state(fields);
    let mut codes = ["c3", "c4"].into_iter().cycle();
    bencher.bench_local(|| state.set(AnswerPath::of("w20"), RawAnswer::Text(codes.next().unwrap_or_default().to_owned())));
}

/// An answer in one row of many; a sum over all rows depends on it, and in its own row whether a field is shown.
#[divan::bench(args = [10, 200])]
fn change_an_answer_in_a_row(bencher: Bencher<'_, '_>, rows: usize) {
    let form = check("process.xml", &large::rows(), &[]).form.unwrap();
    let mut state = FormState::new(Arc::new(form), Answers::default(), Moment { local: date(2026, 11, 22).at(12, 0, 0, 0) });
    (0..rows).for_each(|_| drop(state.add_row(GroupIndex(0)).unwrap()));
    let mut ages = ["5", "7"].into_iter().cycle();
    bencher.bench_local(|| state.set(AnswerPath::of("kinder[3].alter"), RawAnswer::Text(ages.next().unwrap_or_default().to_owned())));
}

/// Everything that is wrong on a page of twenty fields.
#[divan::bench(args = FIELDS)]
fn check_a_page(bencher: Bencher<'_, '_>, fields: usize) {
    let state = state(fields);
    let page = state.pages().into_iter().nth(1).unwrap();
    bencher.bench_local(|| state.page_errors(black_box(page)));
}
