//! Ranges of decimals and days as patterns, for readers that get them as texts. In: the ends. Out: a pattern that matches exactly
//! what lies between them, both included.

use super::NOTHING;

/// Decimals with `scale` digits behind the point from `least` to `most`, given in units of the last digit.
pub(in crate::export) fn decimal_between(least: i128, most: i128, scale: usize) -> String {
    let mut ways = Vec::new();
    if least < 0 && most >= least {
        let nearest = if most < 0 { -most } else { 1 };
        ways.extend(magnitudes(nearest, -least, scale).into_iter().map(|way| ["-", &way].concat()));
    }
    if most >= 0 {
        ways.extend(magnitudes(least.max(0), most, scale));
    }
    if ways.is_empty() { NOTHING.to_owned() } else { ways.join("|") }
}

/// Decimals of any size with any number of digits behind the point.
pub(in crate::export) const ANY_DECIMAL: &str = r"-?[0-9]+(\.[0-9]+)?";

/// Days from one to another, given as eight digits each.
pub(super) fn days_between(earliest: &str, latest: &str) -> String {
    let mut ways = Vec::new();
    if earliest <= latest {
        Digits { marks: &DAY }.between(earliest.as_bytes(), latest.as_bytes(), "", &mut ways);
    }
    if ways.is_empty() { NOTHING.to_owned() } else { ways.join("|") }
}

/// `2026-11-22`
const DAY: [Mark; 2] = [Mark { behind: 4, written: "-" }, Mark { behind: 2, written: "-" }];

/// Ways of writing the numbers from `least` to `most`, neither of them negative.
fn magnitudes(least: i128, most: i128, scale: usize) -> Vec<String> {
    let point = [Mark { behind: scale, written: r"\." }];
    let digits = Digits { marks: if scale > 0 { &point } else { &[] } };
    let (least, most) = (padded(least, scale), padded(most, scale));
    let mut ways = Vec::new();
    let mut whole_lengths: Option<(usize, usize)> = None;
    for length in least.len()..=most.len() {
        // Only numbers below one begin with a zero.
        let (first, last) = (["1", &"0".repeat(length - 1)].concat(), "9".repeat(length));
        let low = if length == least.len() { &least } else { &first };
        let high = if length == most.len() { &most } else { &last };
        if *low == first && *high == last {
            whole_lengths = Some((whole_lengths.map_or(length, |(from, _)| from), length));
        } else if low <= high {
            digits.between(low.as_bytes(), high.as_bytes(), "", &mut ways);
        }
    }
    let whole = whole_lengths.map(|(from, to)| {
        let behind = |length: usize| length - 1 - scale;
        format!("[1-9][0-9]{{{},{}}}{}", behind(from), behind(to), digits.any(scale))
    });
    ways.extend(whole);
    ways
}

/// At least one digit before the point.
fn padded(number: i128, scale: usize) -> String {
    format!("{number:0width$}", width = scale + 1)
}

/// Something that stands before the last so many digits.
struct Mark {
    behind: usize,
    written: &'static str,
}

#[derive(Clone, Copy)]
struct Digits<'a> {
    /// From left to right.
    marks: &'a [Mark],
}

impl Digits<'_> {
    /// Ways of writing the digits from `low` to `high`, of one length, behind `before`.
    fn between(self, low: &[u8], high: &[u8], before: &str, ways: &mut Vec<String>) {
        let (Some((first, low_rest)), Some((last, high_rest))) = (low.split_first(), high.split_first()) else {
            return ways.push(before.to_owned());
        };
        let rest = low_rest.len();
        let (whole_low, whole_high) = (low_rest.iter().all(|digit| *digit == b'0'), high_rest.iter().all(|digit| *digit == b'9'));
        if first == last && !(whole_low && whole_high) {
            return self.between(low_rest, high_rest, &self.with_digit(before, *first, *first, rest), ways);
        }
        if !whole_low {
            let nines = vec![b'9'; rest];
            self.between(low_rest, &nines, &self.with_digit(before, *first, *first, rest), ways);
        }
        let (from, to) = (first + u8::from(!whole_low), last.saturating_sub(u8::from(!whole_high)));
        if from <= to {
            ways.push(self.with_digit(before, from, to, rest) + &self.any(rest));
        }
        if !whole_high {
            let zeros = vec![b'0'; rest];
            self.between(&zeros, high_rest, &self.with_digit(before, *last, *last, rest), ways);
        }
    }

    /// One digit, and the mark before it if one stands there; `rest` digits follow.
    fn with_digit(self, before: &str, from: u8, to: u8, rest: usize) -> String {
        let mark = self.mark(rest + 1);
        let (from, to) = (char::from(from), char::from(to));
        let digit = if from == to { from.to_string() } else { format!("[{from}-{to}]") };
        [before, mark, &digit].concat()
    }

    /// Any digits to the end.
    fn any(self, rest: usize) -> String {
        let mut text = String::new();
        let mut left = rest;
        while left > 0 {
            text.push_str(self.mark(left));
            let run = self.marks.iter().map(|mark| mark.behind).filter(|behind| *behind < left).max().unwrap_or(0);
            match left - run {
                1 => text.push_str("[0-9]"),
                count => text.push_str(&format!("[0-9]{{{count}}}")),
            }
            left = run;
        }
        text
    }

    /// The mark before the last `left` digits.
    fn mark(self, left: usize) -> &'static str {
        self.marks.iter().find(|mark| mark.behind == left).map_or("", |mark| mark.written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use regex::Regex;

    fn written(number: i128, scale: usize) -> String {
        let digits = padded(number.abs(), scale);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let point = if scale > 0 { "." } else { "" };
        format!("{}{whole}{point}{fraction}", if number < 0 { "-" } else { "" })
    }

    #[test]
    fn days_between_two_days_match() {
        let pattern = Regex::new(&format!("^({})$", days_between("20251130", "20270205"))).unwrap();
        for (day, fits) in [
            ("2025-11-29", false),
            ("2025-11-30", true),
            ("2025-12-01", true),
            ("2026-06-15", true),
            ("2027-01-31", true),
            ("2027-02-05", true),
            ("2027-02-06", false),
            ("2028-01-01", false),
            ("20260615", false),
        ] {
            assert_eq!(pattern.is_match(day), fits, "{day}");
        }
    }

    #[test]
    fn a_range_is_written_shortly() {
        assert_eq!(decimal_between(50, 99_999, 2), r"0\.[5-9][0-9]|[1-9]\.[0-9]{2}|[1-9][0-9]{1,2}\.[0-9]{2}");
        assert_eq!(decimal_between(5, 4, 2), NOTHING);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 500, ..ProptestConfig::default() })]

        #[test]
        fn exactly_the_numbers_between_the_ends_match(
            least in -20_000_i128..20_000, width in 0_i128..30_000, scale in 0_usize..4, near in -30_i128..30, any in -60_000_i128..60_000
        ) {
            let most = least + width;
            let pattern = Regex::new(&format!("^({})$", decimal_between(least, most, scale))).unwrap();
            for number in [least, least - 1, most, most + 1, least + near, most + near, any, 0, 1, -1] {
                let text = written(number, scale);
                prop_assert_eq!(pattern.is_match(&text), (least..=most).contains(&number), "{} of {}..{}", text, least, most);
            }
        }
    }
}
