//! Functions and parts of days, times and durations (DMN 1.5 §10.3.4.1, §10.3.4.8, table 65). In: arguments. Out: a value, plain
//! where it can be.

use super::arithmetic::seconds;
use super::{Clock, DAY, Day, SECOND, Wide, Zone, date, date_time, duration, read, time};
use crate::feel::builtin::Function;
use crate::feel::functions::{Arguments, MONTHS, WEEKDAYS, at};
use crate::feel::number::{Number, Rounding};
use crate::feel::temporal::{parse_duration, whole};
use crate::feel::value::Value;

/// Calls one of them.
pub(crate) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let first = at(arguments, 0)?;
    match (function, arguments.len()) {
        (Function::Date, 1) => match first {
            Value::Text(text) => date(text),
            _ => Wide::Date(day(first)?).into_value(),
        },
        (Function::Date, 3) => Wide::Date(day_at(arguments)?).into_value(),
        (Function::Time, 1) => match first {
            Value::Text(text) => time(text),
            _ => Wide::Time(clock(first)?).into_value(),
        },
        (Function::Time, 3..) => Wide::Time(clock_at(arguments)?).into_value(),
        (Function::DateAndTime, 1) => match first {
            Value::Text(text) => date_time(text),
            _ => Wide::DateTime(day(first)?, clock(first)?).into_value(),
        },
        (Function::DateAndTime, 2) => match Wide::of(at(arguments, 1)?)? {
            Wide::Time(clock) => Wide::DateTime(day(first)?, clock).into_value(),
            _ => None,
        },
        (Function::DateAndTime, 6..) => Wide::DateTime(day_at(arguments)?, clock_at(arguments.get(3..)?)?).into_value(),
        (Function::Duration, _) => parse_duration(first.as_text()?).or_else(|| duration(first.as_text()?)),
        (Function::YearsAndMonthsDuration, _) => Some(Value::Months(months_between(day(first)?, day(at(arguments, 1)?)?))),
        (Function::DayOfWeek, _) => Some(Value::text(WEEKDAYS.get(usize::try_from(day(first)?.weekday()).ok()? - 1)?)),
        (Function::DayOfYear, _) => Some(Value::from(day(first)?.of_year())),
        (Function::MonthOfYear, _) => Some(Value::text(MONTHS.get(usize::from(day(first)?.month) - 1)?)),
        (Function::WeekOfYear, _) => day(first)?.week().map(Value::from),
        _ => None,
    }
}

fn day(value: &Value) -> Option<Day> {
    match Wide::of(value)? {
        Wide::Date(day) | Wide::DateTime(day, _) => Some(day),
        _ => None,
    }
}

/// The time of a time, of a moment, and of a day, which is its midnight in UTC.
fn clock(value: &Value) -> Option<Clock> {
    match Wide::of(value)? {
        Wide::Time(clock) | Wide::DateTime(_, clock) => Some(clock),
        Wide::Date(_) => Some(Clock { nanoseconds: 0, zone: Zone::Offset(0) }),
        Wide::Nanoseconds(_) => None,
    }
}

/// (year, month, day)
fn day_at(arguments: Arguments<'_>) -> Option<Day> {
    Day::new(whole(at(arguments, 0)?)?, whole(at(arguments, 1)?)?, whole(at(arguments, 2)?)?)
}

/// (hour, minute, second, offset?): seconds may have a fraction, the offset is a duration or, for a moment, the name of a zone.
fn clock_at(arguments: Arguments<'_>) -> Option<Clock> {
    let (hour, minute, second) = (whole(at(arguments, 0)?)?, whole(at(arguments, 1)?)?, at(arguments, 2)?.as_number()?);
    let whole_second = second.rounded(0, Rounding::Down)?;
    let fraction = second.minus(whole_second)?.times(Number::from(SECOND))?.rounded(0, Rounding::Down)?.to_integer()?;
    let second = whole_second.to_integer()?;
    if !(0..24).contains(&hour) || !(0..60).contains(&minute) || !(0..60).contains(&second) || fraction < 0 {
        return None;
    }
    let zone = match at(arguments, 3) {
        None | Some(Value::Null) => Zone::Local,
        Some(Value::Seconds(seconds)) => read::offset(*seconds)?,
        Some(Value::Text(name)) => Zone::named(name)?,
        Some(_) => return None,
    };
    Some(Clock { nanoseconds: ((hour * 60 + minute) * 60 + second) * SECOND + fraction, zone })
}

/// Whole months from one day to another; negative backwards.
fn months_between(from: Day, to: Day) -> i64 {
    if to < from {
        return -months_between(to, from);
    }
    let months = (i64::from(to.year) - i64::from(from.year)) * 12 + i64::from(to.month) - i64::from(from.month);
    if to.day < from.day { months - 1 } else { months }
}

/// A part by its name; none when there is no such part, or it is not said.
pub(crate) fn part(value: &Value, name: &str) -> Option<Value> {
    if let Value::Months(months) = value {
        return match name {
            "years" => Some(Value::from(months / 12)),
            "months" => Some(Value::from(months % 12)),
            _ => None,
        };
    }
    match Wide::of(value)? {
        Wide::Date(day) => part_of_day(day, name),
        Wide::Time(clock) => part_of_clock(&clock, name, Day { year: 2000, month: 1, day: 1 }),
        Wide::DateTime(day, clock) => part_of_day(day, name).or_else(|| part_of_clock(&clock, name, day)),
        Wide::Nanoseconds(nanoseconds) => {
            let day = i128::from(DAY);
            let seconds_of_day = i64::try_from(nanoseconds % day).ok()? / SECOND;
            match name {
                "days" => i64::try_from(nanoseconds / day).ok().map(Value::from),
                "hours" => Some(Value::from(seconds_of_day / 3600)),
                "minutes" => Some(Value::from(seconds_of_day / 60 % 60)),
                "seconds" => seconds(nanoseconds % (60 * i128::from(SECOND))).map(Number::trimmed).map(Value::Number),
                _ => None,
            }
        }
    }
}

fn part_of_day(day: Day, name: &str) -> Option<Value> {
    Some(Value::from(match name {
        "year" => i64::from(day.year),
        "month" => i64::from(day.month),
        "day" => i64::from(day.day),
        "weekday" => day.weekday(),
        _ => return None,
    }))
}

fn part_of_clock(clock: &Clock, name: &str, day: Day) -> Option<Value> {
    let seconds_of_day = clock.nanoseconds / SECOND;
    match name {
        "hour" => Some(Value::from(seconds_of_day / 3600)),
        "minute" => Some(Value::from(seconds_of_day / 60 % 60)),
        "second" => seconds(i128::from(clock.nanoseconds % (60 * SECOND))).map(Number::trimmed).map(Value::Number),
        "time offset" => clock.zone.offset(day, clock.nanoseconds).map(|offset| Value::Seconds(offset / SECOND)),
        "timezone" => match &clock.zone {
            Zone::Named(name) => Some(Value::text(name)),
            _ => None,
        },
        _ => None,
    }
}
