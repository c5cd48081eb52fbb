//! Texts → days, times and durations as XML Schema writes them, with zones after an `@` (DMN 1.5 §10.3.4.1).

use super::{Clock, DAY, Day, SECOND, Wide, Zone};
use crate::feel::value::Value;

/// `2026-11-22`, `-0044-03-15`, `999999999-12-31`
pub(crate) fn date(text: &str) -> Option<Value> {
    Wide::Date(day(text)?).into_value()
}

fn day(text: &str) -> Option<Day> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let mut parts = digits.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let sound = parts.next().is_none() && (year.len() == 4 || (5..=9).contains(&year.len()) && !year.starts_with('0'));
    if !sound || month.len() != 2 || day.len() != 2 {
        return None;
    }
    Day::new(sign * number(year)?, number(month)?, number(day)?)
}

/// `08:30:00`, `08:30:00.5+01:00`, `08:30:00@Europe/Berlin`
pub(crate) fn time(text: &str) -> Option<Value> {
    let (mut clock, _) = clock(text)?;
    clock.nanoseconds %= DAY;
    Wide::Time(clock).into_value()
}

/// A time, and whether it is 24:00:00.
fn clock(text: &str) -> Option<(Clock, bool)> {
    let zone_at = text.find(['Z', 'z', '+', '-', '@']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(zone_at)?;
    let mut parts = time.split(':');
    let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next()?);
    let (second, fraction) = second.split_once('.').map_or((second, None), |(second, fraction)| (second, Some(fraction)));
    if parts.next().is_some() || [hour, minute, second].iter().any(|part| part.len() != 2) {
        return None;
    }
    let (hour, minute, second) = (number(hour)?, number(minute)?, number(second)?);
    let nanoseconds = ((hour * 60 + minute) * 60 + second) * SECOND + fraction.map_or(Some(0), nanoseconds)?;
    let midnight = nanoseconds == DAY && hour == 24;
    if !midnight && (hour > 23 || minute > 59 || second > 59) {
        return None;
    }
    Some((Clock { nanoseconds, zone: zone_of(zone)? }, midnight))
}

fn zone_of(text: &str) -> Option<Zone> {
    let Some(first) = text.chars().next() else { return Some(Zone::Local) };
    let rest = text.get(1..)?;
    match first {
        'Z' | 'z' => rest.is_empty().then_some(Zone::Offset(0)),
        '@' => Zone::named(rest),
        sign => {
            let mut seconds = 0;
            let mut unit = 3600;
            let parts: Vec<&str> = rest.split(':').collect();
            if !(2..=3).contains(&parts.len()) {
                return None;
            }
            for (position, part) in parts.iter().enumerate() {
                let part = Some(*part).filter(|part| part.len() == 2).and_then(number)?;
                if position > 0 && part > 59 {
                    return None;
                }
                seconds += part * unit;
                unit /= 60;
            }
            offset(if sign == '-' { -seconds } else { seconds })
        }
    }
}

/// Up to 18 hours, as ISO 8601 libraries have it.
pub(super) fn offset(seconds: i64) -> Option<Zone> {
    i32::try_from(seconds).ok().filter(|seconds| seconds.abs() <= 18 * 3600).map(Zone::Offset)
}

/// `2026-11-22T08:30:00+01:00`; a day alone means its midnight, 24:00:00 the one after it.
pub(crate) fn date_time(text: &str) -> Option<Value> {
    let (date, time) = text.split_once('T').map_or((text, "00:00:00"), |parts| parts);
    let (mut clock, is_next_day) = clock(time)?;
    clock.nanoseconds %= DAY;
    let day = day(date)?;
    let day = if is_next_day { Day::at(day.number() + 1)? } else { day };
    Wide::DateTime(day, clock).into_value()
}

/// `P1DT0.5S`; years and months are read by the plain reader.
pub(crate) fn duration(text: &str) -> Option<Value> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (days, time) = text.strip_prefix('P')?.split_once('T').map_or((text.get(1..)?, None), |(days, time)| (days, Some(time)));
    let mut sum: i128 = 0;
    let mut add = |count: &str, unit: i64| -> Option<()> {
        sum = sum.checked_add(i128::from(number(count)?) * i128::from(unit))?;
        Some(())
    };
    if days.is_empty() && time.is_none() {
        return None;
    }
    if !days.is_empty() {
        add(days.strip_suffix('D')?, DAY)?;
    }
    if let Some(mut rest) = time {
        if rest.is_empty() {
            return None;
        }
        for (letter, unit) in [('H', 3600 * SECOND), ('M', 60 * SECOND)] {
            if let Some((count, after)) = rest.split_once(letter) {
                add(count, unit)?;
                rest = after;
            }
        }
        if !rest.is_empty() {
            let seconds = rest.strip_suffix('S')?;
            let (whole, fraction) = seconds.split_once('.').map_or((seconds, None), |(whole, fraction)| (whole, Some(fraction)));
            add(whole, SECOND)?;
            sum = sum.checked_add(i128::from(fraction.map_or(Some(0), nanoseconds)?))?;
        }
    }
    Wide::Nanoseconds(sum * sign).into_value()
}

/// Digits behind the point; those behind the ninth are cut off.
fn nanoseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut digits = fraction.get(..9).unwrap_or(fraction).to_owned();
    while digits.len() < 9 {
        digits.push('0');
    }
    number(&digits)
}

fn number(digits: &str) -> Option<i64> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}
