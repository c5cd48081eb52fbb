//! Days, times and durations. In: their ISO 8601 text, or each other. Out: values. Knows the proleptic Gregorian calendar
//! and no time zone: a form lives in Europe/Berlin, and its moments are local.

use super::number::Number;
use super::value::Value;
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Reads `2026-11-22`.
#[must_use]
pub fn parse_date(text: &str) -> Option<Date> {
    let mut parts = Parts(text.as_bytes());
    let year = parts.digits(4)?;
    parts.expect(b'-')?;
    let month = parts.digits(2)?;
    parts.expect(b'-')?;
    let day = parts.digits(2)?;
    if parts.is_done() { date_of(year, month, day) } else { None }
}

/// The day of a year, a month and a day, if there is such a day between 0001-01-01 and 9999-12-31.
#[must_use]
pub fn date_of(year: i64, month: i64, day: i64) -> Option<Date> {
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(date).filter(|date| date.year() >= 1)
}

/// Reads `23:59:00`.
#[must_use]
pub fn parse_time(text: &str) -> Option<Time> {
    let mut parts = Parts(text.as_bytes());
    let hour = parts.digits(2)?;
    parts.expect(b':')?;
    let minute = parts.digits(2)?;
    parts.expect(b':')?;
    let second = parts.digits(2)?;
    if parts.is_done() { time_of(hour, minute, second) } else { None }
}

/// The time of an hour, a minute and a second.
#[must_use]
pub fn time_of(hour: i64, minute: i64, second: i64) -> Option<Time> {
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0).ok()
}

/// Reads `2026-11-22T23:59:00`; a day alone means its midnight.
#[must_use]
pub fn parse_date_time(text: &str) -> Option<DateTime> {
    match text.split_once('T') {
        Some((date, time)) => Some(DateTime::from_parts(parse_date(date)?, parse_time(time)?)),
        None => parse_date(text).map(|date| DateTime::from_parts(date, Time::midnight())),
    }
}

/// Reads `P1Y2M`, `P14D`, `-P1DT12H30M` (XML Schema `yearMonthDuration` and `dayTimeDuration`); whole seconds only.
#[must_use]
pub fn parse_duration(text: &str) -> Option<Value> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (days, time) = text.strip_prefix('P')?.split_once('T').map_or((text.get(1..)?, None), |(days, time)| (days, Some(time)));
    let days = designated(days, *b"YMD")?;
    let time = match time {
        Some("") => return None,
        Some(time) => designated(time, *b"HMS")?,
        None => [None; 3],
    };
    match (days, time) {
        ([None, None, None], [None, None, None]) => None,
        ([years, months, None], [None, None, None]) => {
            let months = years.unwrap_or(0).checked_mul(12)?.checked_add(months.unwrap_or(0))?;
            Some(Value::Months(months * sign))
        }
        ([None, None, days], [hours, minutes, seconds]) => {
            let minutes = hours.unwrap_or(0).checked_mul(60)?.checked_add(minutes.unwrap_or(0))?;
            let seconds = minutes.checked_mul(60)?.checked_add(seconds.unwrap_or(0))?;
            Some(Value::Seconds(days.unwrap_or(0).checked_mul(DAY)?.checked_add(seconds)? * sign))
        }
        _ => None,
    }
}

/// `1Y2M` with the letters in this order, each at most once.
fn designated(text: &str, letters: [u8; 3]) -> Option<[Option<i64>; 3]> {
    let (mut found, mut next, mut number) = ([None; 3], 0, None::<i64>);
    for byte in text.bytes() {
        if byte.is_ascii_digit() {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(i64::from(byte - b'0'))?);
        } else {
            let at = letters.iter().position(|letter| *letter == byte).filter(|at| *at >= next)?;
            *found.get_mut(at)? = Some(number.take()?);
            next = at + 1;
        }
    }
    if number.is_none() { Some(found) } else { None }
}

/// A day some months later; a day the month does not have becomes its last (31 January + 1 month = 28 February).
#[must_use]
pub fn add_months(date: Date, months: i64) -> Option<Date> {
    let count = (i64::from(date.year()) * 12 + i64::from(date.month()) - 1).checked_add(months)?;
    let first = date_of(count.div_euclid(12), count.rem_euclid(12) + 1, 1)?;
    date_of(i64::from(first.year()), i64::from(first.month()), i64::from(date.day().min(first.days_in_month())))
}

/// A moment some seconds later.
#[must_use]
pub fn add_seconds(moment: DateTime, seconds: i64) -> Option<DateTime> {
    let in_day = second_of_day(moment.time()).checked_add(seconds)?;
    let days = SignedDuration::from_hours(in_day.div_euclid(DAY).checked_mul(24).filter(|hours| hours.abs() < 1 << 40)?);
    let date = moment.date().checked_add(days).ok().filter(|date| date.year() >= 1)?;
    Some(DateTime::from_parts(date, time_at(in_day.rem_euclid(DAY))?))
}

/// Seconds from one moment to another.
#[must_use]
pub fn seconds_between(from: DateTime, to: DateTime) -> i64 {
    from.date().duration_until(to.date()).as_secs() + second_of_day(to.time()) - second_of_day(from.time())
}

/// Whole months from one day to another; negative backwards (DMN 1.5 §10.3.4.1, `years and months duration`).
#[must_use]
pub fn months_between(from: Date, to: Date) -> i64 {
    if to < from {
        return -months_between(to, from);
    }
    let months = (i64::from(to.year()) - i64::from(from.year())) * 12 + i64::from(to.month()) - i64::from(from.month());
    if to.day() < from.day() { months - 1 } else { months }
}

/// Seconds since midnight.
#[must_use]
pub fn second_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 3600 + i64::from(time.minute()) * 60 + i64::from(time.second())
}

/// The time so many seconds after midnight.
#[must_use]
pub fn time_at(second: i64) -> Option<Time> {
    time_of(second / 3600, second / 60 % 60, second % 60)
}

/// `2026-11-22`
#[must_use]
pub fn date_text(date: Date) -> String {
    let mut text = String::with_capacity(10);
    push_digits(&mut text, i64::from(date.year()), 4);
    text.push('-');
    push_digits(&mut text, i64::from(date.month()), 2);
    text.push('-');
    push_digits(&mut text, i64::from(date.day()), 2);
    text
}

/// `23:59:00`
#[must_use]
pub fn time_text(time: Time) -> String {
    let mut text = String::with_capacity(8);
    for (part, separator) in [(time.hour(), ":"), (time.minute(), ":"), (time.second(), "")] {
        push_digits(&mut text, i64::from(part), 2);
        text.push_str(separator);
    }
    text
}

/// `P1Y2M`
#[must_use]
pub fn months_text(months: i64) -> String {
    let mut text = String::from(if months < 0 { "-P" } else { "P" });
    let count = months.unsigned_abs();
    push_designated(&mut text, count / 12, 'Y');
    push_designated(&mut text, count % 12, 'M');
    if count == 0 {
        text.push_str("0M");
    }
    text
}

/// `P1DT12H`
#[must_use]
pub fn seconds_text(seconds: i64) -> String {
    let mut text = String::from(if seconds < 0 { "-P" } else { "P" });
    let count = seconds.unsigned_abs();
    push_designated(&mut text, count / DAY.unsigned_abs(), 'D');
    if !count.is_multiple_of(DAY.unsigned_abs()) {
        text.push('T');
        push_designated(&mut text, count / 3600 % 24, 'H');
        push_designated(&mut text, count / 60 % 60, 'M');
        push_designated(&mut text, count % 60, 'S');
    } else if count == 0 {
        text.push_str("T0S");
    }
    text
}

fn push_designated(text: &mut String, count: u64, letter: char) {
    if count > 0 {
        push_digits(text, i64::try_from(count).unwrap_or(i64::MAX), 1);
        text.push(letter);
    }
}

/// Appends a number without a sign, with zeros in front up to `width` digits.
pub(crate) fn push_digits(text: &mut String, number: i64, width: usize) {
    let mut digits = [b'0'; 20];
    let (mut left, mut start) = (number.unsigned_abs(), digits.len());
    while left > 0 || digits.len() - start < width.max(1) {
        start -= 1;
        if let Some(digit) = digits.get_mut(start) {
            *digit = b'0' + (left % 10) as u8;
        }
        left /= 10;
    }
    text.extend(digits.iter().skip(start).map(|digit| char::from(*digit)));
}

/// The whole number that a value is.
pub(crate) fn whole(value: &Value) -> Option<i64> {
    value.as_number().and_then(Number::to_integer)
}

/// Reads fixed parts from the front.
struct Parts<'a>(&'a [u8]);

impl Parts<'_> {
    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        digits.iter().try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))
    }
    fn expect(&mut self, byte: u8) -> Option<()> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        (*first == byte).then_some(())
    }
    fn is_done(&self) -> bool {
        self.0.is_empty()
    }
}
