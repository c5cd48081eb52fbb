//! The proleptic Gregorian calendar over the years FEEL has. In: days, and days counted from 1970-01-01. Out: each other.

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// From -999 999 999 to 999 999 999.
    pub year: i32,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// Years of 400 years have this many days.
const ERA: i64 = 146_097;

impl Day {
    /// The day of a year, a month and a day, if there is one.
    pub(crate) fn new(year: i64, month: i64, day: i64) -> Option<Self> {
        let known = year.abs() <= 999_999_999 && (1..=12).contains(&month) && (1..=last_of(year, month)).contains(&day);
        if !known {
            return None;
        }
        Some(Self { year: i32::try_from(year).ok()?, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? })
    }

    /// Days since 1970-01-01. Years are counted from March, so that the leap day is their last.
    pub(crate) fn number(self) -> i64 {
        let (year, month) = (i64::from(self.year), i64::from(self.month));
        let shifted = if month <= 2 { year - 1 } else { year };
        let of_era = shifted.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day) - 1;
        shifted.div_euclid(400) * ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day so many days after 1970-01-01.
    pub(crate) fn at(number: i64) -> Option<Self> {
        let number = number.checked_add(719_468)?;
        let of_era = number.rem_euclid(ERA);
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year_of_era + number.div_euclid(ERA) * 400 + i64::from(month <= 2);
        Self::new(year, month, day)
    }

    /// The day so many months later; a day the month does not have becomes its last.
    pub(crate) fn plus_months(self, months: i64) -> Option<Self> {
        let count = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(months)?;
        let (year, month) = (count.div_euclid(12), count.rem_euclid(12) + 1);
        Self::new(year, month, i64::from(self.day).min(last_of(year, month)))
    }

    /// 1 = Monday
    pub(crate) fn weekday(self) -> i64 {
        (self.number() + 3).rem_euclid(7) + 1
    }

    /// 1 to 366
    pub(crate) fn of_year(self) -> i64 {
        self.number() - Self { month: 1, day: 1, ..self }.number() + 1
    }

    /// The week of ISO 8601: the one its Thursday lies in.
    pub(crate) fn week(self) -> Option<i64> {
        Some((Self::at(self.number() + 4 - self.weekday())?.of_year() - 1) / 7 + 1)
    }
}

fn last_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn days_agree_with_the_calendar_of_a_library(number in -4_371_000_i64..2_932_000) {
            let day = Day::at(number).unwrap();
            prop_assert_eq!(day.number(), number);
            let other = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(number)).unwrap();
            prop_assert_eq!(
                (i64::from(day.year), i64::from(day.month), i64::from(day.day), day.weekday(), day.of_year(), day.week()),
                (
                    i64::from(other.year()),
                    i64::from(other.month()),
                    i64::from(other.day()),
                    i64::from(other.weekday().to_monday_one_offset()),
                    i64::from(other.day_of_year()),
                    Some(i64::from(other.iso_week_date().week()))
                )
            );
        }

        #[test]
        fn far_days_come_back(number in -365_000_000_000_i64..365_000_000_000) {
            prop_assert_eq!(Day::at(number).map(Day::number), Some(number));
        }
    }
}
