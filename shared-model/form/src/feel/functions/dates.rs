//! Functions of days, times and durations (DMN 1.5 §10.3.4.1, §10.3.4.8). In: texts, numbers, days. Out: a value.

use super::{Arguments, at};
use crate::feel::builtin::Function;
use crate::feel::temporal::{DAY, date_of, months_between, parse_date, parse_date_time, parse_duration, parse_time, time_of, whole};
use crate::feel::tree::Property;
use crate::feel::value::Value;
use jiff::civil::{Date, DateTime, Time};

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let first = at(arguments, 0)?;
    match function {
        Function::Date => match (first, arguments.len()) {
            (Value::Text(text), 1) => parse_date(text).map(Value::Date),
            (_, 1) => day(first).map(Value::Date),
            (_, 2) => None,
            _ => date_of(whole(first)?, whole(at(arguments, 1)?)?, whole(at(arguments, 2)?)?).map(Value::Date),
        },
        Function::Time => match (first, arguments.len()) {
            (Value::Text(text), 1) => parse_time(text).map(Value::Time),
            (Value::Time(time), 1) => Some(Value::Time(*time)),
            (Value::DateTime(moment), 1) => Some(Value::Time(moment.time())),
            (_, 3) => time_of(whole(first)?, whole(at(arguments, 1)?)?, whole(at(arguments, 2)?)?).map(Value::Time),
            _ => None,
        },
        Function::DateAndTime => match (first, at(arguments, 1)) {
            (Value::Text(text), None) => parse_date_time(text).map(Value::DateTime),
            (Value::DateTime(moment), None) => Some(Value::DateTime(*moment)),
            (_, Some(Value::Time(time))) => Some(Value::DateTime(DateTime::from_parts(day(first)?, *time))),
            _ => None,
        },
        Function::Duration => parse_duration(first.as_text()?),
        Function::YearsAndMonthsDuration => Some(Value::Months(months_between(day(first)?, day(at(arguments, 1)?)?))),
        Function::DayOfWeek => Some(Value::text(WEEKDAYS.get(usize::try_from(day(first)?.weekday().to_monday_zero_offset()).ok()?)?)),
        Function::DayOfYear => Some(Value::from(i64::from(day(first)?.day_of_year()))),
        Function::MonthOfYear => Some(Value::text(MONTHS.get(usize::try_from(day(first)?.month() - 1).ok()?)?)),
        Function::WeekOfYear => Some(Value::from(i64::from(day(first)?.iso_week_date().week()))),
        _ => None,
    }
}

/// A part as a number.
pub(super) fn property(value: &Value, property: Property) -> Option<i64> {
    match (value, property) {
        (Value::Date(_) | Value::DateTime(_), Property::Year) => day(value).map(|date| i64::from(date.year())),
        (Value::Date(_) | Value::DateTime(_), Property::Month) => day(value).map(|date| i64::from(date.month())),
        (Value::Date(_) | Value::DateTime(_), Property::Day) => day(value).map(|date| i64::from(date.day())),
        (Value::Date(_) | Value::DateTime(_), Property::Weekday) => day(value).map(|date| i64::from(date.weekday().to_monday_one_offset())),
        (Value::Time(time), _) => part_of_time(*time, property),
        (Value::DateTime(moment), _) => part_of_time(moment.time(), property),
        (Value::Months(months), Property::Years) => Some(months / 12),
        (Value::Months(months), Property::Months) => Some(months % 12),
        (Value::Seconds(seconds), Property::Days) => Some(seconds / DAY),
        (Value::Seconds(seconds), Property::Hours) => Some(seconds / 3600 % 24),
        (Value::Seconds(seconds), Property::Minutes) => Some(seconds / 60 % 60),
        (Value::Seconds(seconds), Property::Seconds) => Some(seconds % 60),
        _ => None,
    }
}

fn part_of_time(time: Time, property: Property) -> Option<i64> {
    match property {
        Property::Hour => Some(i64::from(time.hour())),
        Property::Minute => Some(i64::from(time.minute())),
        Property::Second => Some(i64::from(time.second())),
        _ => None,
    }
}

fn day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

/// The standard returns English names, whatever the language of the form.
pub(in crate::feel) const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub(in crate::feel) const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
