//! A short run of every target, the same each time. Longer ones: `cargo run --release -p vordruck-fuzz -- TARGET ROUNDS NUMBER`.

#![allow(clippy::panic, clippy::expect_used, missing_docs, reason = "tests")]

use vordruck_fuzz::targets::{TARGETS, target};
use vordruck_fuzz::{run, seeds};

fn stands(name: &str) {
    let target = target(name).unwrap_or_else(|| panic!("there is no target {name}"));
    assert!(!seeds(name).is_empty(), "{name} has seeds");
    if let Err(finding) = run(target, target.rounds, 1) {
        panic!("{name}: {}\n{:?}", finding.message, String::from_utf8_lossy(&finding.bytes));
    }
}

#[test]
fn definitions_are_compiled_or_diagnosed() {
    stands("definition");
}

#[test]
fn published_code_lists_are_read_or_diagnosed() {
    stands("code-list");
}

#[test]
fn expressions_are_calculated_or_null() {
    stands("feel");
}

#[test]
fn compiled_forms_are_read_or_refused() {
    stands("compiled");
}

#[test]
fn answers_are_validated_or_refused() {
    stands("answers");
}

#[test]
fn schemas_are_imported_or_diagnosed() {
    stands("xdf");
}

#[test]
fn models_are_imported_or_diagnosed() {
    stands("bpmn");
}

#[test]
fn the_seed_of_answers_is_valid_for_the_first_definition() {
    let source = String::from_utf8(seeds("definition").remove(0)).expect("it is text");
    let form = vordruck_form::compile::check("process.xml", &source, &[]).form.expect("it compiles");
    let received: vordruck_form::validate::ReceivedAnswers = serde_json::from_slice(&seeds("answers")[0]).expect("it is JSON");
    let moment = vordruck_form::journey::Moment { local: jiff::civil::date(2026, 5, 1).at(10, 0, 0, 0) };
    let result = received.validate(&std::sync::Arc::new(form), moment);
    assert!(result.is_ok(), "{:?}", result.err());
}

#[test]
fn every_target_has_a_test_here() {
    let tested = ["definition", "code-list", "feel", "compiled", "answers", "xdf", "bpmn"];
    assert!(TARGETS.iter().all(|target| tested.contains(&target.name)) && TARGETS.len() == tested.len());
}

fn too_long(bytes: &[u8]) -> bool {
    assert!(bytes.len() < 100, "too long");
    true
}

#[test]
fn a_target_that_panics_is_found() {
    let target = vordruck_fuzz::targets::Target { name: "feel", run: too_long, dictionary: &["abc"], rounds: 0 };
    let finding = run(&target, 10_000, 1).expect_err("inputs grow");
    assert!(finding.bytes.len() >= 100 && finding.message.contains("too long"));
}
