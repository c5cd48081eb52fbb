//! Literals and names of parts: digits, `@"…"`, `year`.

use crate::feel::tree::Property;
use crate::feel::value::Value;
use crate::feel::{Number, temporal};

/// `@"2026-11-22"` and its like.
pub(super) fn temporal_literal(text: &str) -> Option<Value> {
    if text.starts_with(['P', '-']) {
        temporal::parse_duration(text)
    } else if text.contains('T') {
        temporal::parse_date_time(text).map(Value::DateTime)
    } else if text.contains(':') {
        temporal::parse_time(text).map(Value::Time)
    } else {
        temporal::parse_date(text).map(Value::Date)
    }
}

/// Digits with or without a power of ten.
pub(super) fn number(digits: &str) -> Option<Number> {
    let Some((mantissa, power)) = digits.split_once(['e', 'E']) else { return Number::parse(digits) };
    let power: i32 = power.trim_start_matches('+').parse().ok()?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let point = i32::try_from(whole.len()).ok()?.checked_add(power)?;
    let all = format!("{whole}{fraction}");
    if !(-30..=60).contains(&point) {
        return None;
    }
    let length = i32::try_from(all.len()).ok()?;
    let plain = if point <= 0 {
        format!("0.{}{all}", "0".repeat(point.unsigned_abs() as usize))
    } else if point >= length {
        format!("{all}{}", "0".repeat((point - length).unsigned_abs() as usize))
    } else {
        let (before, after) = all.split_at_checked(point.unsigned_abs() as usize)?;
        format!("{before}.{after}")
    };
    Number::parse(&plain)
}

/// A part of a date, time or duration.
pub(super) fn property(name: &str) -> Option<Property> {
    Some(match name {
        "year" => Property::Year,
        "month" => Property::Month,
        "day" => Property::Day,
        "weekday" => Property::Weekday,
        "hour" => Property::Hour,
        "minute" => Property::Minute,
        "second" => Property::Second,
        "years" => Property::Years,
        "months" => Property::Months,
        "days" => Property::Days,
        "hours" => Property::Hours,
        "minutes" => Property::Minutes,
        "seconds" => Property::Seconds,
        _ => return None,
    })
}
