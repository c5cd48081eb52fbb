//! Sums and differences of days, times and durations, and their products with numbers (DMN 1.5 tables 45 to 50), over all years,
//! zones and fractions. In: two values. Out: a value, plain where it can be.

use super::zone::{between, between_times, instant, local};
use super::{Clock, DAY, Day, SECOND, Wide, Zone};
use crate::feel::number::{Number, Rounding};
use crate::feel::tree::Arithmetic;
use crate::feel::value::Value;

/// Applies an operator where one side is a day, a time or a days and time duration; none where it is not.
pub(crate) fn apply(operator: Arithmetic, left: &Value, right: &Value) -> Option<Value> {
    match operator {
        Arithmetic::Add => add(left, right).or_else(|| add(right, left)),
        Arithmetic::Subtract => subtract(left, right),
        Arithmetic::Multiply => multiply(left, right).or_else(|| multiply(right, left)),
        Arithmetic::Divide => divide(left, right),
        Arithmetic::Power => None,
    }
}

/// `-value`
pub(crate) fn negate(value: &Value) -> Option<Value> {
    match Wide::of(value)? {
        Wide::Nanoseconds(nanoseconds) => Wide::Nanoseconds(nanoseconds.checked_neg()?).into_value(),
        _ => None,
    }
}

/// A days and time duration without its sign.
pub(crate) fn magnitude(value: &Value) -> Option<Value> {
    match Wide::of(value)? {
        Wide::Nanoseconds(nanoseconds) => Wide::Nanoseconds(nanoseconds.checked_abs()?).into_value(),
        _ => None,
    }
}

fn add(left: &Value, right: &Value) -> Option<Value> {
    let sum = match (Wide::of(left)?, right) {
        (Wide::Date(day), Value::Months(months)) => Wide::Date(day.plus_months(*months)?),
        (Wide::DateTime(day, clock), Value::Months(months)) => Wide::DateTime(day.plus_months(*months)?, clock),
        (left, right) => match (left, Wide::of(right)?) {
            (Wide::Date(day), Wide::Nanoseconds(nanoseconds)) => {
                let days = i64::try_from(nanoseconds.div_euclid(i128::from(DAY))).ok()?;
                Wide::Date(Day::at(day.number().checked_add(days)?)?)
            }
            (Wide::Time(clock), Wide::Nanoseconds(nanoseconds)) => {
                let sum = (i128::from(clock.nanoseconds) + nanoseconds).rem_euclid(i128::from(DAY));
                Wide::Time(Clock { nanoseconds: i64::try_from(sum).ok()?, zone: clock.zone })
            }
            (Wide::DateTime(day, clock), Wide::Nanoseconds(nanoseconds)) => later(day, clock, nanoseconds)?,
            (Wide::Nanoseconds(left), Wide::Nanoseconds(right)) => Wide::Nanoseconds(left.checked_add(right)?),
            _ => return None,
        },
    };
    sum.into_value()
}

/// A moment some nanoseconds later. In a zone with a name the time that passes counts, not the clock.
fn later(day: Day, clock: Clock, nanoseconds: i128) -> Option<Wide> {
    let shown = match &clock.zone {
        Zone::Named(_) => {
            let instant = instant(day, &clock)?.checked_add(nanoseconds)?;
            instant + i128::from(clock.zone.offset_at(instant)?)
        }
        _ => local(day, &clock).checked_add(nanoseconds)?,
    };
    let day = Day::at(i64::try_from(shown.div_euclid(i128::from(DAY))).ok()?)?;
    let nanoseconds = i64::try_from(shown.rem_euclid(i128::from(DAY))).ok()?;
    Some(Wide::DateTime(day, Clock { nanoseconds, zone: clock.zone }))
}

fn subtract(left: &Value, right: &Value) -> Option<Value> {
    if let Value::Months(months) = right {
        return add(left, &Value::Months(months.checked_neg()?));
    }
    let midnight = || Clock { nanoseconds: 0, zone: Zone::Offset(0) };
    let difference = match (Wide::of(left)?, Wide::of(right)?) {
        (_, Wide::Nanoseconds(nanoseconds)) => return add(left, &Wide::Nanoseconds(nanoseconds.checked_neg()?).into_value()?),
        (Wide::Time(left), Wide::Time(right)) => between_times(&left, &right)?,
        (Wide::DateTime(day, clock), Wide::DateTime(other, other_clock)) => between((day, &clock), (other, &other_clock))?,
        // A day against a moment is its midnight in UTC (DMN 1.5 §10.3.2.3.5).
        (Wide::Date(day), Wide::Date(other)) => i128::from(day.number() - other.number()) * i128::from(DAY),
        (Wide::Date(day), Wide::DateTime(other, clock)) => between((day, &midnight()), (other, &clock))?,
        (Wide::DateTime(day, clock), Wide::Date(other)) => between((day, &clock), (other, &midnight()))?,
        _ => return None,
    };
    Wide::Nanoseconds(difference).into_value()
}

fn multiply(left: &Value, right: &Value) -> Option<Value> {
    let Wide::Nanoseconds(nanoseconds) = Wide::of(left)? else { return None };
    from_seconds(seconds(nanoseconds)?.times(right.as_number()?)?)
}

fn divide(left: &Value, right: &Value) -> Option<Value> {
    let Wide::Nanoseconds(nanoseconds) = Wide::of(left)? else { return None };
    if let Some(divisor) = right.as_number() {
        return from_seconds(seconds(nanoseconds)?.over(divisor)?);
    }
    match Wide::of(right)? {
        Wide::Nanoseconds(divisor) => seconds(nanoseconds)?.over(seconds(divisor)?).map(Value::Number),
        _ => None,
    }
}

/// Nanoseconds as seconds.
pub(crate) fn seconds(nanoseconds: i128) -> Option<Number> {
    Number::from_parts(nanoseconds, 9)
}

fn from_seconds(seconds: Number) -> Option<Value> {
    let nanoseconds = seconds.times(Number::from(SECOND))?.rounded(0, Rounding::Down)?;
    let (coefficient, scale) = nanoseconds.to_parts();
    Wide::Nanoseconds(coefficient / 10_i128.checked_pow(scale)?).into_value()
}
