//! Calendar days in three inputs. In: day, month and year as typed. Out: a day that exists, or the parts of it that are
//! known (FIM G60000083, "Geburtsdatum (teilbekannt)").

use super::text::bare;
use super::{Fault, Reading};
use crate::answers::RawAnswer;
use crate::feel::Value;
use crate::feel::temporal::{date_of, date_text};
use jiff::civil::Date;

/// The three inputs.
#[derive(Clone, Copy)]
pub(super) struct Typed<'a> {
    pub(super) day: &'a str,
    pub(super) month: &'a str,
    pub(super) year: &'a str,
}

/// A partial date: month 1–12, day 1–31, each only where the larger part is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) year: i64,
    pub(crate) month: Option<i64>,
    pub(crate) day: Option<i64>,
}

/// Reads a whole day.
pub(super) fn read(typed: Typed<'_>) -> Result<Reading, Fault> {
    let missing = [typed.day, typed.month, typed.year].map(|part| bare(part).is_empty());
    if missing.contains(&true) {
        let [day, month, year] = missing;
        return Err(Fault::DateIncomplete { day, month, year });
    }
    let year = year(typed.year)?;
    let (day, month) = (small(typed.day)?, small(typed.month)?);
    let date = date_of(year, month, day).ok_or(Fault::NoSuchDate)?;
    Ok(Reading { normal: normal(year, Some(month), Some(day)), value: Value::Date(date) })
}

/// Reads a day of which month and day may be unknown: blank, `0` or `00`.
pub(super) fn read_partial(typed: Typed<'_>) -> Result<Reading, Fault> {
    let known = known(typed)?;
    let date = known.month.zip(known.day).and_then(|(month, day)| date_of(known.year, month, day));
    Ok(Reading { normal: normal(known.year, known.month, known.day), value: date.map(Value::Date).into() })
}

/// The known parts of a partial date.
pub(super) fn known(typed: Typed<'_>) -> Result<Known, Fault> {
    if bare(typed.year).is_empty() {
        return Err(Fault::DateIncomplete { day: false, month: false, year: true });
    }
    let year = year(typed.year)?;
    let (day, month) = (unknown_or(typed.day)?, unknown_or(typed.month)?);
    if day.is_some() && month.is_none() {
        return Err(Fault::DayWithoutMonth);
    }
    date_of(year, month.unwrap_or(1), day.unwrap_or(1)).ok_or(Fault::NoSuchDate)?;
    Ok(Known { year, month, day })
}

/// Checks the ends, which may be null.
pub(super) fn check(value: &Value, earliest: &Value, latest: &Value) -> Option<Fault> {
    let date = value.as_date()?;
    match (as_day(earliest), as_day(latest)) {
        (Some(earliest), _) if date < earliest => Some(Fault::TooEarly { earliest: date_text(earliest) }),
        (_, Some(latest)) if date > latest => Some(Fault::TooLate { latest: date_text(latest) }),
        _ => None,
    }
}

/// Whether all that is known of a day lies behind today: the year, or in this year the month, or in this month the day.
pub(super) fn is_in_future(known: Known, today: Date) -> bool {
    let now = (i64::from(today.year()), i64::from(today.month()), i64::from(today.day()));
    (known.year, known.month.unwrap_or(0), known.day.unwrap_or(0)) > now
}

// Inline: it is too small for a file that two parts share.
#[inline(always)]
fn as_day(value: &Value) -> Option<Date> {
    match value {
        Value::Date(date) => Some(*date),
        Value::DateTime(moment) => Some(moment.date()),
        _ => None,
    }
}

/// Four digits: two would leave the century open, and people would be born in the future.
fn year(typed: &str) -> Result<i64, Fault> {
    let typed = bare(typed);
    if !typed.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NoSuchDate);
    }
    if typed.len() == 4 { typed.parse().map_err(|_| Fault::NoSuchDate) } else { Err(Fault::YearNotFourDigits) }
}

/// One or two digits, with the point that German puts behind days and months or without.
fn small(typed: &str) -> Result<i64, Fault> {
    let typed = bare(typed);
    let typed = typed.strip_suffix('.').unwrap_or(typed);
    let is_small = (1..=2).contains(&typed.len()) && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_small { typed.parse().map_err(|_| Fault::NoSuchDate) } else { Err(Fault::NoSuchDate) }
}

fn unknown_or(typed: &str) -> Result<Option<i64>, Fault> {
    if bare(typed).is_empty() { Ok(None) } else { small(typed).map(|number| Some(number).filter(|number| *number > 0)) }
}

fn normal(year: i64, month: Option<i64>, day: Option<i64>) -> RawAnswer {
    let digits = |number: Option<i64>, width| {
        let mut text = String::new();
        if let Some(number) = number {
            crate::feel::temporal::push_digits(&mut text, number, width);
        }
        text
    };
    RawAnswer::Date { day: digits(day, 2), month: digits(month, 2), year: digits(Some(year), 4) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn typed(day: &'static str, month: &'static str, year: &'static str) -> Typed<'static> {
        Typed { day, month, year }
    }

    #[test]
    fn days_exist_or_do_not() {
        for (day, month, year) in [
            ("29", "2", "2024"),
            (" 1 ", "01", "1999"),
            ("1.", " 5. ", "1999"),
            ("31", "12", "9999"),
            ("29", "2", "2000"),
            ("28", "02", "1900"),
        ] {
            assert!(read(typed(day, month, year)).is_ok(), "{day}.{month}.{year}");
        }
        for (day, month, year) in [
            ("29", "2", "2026"),
            ("29", "2", "1900"),
            ("31", "4", "2026"),
            ("0", "1", "2026"),
            ("1", "13", "2026"),
            ("x", "1", "2026"),
            ("1", "Mai", "2026"),
            ("001", "1", "2026"),
            ("1..", "1", "2026"),
            (".", "1", "2026"),
            ("-1", "1", "2026"),
            ("1", "1", "0000"),
            ("1", "1", "20x6"),
        ] {
            assert_eq!(read(typed(day, month, year)), Err(Fault::NoSuchDate), "{day}.{month}.{year}");
        }
    }

    #[test]
    fn the_missing_parts_are_named() {
        assert_eq!(read(typed("", "1", "")), Err(Fault::DateIncomplete { day: true, month: false, year: true }));
        assert_eq!(read(typed("1", " ", "2026")), Err(Fault::DateIncomplete { day: false, month: true, year: false }));
    }

    #[test]
    fn years_have_four_digits() {
        for year in ["26", "026", "12026"] {
            assert_eq!(read(typed("1", "1", year)), Err(Fault::YearNotFourDigits), "{year}");
        }
    }

    #[test]
    fn normal_days_have_two_digits() {
        let normal = RawAnswer::Date { day: "05".into(), month: "03".into(), year: "2026".into() };
        assert_eq!(read(typed("5", " 3", "2026")).unwrap().normal, normal);
    }

    #[test]
    fn day_and_month_may_be_unknown() {
        let parts = |day, month, year| known(typed(day, month, year));
        assert_eq!(parts("", "", "1950"), Ok(Known { year: 1950, month: None, day: None }));
        assert_eq!(parts("00", "0", "1950"), Ok(Known { year: 1950, month: None, day: None }));
        assert_eq!(parts("0", "7", "1950"), Ok(Known { year: 1950, month: Some(7), day: None }));
        assert_eq!(parts("5", "7", "1950"), Ok(Known { year: 1950, month: Some(7), day: Some(5) }));
        assert_eq!(parts("5", "00", "1950"), Err(Fault::DayWithoutMonth));
        assert_eq!(parts("5", "7", ""), Err(Fault::DateIncomplete { day: false, month: false, year: true }));
        assert_eq!(parts("31", "6", "1950"), Err(Fault::NoSuchDate));
        assert_eq!(parts("", "13", "1950"), Err(Fault::NoSuchDate));
        assert_eq!(parts("", "", "50"), Err(Fault::YearNotFourDigits));
    }

    #[test]
    fn a_partial_date_has_a_value_only_when_it_is_whole() {
        assert_eq!(read_partial(typed("", "7", "1950")).unwrap().value, Value::Null);
        assert_eq!(read_partial(typed("5", "7", "1950")).unwrap().value, Value::Date(date(1950, 7, 5)));
    }

    #[test]
    fn the_future_begins_with_what_is_known() {
        let today = date(2026, 11, 22);
        let future = |year, month, day| is_in_future(Known { year, month, day }, today);
        assert!(!future(2026, None, None) && !future(2026, Some(11), None) && !future(2026, Some(11), Some(22)));
        assert!(future(2027, None, None) && future(2026, Some(12), None) && future(2026, Some(11), Some(23)));
    }

    #[test]
    fn ends_belong_to_what_is_allowed() {
        let day = |day| Value::Date(date(2026, 11, day));
        assert_eq!(check(&day(22), &day(22), &day(22)), None);
        assert_eq!(check(&day(21), &day(22), &Value::Null), Some(Fault::TooEarly { earliest: "2026-11-22".into() }));
        assert_eq!(check(&day(23), &Value::Null, &day(22)), Some(Fault::TooLate { latest: "2026-11-22".into() }));
    }
}
