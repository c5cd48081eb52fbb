//! Where a time is. In: days, times and zones. Out: differences. The zones are those of the IANA database that is built in.

use super::{Clock, DAY, Day, SECOND};
use jiff::civil;
use jiff::tz::{TimeZone, TimeZoneDatabase};

/// Where a time is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// Not said.
    Local,
    /// Seconds east of UTC.
    Offset(i32),
    /// A zone by its name, `Europe/Berlin`.
    Named(String),
}

impl Zone {
    /// A zone by its name, if there is one.
    pub(super) fn named(name: &str) -> Option<Self> {
        zone(name).map(|_| Self::Named(name.to_owned()))
    }

    /// Nanoseconds east of UTC at a local day and time; none when it is not said where.
    pub(super) fn offset(&self, day: Day, nanoseconds: i64) -> Option<i64> {
        match self {
            Self::Local => None,
            Self::Offset(seconds) => Some(i64::from(*seconds) * SECOND),
            Self::Named(name) => {
                let moment = civil_of(day, nanoseconds)?;
                let offset = zone(name)?.to_ambiguous_zoned(moment).compatible().ok()?.offset();
                Some(i64::from(offset.seconds()) * SECOND)
            }
        }
    }

    /// Nanoseconds east of UTC at a moment of UTC.
    pub(super) fn offset_at(&self, instant: i128) -> Option<i64> {
        let Self::Named(name) = self else { return self.offset(Day { year: 1970, month: 1, day: 1 }, 0) };
        let day = Day::at(i64::try_from(instant.div_euclid(i128::from(DAY))).ok()?)?;
        let moment = civil_of(day, i64::try_from(instant.rem_euclid(i128::from(DAY))).ok()?)?;
        let timestamp = TimeZone::UTC.to_timestamp(moment).ok()?;
        Some(i64::from(zone(name)?.to_offset(timestamp).seconds()) * SECOND)
    }
}

fn zone(name: &str) -> Option<TimeZone> {
    TimeZoneDatabase::bundled().get(name).ok()
}

/// The library knows fewer years; zones beyond them are what they were at the end.
fn civil_of(day: Day, nanoseconds: i64) -> Option<civil::DateTime> {
    let year = i16::try_from(day.year.clamp(-9998, 9998)).ok()?;
    let month = i8::try_from(day.month).ok()?;
    let date = civil::Date::new(year, month, i8::try_from(day.day).ok()?).or_else(|_| civil::Date::new(year, month, 28)).ok()?;
    Some(date.to_datetime(super::super::temporal::time_at(nanoseconds / SECOND)?))
}

/// Nanoseconds since 1970 in UTC; none for a local time.
pub(super) fn instant(day: Day, clock: &Clock) -> Option<i128> {
    let offset = clock.zone.offset(day, clock.nanoseconds)?;
    Some(local(day, clock) - i128::from(offset))
}

/// Nanoseconds since 1970 as the clock shows it.
pub(super) fn local(day: Day, clock: &Clock) -> i128 {
    i128::from(day.number()) * i128::from(DAY) + i128::from(clock.nanoseconds)
}

/// Nanoseconds from the second moment to the first; both say where they are, or neither does.
pub(super) fn between(left: (Day, &Clock), right: (Day, &Clock)) -> Option<i128> {
    match (&left.1.zone, &right.1.zone) {
        (Zone::Local, Zone::Local) => Some(local(left.0, left.1) - local(right.0, right.1)),
        (Zone::Local, _) | (_, Zone::Local) => None,
        _ => Some(instant(left.0, left.1)? - instant(right.0, right.1)?),
    }
}

/// Nanoseconds from the second time of day to the first. A zone without a day has the offset of its winter.
pub(super) fn between_times(left: &Clock, right: &Clock) -> Option<i128> {
    if left.zone == right.zone {
        return Some(i128::from(left.nanoseconds) - i128::from(right.nanoseconds));
    }
    let winter = Day { year: 2000, month: 1, day: 1 };
    between((winter, left), (winter, right))
}
