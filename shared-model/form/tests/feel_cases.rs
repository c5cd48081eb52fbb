//! The whole of FEEL against the cases of the DMN Technology Compatibility Kit, when the environment variable `VORDRUCK_FEEL_TCK`
//! names a file with one case a line: `{"suite", "case", "expr", "inputs", "expected"}`. `COVERAGE.md` beside the code says what
//! is left and why.

use serde_json::Value as Json;
use vordruck_form::feel::calculate::calculate;
use vordruck_form::feel::exchange::{from_json, to_json};
use vordruck_form::feel::{Number, Value};

/// Numbers agree when they differ by less than the cases are rounded; the order of entries does not matter.
fn agrees(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            let allowed = Number::parse("0.00000001").and_then(|part| part.times(left.magnitude()));
            left.minus(*right).zip(allowed).is_some_and(|(difference, allowed)| difference.magnitude() <= allowed)
        }
        (Value::List(left), Value::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| agrees(left, right))
        }
        (Value::Context(entries), Value::Context(others)) => {
            let same = |(name, value): &(String, Value)| right.entry(name).is_some_and(|other| agrees(value, other));
            entries.len() == others.len() && entries.iter().all(same)
        }
        (left, right) => left == right,
    }
}

#[test]
fn at_least_97_of_100_cases_of_the_compatibility_kit_agree() {
    let Ok(file) = std::env::var("VORDRUCK_FEEL_TCK") else {
        eprintln!("not run: VORDRUCK_FEEL_TCK names no file");
        return;
    };
    let moment = jiff::civil::date(2026, 11, 22).at(12, 0, 0, 0);
    let (mut all, mut agreed, mut with_value, mut agreed_with_value) = (0, 0, 0, 0);
    for line in std::fs::read_to_string(file).unwrap().lines() {
        let case: Json = serde_json::from_str(line).unwrap();
        let inputs = from_json(&case["inputs"]).unwrap();
        let Value::Context(inputs) = inputs else { panic!("{line}") };
        let calculated = calculate(case["expr"].as_str().unwrap(), &inputs, moment);
        // What is written has to be what is read.
        let result = from_json(&to_json(&calculated.value)).unwrap();
        let expected = from_json(&case["expected"]).unwrap();
        let sound = agrees(&expected, &result);
        all += 1;
        agreed += i32::from(sound);
        with_value += i32::from(!expected.is_null());
        agreed_with_value += i32::from(sound && !expected.is_null());
        if !sound {
            let (suite, name, text, faults) = (&case["suite"], &case["case"], &case["expr"], calculated.faults);
            eprintln!("{suite} {name}: {text}\n    expected {expected:?}\n    got      {result:?} {faults:?}");
        }
    }
    eprintln!("{agreed} of {all}, {agreed_with_value} of {with_value} that have a value");
    assert!(agreed * 100 >= all * 97 && agreed_with_value * 100 >= with_value * 97);
}
