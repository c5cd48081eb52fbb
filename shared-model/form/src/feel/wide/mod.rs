//! Days, times and durations beyond what forms have: offsets and zones, fractions of a second, years beyond 1 to 9999 (DMN 1.5
//! §10.3.2.3). In and out: values. Only `vordruck feel` has them; what fits into the plain values of forms is one of those.

pub(super) mod arithmetic;
mod calendar;
pub(super) mod functions;
mod read;
pub(super) mod text;
mod zone;

use super::kinds::Kind;
use super::value::Value;
use jiff::civil::{Date, DateTime, Time};
use std::cmp::Ordering;

pub(super) use calendar::Day;
pub(super) use read::{date, date_time, duration, time};
pub(super) use zone::Zone;

/// Nanoseconds of a second.
const SECOND: i64 = 1_000_000_000;
/// Nanoseconds of a day.
const DAY: i64 = 86_400 * SECOND;

/// A day, time or duration that no plain value can hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Wide {
    /// A day before 0001-01-01 or after 9999-12-31.
    Date(Day),
    /// A time of day with an offset, a zone or a fraction of a second.
    Time(Clock),
    /// Both together.
    DateTime(Day, Clock),
    /// A days and time duration with a fraction of a second, or a very long one, in nanoseconds.
    Nanoseconds(i128),
}

/// A time of day.
#[derive(Debug, Clone, PartialEq)]
pub struct Clock {
    /// Since midnight.
    pub nanoseconds: i64,
    /// Where.
    pub zone: Zone,
}

impl Wide {
    /// Whether it is of a kind.
    pub(super) fn is_of(&self, kind: &Kind) -> bool {
        matches!(
            (self, kind),
            (Self::Date(_), Kind::Date)
                | (Self::Time(_), Kind::Time)
                | (Self::DateTime(..), Kind::DateTime)
                | (Self::Nanoseconds(_), Kind::Seconds)
        )
    }

    /// The wide form of a day, time or days and time duration.
    pub(super) fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Date(date) => Self::Date(day_of(*date)),
            Value::Time(time) => Self::Time(clock_of(*time)),
            Value::DateTime(moment) => Self::DateTime(day_of(moment.date()), clock_of(moment.time())),
            Value::Seconds(seconds) => Self::Nanoseconds(i128::from(*seconds) * i128::from(SECOND)),
            Value::Wide(wide) => (**wide).clone(),
            _ => return None,
        })
    }

    /// The plain value where there is one; none beyond the years FEEL has.
    pub(super) fn into_value(self) -> Option<Value> {
        let plain = match &self {
            Self::Date(day) => plain_day(*day).map(Value::Date),
            Self::Time(clock) => plain_time(clock).map(Value::Time),
            Self::DateTime(day, clock) => {
                plain_day(*day).zip(plain_time(clock)).map(|(day, time)| Value::DateTime(DateTime::from_parts(day, time)))
            }
            Self::Nanoseconds(nanoseconds) if nanoseconds % i128::from(SECOND) == 0 => {
                i64::try_from(nanoseconds / i128::from(SECOND)).ok().map(Value::Seconds)
            }
            Self::Nanoseconds(_) => None,
        };
        Some(plain.unwrap_or_else(|| Value::Wide(Box::new(self))))
    }
}

/// `@"…"`
pub(super) fn literal(text: &str) -> Option<Value> {
    if text.starts_with('P') || text.starts_with("-P") {
        super::temporal::parse_duration(text).or_else(|| duration(text))
    } else if text.split('@').next().is_some_and(|shown| shown.contains('T')) {
        date_time(text)
    } else if text.contains(':') {
        time(text)
    } else {
        date(text)
    }
}

fn day_of(date: Date) -> Day {
    Day { year: i32::from(date.year()), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
}

fn plain_day(day: Day) -> Option<Date> {
    super::temporal::date_of(i64::from(day.year), i64::from(day.month), i64::from(day.day))
}

fn clock_of(time: Time) -> Clock {
    let nanoseconds = super::temporal::second_of_day(time) * SECOND + i64::from(time.subsec_nanosecond());
    Clock { nanoseconds, zone: Zone::Local }
}

fn plain_time(clock: &Clock) -> Option<Time> {
    if clock.zone != Zone::Local || clock.nanoseconds % SECOND != 0 {
        return None;
    }
    super::temporal::time_at(clock.nanoseconds / SECOND)
}

/// The order of two values, when one of them is wide. A local time can't be compared with one that says where.
pub(super) fn order(left: &Value, right: &Value) -> Option<Ordering> {
    match (Wide::of(left)?, Wide::of(right)?) {
        (Wide::Date(left), Wide::Date(right)) => Some(left.cmp(&right)),
        (Wide::Time(left), Wide::Time(right)) => zone::between_times(&left, &right).map(|difference| difference.cmp(&0)),
        (Wide::DateTime(day, clock), Wide::DateTime(other_day, other_clock)) => {
            zone::between((day, &clock), (other_day, &other_clock)).map(|difference| difference.cmp(&0))
        }
        (Wide::Nanoseconds(left), Wide::Nanoseconds(right)) => Some(left.cmp(&right)),
        _ => None,
    }
}
