//! How a language writes days, numbers, amounts and sizes. In: exact values. Out: text. German for every language we know
//! nothing better of, since that is what the clerk reads.

use crate::feel::Number;
use crate::feel::temporal::push_digits;
use crate::validate::{Known, with_comma};
use jiff::civil::{Date, DateTime};

/// A day as people of a language (BCP 47) write it: `22.11.2026`, `22 November 2026`.
#[must_use]
pub fn day(language: &str, date: Date) -> String {
    Writing::of(language).day(date)
}

/// A moment to the minute: `22.11.2026, 14:30 Uhr`, `22 November 2026, 14:30`.
#[must_use]
pub fn moment(language: &str, at: DateTime) -> String {
    let writing = Writing::of(language);
    [&writing.day(at.date()), ", ", &writing.time(at.time())].concat()
}

/// The ways of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Writing {
    /// `22.11.2026`, `1.234,50 €`
    German,
    /// `22 November 2026`, `€1,234.50`
    English,
}

impl Writing {
    /// Of a language (BCP 47).
    pub(super) fn of(language: &str) -> Self {
        if language == "en" || language.starts_with("en-") { Self::English } else { Self::German }
    }

    /// A day.
    pub(super) fn day(self, date: Date) -> String {
        let known = Known { year: date.year().into(), month: Some(date.month().into()), day: Some(date.day().into()) };
        self.known_day(known)
    }

    /// A time to the minute: `14:30 Uhr`, `14:30`.
    pub(super) fn time(self, time: jiff::civil::Time) -> String {
        let mut text = String::new();
        push_digits(&mut text, time.hour().into(), 2);
        text.push(':');
        push_digits(&mut text, time.minute().into(), 2);
        if self == Self::German {
            text.push_str("\u{A0}Uhr");
        }
        text
    }

    /// What is known of a day, with the word for unknown parts: `07.1950 (Tag unbekannt)`.
    pub(super) fn partial_day(self, known: Known, unknown: &str) -> String {
        let missing = match (self, known.month, known.day) {
            (_, Some(_), Some(_)) => return self.known_day(known),
            (Self::German, Some(_), None) => "Tag",
            (Self::German, None, _) => "Tag und Monat",
            (Self::English, Some(_), None) => "day",
            (Self::English, None, _) => "day and month",
        };
        [&self.known_day(known), " (", missing, " ", unknown, ")"].concat()
    }

    fn known_day(self, known: Known) -> String {
        let mut text = String::new();
        match self {
            Self::German => {
                for part in [known.day, known.month].into_iter().flatten() {
                    push_digits(&mut text, part, 2);
                    text.push('.');
                }
            }
            Self::English => {
                if let Some(day) = known.day {
                    push_digits(&mut text, day, 1);
                    text.push(' ');
                }
                let name = known.month.and_then(|month| usize::try_from(month - 1).ok()).and_then(|month| MONTHS.get(month));
                if let Some(name) = name {
                    text.push_str(name);
                    text.push(' ');
                }
            }
        }
        push_digits(&mut text, known.year, 4);
        text
    }

    /// A number; from five digits on in groups of three.
    pub(super) fn number(self, number: Number) -> String {
        self.grouped(number, 5)
    }

    /// An amount in euro, two digits behind the mark.
    pub(super) fn euro(self, amount: Number) -> String {
        let digits = self.grouped(amount.with_decimals(2), 4);
        match self {
            Self::German => [&digits, "\u{A0}€"].concat(),
            Self::English => match digits.strip_prefix('-') {
                Some(digits) => ["-€", digits].concat(),
                None => ["€", &digits].concat(),
            },
        }
    }

    /// The size of a file: bytes, whole KB below a megabyte, then MB with at most one decimal, rounded up. Counted as `max-size` in definitions and as where it is
    /// chosen, so that a file of 10 MB is never said to be larger than the 10 MB that are allowed.
    pub(super) fn size(self, bytes: u64) -> String {
        const KB: u64 = 1024;
        const MB: u64 = KB * KB;
        let mut text = String::new();
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        let kilobytes = bytes.div_ceil(KB);
        if bytes < KB {
            push_digits(&mut text, whole(bytes), 1);
            text.push_str(if self == Self::German { "\u{A0}Byte" } else { "\u{A0}bytes" });
        } else if kilobytes < KB {
            push_digits(&mut text, whole(kilobytes), 1);
            text.push_str("\u{A0}KB");
        } else {
            let tenths = bytes.saturating_mul(10).div_ceil(MB);
            push_digits(&mut text, whole(tenths / 10), 1);
            if !tenths.is_multiple_of(10) {
                text.push(if self == Self::German { ',' } else { '.' });
                push_digits(&mut text, whole(tenths % 10), 1);
            }
            text.push_str("\u{A0}MB");
        }
        text
    }

    fn grouped(self, number: Number, from: usize) -> String {
        let written = with_comma(number);
        let (whole, decimals) = written.split_once(',').map_or((written.as_str(), None), |(whole, rest)| (whole, Some(rest)));
        let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
        let (group, mark) = if self == Self::German { ('.', ',') } else { (',', '.') };
        let mut text = String::from(sign);
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 && digits.len() >= from {
                text.push(group);
            }
            text.push(digit);
        }
        if let Some(decimals) = decimals {
            text.push(mark);
            text.push_str(decimals);
        }
        text
    }
}

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    #[test]
    fn days_are_written_as_the_language_does() {
        assert_eq!(Writing::German.day(date(2026, 11, 2)), "02.11.2026");
        assert_eq!(Writing::English.day(date(2026, 11, 2)), "2 November 2026");
        assert_eq!(day("de-simple", date(2026, 11, 2)), "02.11.2026");
        assert_eq!(moment("de", date(2026, 11, 2).at(8, 5, 0, 0)), "02.11.2026, 08:05\u{A0}Uhr");
        assert_eq!(moment("en", date(2026, 11, 2).at(8, 5, 0, 0)), "2 November 2026, 08:05");
    }

    #[test]
    fn unknown_parts_are_named() {
        let known = |month, day| Known { year: 1950, month, day };
        assert_eq!(Writing::German.partial_day(known(Some(7), None), "unbekannt"), "07.1950 (Tag unbekannt)");
        assert_eq!(Writing::German.partial_day(known(None, None), "unbekannt"), "1950 (Tag und Monat unbekannt)");
        assert_eq!(Writing::English.partial_day(known(Some(7), None), "unknown"), "July 1950 (day unknown)");
        assert_eq!(Writing::English.partial_day(known(Some(7), Some(5)), "unknown"), "5 July 1950");
    }

    #[test]
    fn amounts_have_two_decimals_and_groups() {
        assert_eq!(Writing::German.euro(number("30.7")), "30,70\u{A0}€");
        assert_eq!(Writing::German.euro(number("1234567.5")), "1.234.567,50\u{A0}€");
        assert_eq!(Writing::English.euro(number("1234.5")), "€1,234.50");
        assert_eq!(Writing::English.euro(number("-1.5")), "-€1.50");
    }

    #[test]
    fn numbers_below_ten_thousand_have_no_groups() {
        assert_eq!(Writing::German.number(number("1990")), "1990");
        assert_eq!(Writing::German.number(number("12345.678")), "12.345,678");
        assert_eq!(Writing::English.number(number("-12345.5")), "-12,345.5");
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(Writing::German.size(1023), "1023\u{A0}Byte");
        assert_eq!(Writing::German.size(1025), "2\u{A0}KB");
        assert_eq!(Writing::German.size(1023 * 1024), "1023\u{A0}KB");
        assert_eq!(Writing::German.size(1023 * 1024 + 1), "1\u{A0}MB");
        assert_eq!(Writing::German.size(10 * 1024 * 1024), "10\u{A0}MB");
        assert_eq!(Writing::English.size(1_310_721), "1.3\u{A0}MB");
    }
}
