//! Relations of points and intervals (DMN 1.5 §10.3.4.11, table 78), and intervals out of texts. In: two values. Out: truth.
//! A point counts as the interval of itself, where the relation has points.

use crate::feel::builtin::Function;
use crate::feel::compare::{equal, order};
use crate::feel::functions::{Arguments, at};
use crate::feel::value::{Range, Value};
use crate::feel::{number::Number, wide};
use std::cmp::Ordering;

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    use Function as F;
    let (first, second) = (at(arguments, 0)?, at(arguments, 1));
    if function == F::Range {
        return range(first.as_text()?);
    }
    let second = second?;
    let (left_is_range, right_is_range) = (is_range(first), is_range(second));
    let known = match function {
        F::Before | F::After => true,
        F::Coincides => left_is_range == right_is_range,
        F::Includes | F::FinishedBy | F::StartedBy => left_is_range,
        F::During | F::Finishes | F::Starts => right_is_range,
        _ => left_is_range && right_is_range,
    };
    if !known {
        return None;
    }
    let (left, right) = (&interval(first)?, &interval(second)?);
    match function {
        F::Before => before(left, right),
        F::After => before(right, left),
        F::Meets => meets(left, right),
        F::MetBy => meets(right, left),
        F::Overlaps => Some(!before(left, right)? && !before(right, left)?),
        F::OverlapsBefore => overlaps_before(left, right),
        F::OverlapsAfter => overlaps_before(right, left),
        F::Finishes => finishes(left, right),
        F::FinishedBy => finishes(right, left),
        F::Includes => includes(left, right),
        F::During => includes(right, left),
        F::Starts => starts(left, right),
        F::StartedBy => starts(right, left),
        F::Coincides => Some(lows(left, right)?.is_eq() && highs(left, right)?.is_eq()),
        _ => None,
    }
    .map(Value::Boolean)
}

fn is_range(value: &Value) -> bool {
    matches!(value, Value::Range(_))
}

fn interval(value: &Value) -> Option<Range> {
    match value {
        Value::Range(range) => Some((**range).clone()),
        Value::Null => None,
        point => Some(Range { low: point.clone(), low_included: true, high: point.clone(), high_included: true }),
    }
}

/// Which one begins earlier; a null end lies infinitely far away.
fn lows(left: &Range, right: &Range) -> Option<Ordering> {
    match (left.low.is_null(), right.low.is_null()) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Less),
        (false, true) => Some(Ordering::Greater),
        _ => Some(order(&left.low, &right.low)?.then(right.low_included.cmp(&left.low_included))),
    }
}

/// Which one ends earlier.
fn highs(left: &Range, right: &Range) -> Option<Ordering> {
    match (left.high.is_null(), right.high.is_null()) {
        (true, true) => Some(Ordering::Equal),
        (true, false) => Some(Ordering::Greater),
        (false, true) => Some(Ordering::Less),
        _ => Some(order(&left.high, &right.high)?.then(left.high_included.cmp(&right.high_included))),
    }
}

/// Whether the first ends where or before the second begins, without a point in common.
fn before(left: &Range, right: &Range) -> Option<bool> {
    if left.high.is_null() || right.low.is_null() {
        return Some(false);
    }
    Some(match order(&left.high, &right.low)? {
        Ordering::Less => true,
        Ordering::Equal => !(left.high_included && right.low_included),
        Ordering::Greater => false,
    })
}

fn meets(left: &Range, right: &Range) -> Option<bool> {
    if left.high.is_null() || right.low.is_null() {
        return Some(false);
    }
    Some(order(&left.high, &right.low)?.is_eq() && left.high_included && right.low_included)
}

fn overlaps_before(left: &Range, right: &Range) -> Option<bool> {
    Some(lows(left, right)?.is_lt() && highs(left, right)?.is_le() && !before(left, right)?)
}

fn finishes(left: &Range, right: &Range) -> Option<bool> {
    Some(highs(left, right)?.is_eq() && lows(left, right)?.is_ge())
}

fn starts(left: &Range, right: &Range) -> Option<bool> {
    Some(lows(left, right)?.is_eq() && highs(left, right)?.is_le())
}

fn includes(left: &Range, right: &Range) -> Option<bool> {
    Some(lows(left, right)?.is_le() && highs(left, right)?.is_ge())
}

/// `[1..5]`, `(@"2026-01-01"..date("2026-12-31"))`: ends are literals of one kind.
fn range(text: &str) -> Option<Value> {
    let low_included = match text.chars().next()? {
        '[' => true,
        '(' | ']' => false,
        _ => return None,
    };
    let high_included = match text.chars().last()? {
        ']' => true,
        ')' | '[' => false,
        _ => return None,
    };
    let (low, high) = text.get(1..text.len().checked_sub(1)?)?.split_once("..")?;
    let (low, high) = (end(low)?, end(high)?);
    let sound = match (low.is_null(), high.is_null()) {
        (true, true) => false,
        (true, false) => !low_included,
        (false, true) => !high_included,
        (false, false) => order(&low, &high)?.is_le() && equal(&low, &high).is_some(),
    };
    sound.then(|| Value::Range(Box::new(Range { low, low_included, high, high_included })))
}

fn end(text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return Some(Value::Null);
    }
    let quoted = |start: &str, end: &str| text.strip_prefix(start).and_then(|rest| rest.strip_suffix(end));
    if let Some(inner) = quoted("@\"", "\"") {
        return wide::literal(inner);
    }
    for (start, read) in [
        ("date(\"", wide::date as fn(&str) -> Option<Value>),
        ("time(\"", wide::time),
        ("date and time(\"", wide::date_time),
        ("duration(\"", wide::literal),
    ] {
        if let Some(inner) = quoted(start, "\")") {
            return read(inner);
        }
    }
    match quoted("\"", "\"") {
        Some(inner) if !inner.contains('"') => Some(Value::text(inner)),
        Some(_) => None,
        None => Number::parse(text).map(Value::Number),
    }
}
