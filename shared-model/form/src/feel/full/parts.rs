//! Parts by their name: of days, times, durations and intervals, and the days of an interval. In: a value. Out: values.

use crate::feel::value::{Range, Value};
use crate::feel::wide::Day;
use crate::feel::wide::{self, Wide};

/// A part of a day, time, duration or interval (DMN 1.5 tables 64 and 65); none of other values, null when it has no such part.
pub(crate) fn part(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Range(range) => Some(match name {
            "start" => range.low.clone(),
            "end" => range.high.clone(),
            "start included" => Value::Boolean(range.low_included),
            "end included" => Value::Boolean(range.high_included),
            _ => Value::Null,
        }),
        Value::Date(_) | Value::Time(_) | Value::DateTime(_) | Value::Months(_) | Value::Seconds(_) | Value::Wide(_) => {
            Some(wide::functions::part(value, name).into())
        }
        _ => None,
    }
}

/// The days that a `for` walks; none when the ends are no days, or there are too many.
pub(crate) fn days_of(range: &Range) -> Option<Vec<Value>> {
    let (Wide::Date(low), Wide::Date(high)) = (Wide::of(&range.low)?, Wide::of(&range.high)?) else { return None };
    let (low, high) = (low.number(), high.number());
    if low.abs_diff(high) > 100_000 {
        return None;
    }
    let day = |number: i64| Day::at(number).and_then(|day| Wide::Date(day).into_value());
    let days: Option<Vec<Value>> = if low <= high { (low..=high).map(day).collect() } else { (high..=low).rev().map(day).collect() };
    let mut days = days?;
    if !range.high_included {
        days.pop();
    }
    if !range.low_included && !days.is_empty() {
        days.remove(0);
    }
    Some(days)
}
