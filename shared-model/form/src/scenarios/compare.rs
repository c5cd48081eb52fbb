//! What was expected against what came. In: a scenario, its outcome. Out: differences, each with the line that expected something else.

use super::outcome::{OPEN, Outcome};
use super::scenario::Scenario;
use crate::feel::Number;
use serde_json::Value as Json;

/// What a difference is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subject {
    /// The pages passed.
    Pages,
    /// A field that should be shown.
    Shown(String),
    /// A field that should be hidden.
    Hidden(String),
    /// What is wrong with a field.
    Error(String),
    /// The page at which it does not go on.
    Stopped,
    /// Whether the form is open.
    Opening,
    /// The fee.
    Fee,
    /// The value of a field.
    Value(String),
    /// What is handed on, at a JSON pointer (RFC 6901).
    Export(String),
}

/// Something else came than was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// About what.
    pub subject: Subject,
    /// The line of the expectation.
    pub line: usize,
    /// What was expected; none = nothing.
    pub expected: Option<String>,
    /// What came; none = nothing.
    pub came: Option<String>,
}

/// How a scenario writes that there is nothing.
pub(super) const NONE: &str = "none";

/// All differences, in the order of the file's keys.
pub(super) fn differences(scenario: &Scenario, outcome: &Outcome) -> Vec<Difference> {
    let mut found = Vec::new();
    let expected = &scenario.expected;
    if let Some(pages) = expected.pages.as_ref().filter(|pages| pages.value != outcome.pages) {
        let list = |pages: &[String]| Some(pages.join(", "));
        found.push(Difference { subject: Subject::Pages, line: pages.line, expected: list(&pages.value), came: list(&outcome.pages) });
    }
    for path in expected.shown.value.iter().filter(|path| !outcome.shown.contains(*path)) {
        found.push(difference(Subject::Shown(path.clone()), expected.shown.line, Some("shown"), Some("hidden")));
    }
    for path in expected.hidden.value.iter().filter(|path| outcome.shown.contains(*path)) {
        found.push(difference(Subject::Hidden(path.clone()), expected.hidden.line, Some("hidden"), Some("shown")));
    }
    errors(scenario, outcome, &mut found);
    let (wanted, came) =
        (expected.stopped.as_ref().map(|page| page.value.as_str()).filter(|page| *page != NONE), outcome.stopped.as_deref());
    if wanted != came {
        found.push(difference(Subject::Stopped, expected.stopped.as_ref().map_or(expected.line, |page| page.line), wanted, came));
    }
    let (wanted, line) = expected.opening.as_ref().map_or((OPEN, expected.line), |opening| (opening.value.as_str(), opening.line));
    if wanted != outcome.opening {
        found.push(difference(Subject::Opening, line, Some(wanted), Some(outcome.opening)));
    }
    if let Some(fee) = expected.fee.as_ref().filter(|fee| !is_same(&fee.value, outcome.fee.as_deref())) {
        found.push(difference(Subject::Fee, fee.line, Some(&fee.value), Some(outcome.fee.as_deref().unwrap_or(NONE))));
    }
    for (path, value) in &expected.values {
        let came = outcome.values.get(path).map(String::as_str);
        if !is_same(&value.value, came) {
            found.push(difference(Subject::Value(path.clone()), value.line, Some(&value.value), Some(came.unwrap_or(NONE))));
        }
    }
    export(scenario, outcome, &mut found);
    found
}

fn difference(subject: Subject, line: usize, expected: Option<&str>, came: Option<&str>) -> Difference {
    Difference { subject, line, expected: expected.map(str::to_owned), came: came.map(str::to_owned) }
}

/// Nothing else may be wrong than what is expected.
fn errors(scenario: &Scenario, outcome: &Outcome, found: &mut Vec<Difference>) {
    let expected = &scenario.expected;
    let came = |path: &str| outcome.errors.iter().find(|(at, _)| at == path).map(|(_, kind)| kind.as_str());
    for (path, kind) in &expected.errors {
        let came = came(path);
        if came != Some(kind.value.as_str()) {
            found.push(difference(Subject::Error(path.clone()), kind.line, Some(&kind.value), came));
        }
    }
    for (path, kind) in outcome.errors.iter().filter(|(path, _)| !expected.errors.contains_key(path)) {
        found.push(difference(Subject::Error(path.clone()), expected.line, None, Some(kind)));
    }
}

/// `none` is nothing; numbers are compared as numbers, whatever their comma.
fn is_same(expected: &str, came: Option<&str>) -> bool {
    let Some(came) = came else { return expected == NONE };
    let number = |text: &str| Number::parse(&text.replace(',', "."));
    expected == came || number(expected).is_some_and(|number_expected| number(came) == Some(number_expected))
}

fn export(scenario: &Scenario, outcome: &Outcome, found: &mut Vec<Difference>) {
    if let Some(Err(refusal)) = &outcome.export {
        found.push(difference(Subject::Export(String::new()), scenario.expected.line, Some("accepted"), Some(refusal)));
    }
    let Some(expected) = &scenario.expected.export else { return };
    let line = expected.line;
    let Some(Ok(came)) = &outcome.export else {
        found.push(difference(Subject::Export(String::new()), line, Some(&expected.value.json.to_string()), None));
        return;
    };
    within(&expected.value.json, came, expected.value.is_whole, "", &mut |pointer, wanted, came| {
        let text = |json: Option<&Json>| json.map(Json::to_string);
        found.push(Difference { subject: Subject::Export(pointer.to_owned()), line, expected: text(wanted), came: text(came) });
    });
}

/// Is told where two trees differ: JSON pointer, what was expected there, what came.
type Report<'a> = dyn FnMut(&str, Option<&Json>, Option<&Json>) + 'a;

/// Compares member by member. Of objects, a part has only the members it names; lists are compared whole.
fn within(expected: &Json, came: &Json, is_whole: bool, pointer: &str, report: &mut Report<'_>) {
    let below = |name: &str| format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
    match (expected, came) {
        (Json::Object(expected), Json::Object(came)) => {
            for (name, wanted) in expected {
                match came.get(name) {
                    Some(came) => within(wanted, came, is_whole, &below(name), report),
                    None => report(&below(name), Some(wanted), None),
                }
            }
            for (name, came) in came.iter().filter(|(name, _)| is_whole && !expected.contains_key(*name)) {
                report(&below(name), None, Some(came));
            }
        }
        (Json::Array(expected), Json::Array(came)) if expected.len() == came.len() => {
            for (number, (expected, came)) in expected.iter().zip(came).enumerate() {
                within(expected, came, is_whole, &below(&number.to_string()), report);
            }
        }
        _ if expected != came => report(pointer, Some(expected), Some(came)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_part_is_what_it_names_and_a_whole_is_everything() {
        let came = json!({ "a": 1, "b": { "c": [1, { "d": 2, "e": 3 }] } });
        let differences = |expected: &Json, is_whole| {
            let mut found = Vec::new();
            within(expected, &came, is_whole, "", &mut |pointer, _, _| found.push(pointer.to_owned()));
            found
        };
        assert!(differences(&came, true).is_empty());
        assert!(differences(&json!({ "b": { "c": [1, { "d": 2 }] } }), false).is_empty());
        assert_eq!(differences(&json!({ "b": { "c": [1, { "d": 2 }] } }), true), ["/b/c/1/e", "/a"]);
        assert_eq!(differences(&json!({ "b": { "c": [1] }, "x/y": 1 }), false), ["/b/c", "/x~1y"]);
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_nothing_is_none() {
        assert!(is_same("30,7", Some("30.70")) && is_same("none", None) && is_same("a", Some("a")));
        assert!(!is_same("none", Some("1")) && !is_same("30.71", Some("30.70")) && !is_same("a", Some("b")));
    }
}
