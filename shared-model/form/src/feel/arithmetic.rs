//! The operators `+ - * / **` (DMN 1.5 §10.3.2.4 and table 45). In: two values. Out: a value; what is not defined is null.

use super::evaluate::Extent;
use super::functions::{Arguments, lists, numbers};
use super::number::{Number, Rounding};
use super::temporal::{DAY, add_months, add_seconds, second_of_day, seconds_between, time_at};
use super::tree::Arithmetic;
use super::value::Value;
use crate::parts::Arrival;
use jiff::civil::{Date, DateTime, Time};

/// Longest text that `+` makes, in bytes: nested doublings must not eat the memory.
const LONGEST_TEXT: usize = 1 << 20;

/// The ways in.
#[derive(Clone, Copy)]
struct Computing {
    apply: fn(Arithmetic, &Value, &Value, Extent) -> Option<Value>,
    negate: fn(&Value, Extent) -> Option<Value>,
    number: fn(Arguments<'_>) -> Option<Number>,
    sum: fn(&[&Value]) -> Option<Value>,
}

const COMPUTING: Computing = Computing { apply: here, negate: negate_here, number: numbers::number, sum: lists::sum };
static ARRIVAL: Arrival<Computing> = Arrival::of(COMPUTING);

/// It is here. Called by the part it comes in.
pub fn arrives() {
    ARRIVAL.arrive(COMPUTING);
}

/// Applies an operator.
#[must_use]
pub(super) fn apply(operator: Arithmetic, left: &Value, right: &Value, extent: Extent) -> Option<Value> {
    ARRIVAL.get().and_then(|computing| (computing.apply)(operator, left, right, extent))
}

/// `-value`
#[must_use]
pub(super) fn negate(value: &Value, extent: Extent) -> Option<Value> {
    ARRIVAL.get().and_then(|computing| (computing.negate)(value, extent))
}

/// `number("1.234,56", ".", ",")`
#[must_use]
pub(super) fn number(arguments: Arguments<'_>) -> Option<Number> {
    ARRIVAL.get().and_then(|computing| (computing.number)(arguments))
}

/// `sum([1, 2])`
#[must_use]
pub(super) fn sum(items: &[&Value]) -> Option<Value> {
    ARRIVAL.get().and_then(|computing| (computing.sum)(items))
}

#[cfg_attr(not(feature = "feel-full"), expect(unused_variables, reason = "there is one extent only"))]
fn here(operator: Arithmetic, left: &Value, right: &Value, extent: Extent) -> Option<Value> {
    match operator {
        #[cfg(feature = "feel-full")]
        _ if extent == Extent::Full && (is_temporal(left) || is_temporal(right)) => super::wide::arithmetic::apply(operator, left, right),
        Arithmetic::Add => add(left, right).or_else(|| add(right, left)),
        Arithmetic::Subtract => subtract(left, right),
        Arithmetic::Multiply => multiply(left, right).or_else(|| multiply(right, left)),
        Arithmetic::Divide => divide(left, right),
        #[cfg(feature = "feel-full")]
        Arithmetic::Power if extent == Extent::Full => left.as_number()?.any_power(right.as_number()?).map(Value::Number),
        Arithmetic::Power => left.as_number()?.power(right.as_number()?).map(Value::Number),
    }
}

#[cfg_attr(not(feature = "feel-full"), expect(unused_variables, reason = "there is one extent only"))]
fn negate_here(value: &Value, extent: Extent) -> Option<Value> {
    match value {
        #[cfg(feature = "feel-full")]
        temporal if extent == Extent::Full && is_temporal(temporal) => super::wide::arithmetic::negate(temporal),
        Value::Number(number) => Some(Value::Number(number.negated())),
        Value::Months(months) => months.checked_neg().map(Value::Months),
        Value::Seconds(seconds) => seconds.checked_neg().map(Value::Seconds),
        _ => None,
    }
}

/// What the wide arithmetic has: all but durations in months among themselves.
#[cfg(feature = "feel-full")]
fn is_temporal(value: &Value) -> bool {
    super::wide::Wide::of(value).is_some()
}

fn add(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.plus(*right).map(Value::Number),
        (Value::Text(left), Value::Text(right)) if left.len() + right.len() <= LONGEST_TEXT => {
            let mut text = String::with_capacity(left.len() + right.len());
            text.push_str(left);
            text.push_str(right);
            Some(Value::Text(text))
        }
        (Value::Months(left), Value::Months(right)) => left.checked_add(*right).map(Value::Months),
        (Value::Seconds(left), Value::Seconds(right)) => left.checked_add(*right).map(Value::Seconds),
        (Value::Date(date), Value::Months(months)) => add_months(*date, *months).map(Value::Date),
        (Value::Date(date), Value::Seconds(seconds)) => add_seconds(midnight(*date), *seconds).map(|sum| Value::Date(sum.date())),
        (Value::DateTime(moment), Value::Months(months)) => {
            add_months(moment.date(), *months).map(|date| Value::DateTime(DateTime::from_parts(date, moment.time())))
        }
        (Value::DateTime(moment), Value::Seconds(seconds)) => add_seconds(*moment, *seconds).map(Value::DateTime),
        (Value::Time(time), Value::Seconds(seconds)) => {
            time_at(second_of_day(*time).checked_add(*seconds)?.rem_euclid(DAY)).map(Value::Time)
        }
        _ => None,
    }
}

fn subtract(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.minus(*right).map(Value::Number),
        (Value::Time(left), Value::Time(right)) => Some(Value::Seconds(second_of_day(*left) - second_of_day(*right))),
        (Value::Months(_), Value::Months(_)) | (Value::Seconds(_), Value::Seconds(_)) => add(left, &negate_here(right, Extent::Forms)?),
        (_, Value::Months(_) | Value::Seconds(_)) => add(left, &negate_here(right, Extent::Forms)?),
        (Value::Date(left), Value::Date(right)) => Some(Value::Seconds(seconds_between(midnight(*right), midnight(*left)))),
        // A day against a moment is null: by the standard the day is midnight UTC, and the moment has no zone.
        (Value::DateTime(left), Value::DateTime(right)) => Some(Value::Seconds(seconds_between(*right, *left))),
        _ => None,
    }
}

fn multiply(left: &Value, right: &Value) -> Option<Value> {
    let factor = right.as_number()?;
    match left {
        Value::Number(number) => number.times(factor).map(Value::Number),
        Value::Months(months) => whole(Number::from(*months).times(factor)?).map(Value::Months),
        Value::Seconds(seconds) => whole(Number::from(*seconds).times(factor)?).map(Value::Seconds),
        _ => None,
    }
}

fn divide(left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => left.over(*right).map(Value::Number),
        (Value::Months(months), Value::Number(number)) => whole(Number::from(*months).over(*number)?).map(Value::Months),
        (Value::Seconds(seconds), Value::Number(number)) => whole(Number::from(*seconds).over(*number)?).map(Value::Seconds),
        (Value::Months(left), Value::Months(right)) | (Value::Seconds(left), Value::Seconds(right)) => {
            Number::from(*left).over(Number::from(*right)).map(Value::Number)
        }
        _ => None,
    }
}

/// Towards zero: a duration has no fractions here.
fn whole(number: Number) -> Option<i64> {
    number.rounded(0, Rounding::Down)?.to_integer()
}

fn midnight(date: Date) -> DateTime {
    DateTime::from_parts(date, Time::midnight())
}
