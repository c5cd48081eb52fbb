//! Equality and order (DMN 1.5 §10.3.2.13), and three-valued truth. In: two values. Out: truth, or nothing when they can't be
//! compared.

use super::tree::Comparison;
use super::value::{Range, Value};
use std::cmp::Ordering;

/// `=`, `<` and their like.
#[must_use]
pub(super) fn ordered(comparison: Comparison, left: &Value, right: &Value) -> Option<bool> {
    match comparison {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => equal(left, right).map(|same| !same),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

/// Whether two values are equal: null equals only null; values of different kinds can't be compared.
#[must_use]
pub fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Boolean(left), Value::Boolean(right)) => Some(left == right),
        (Value::List(left), Value::List(right)) => {
            if left.len() != right.len() {
                return Some(false);
            }
            left.iter().zip(right).try_fold(true, |so_far, (left, right)| equal(left, right).map(|same| so_far && same))
        }
        (Value::Range(left), Value::Range(right)) => Some(left == right),
        (Value::Context(entries), Value::Context(others)) => {
            if entries.len() != others.len() {
                return Some(false);
            }
            // The order of entries does not matter.
            entries.iter().try_fold(true, |so_far, (name, value)| match right.entry(name) {
                Some(other) => equal(value, other).map(|same| so_far && same),
                None => Some(false),
            })
        }
        _ => order(left, right).map(Ordering::is_eq),
    }
}

/// The order of two values of one ordered kind.
#[must_use]
pub fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => Some(left.cmp(right)),
        (Value::Text(left), Value::Text(right)) => Some(left.cmp(right)),
        (Value::Date(left), Value::Date(right)) => Some(left.cmp(right)),
        (Value::Time(left), Value::Time(right)) => Some(left.cmp(right)),
        (Value::DateTime(left), Value::DateTime(right)) => Some(left.cmp(right)),
        (Value::Months(left), Value::Months(right)) | (Value::Seconds(left), Value::Seconds(right)) => Some(left.cmp(right)),
        #[cfg(feature = "feel-full")]
        (left, right) => super::wide::order(left, right),
        #[cfg(not(feature = "feel-full"))]
        _ => None,
    }
}

/// Whether a value lies in an interval.
#[must_use]
pub fn within(value: &Value, range: &Range) -> Option<bool> {
    let above = end(value, &range.low, range.low_included, Ordering::Greater)?;
    let below = end(value, &range.high, range.high_included, Ordering::Less)?;
    Some(above && below)
}

fn end(value: &Value, end: &Value, included: bool, wanted: Ordering) -> Option<bool> {
    if end.is_null() {
        return (!value.is_null()).then_some(true);
    }
    order(value, end).map(|order| order == wanted || (included && order.is_eq()))
}

/// Whether a value passes a test of `in`: a range holds it, a list holds it or a range that does, or the test equals it.
#[must_use]
pub fn passes(value: &Value, test: &Value) -> Option<bool> {
    match test {
        Value::Range(range) if !matches!(value, Value::Range(_)) => within(value, range),
        Value::List(tests) => {
            if matches!(value, Value::List(_)) && equal(value, test) == Some(true) {
                return Some(true);
            }
            Some(tests.iter().any(|test| match test {
                Value::Range(range) => within(value, range) == Some(true),
                other => equal(value, other) == Some(true),
            }))
        }
        other => equal(value, other),
    }
}

/// Three-valued `and`.
pub(super) fn both(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// Three-valued `or`.
pub(super) fn either(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}
