//! Numbers and amounts as people write them. In: German or English digit grouping, comma or point. Out: an exact number.
//!
//! One reading for each way of writing, and where a German and an English reader would differ, either the German reading or
//! a refusal, never a guess:
//! - comma and point: the later one is the decimal mark, the other one groups (`1.234,56`, `1,234.56`);
//! - one comma: decimal mark (`12,5`). In a whole number `1,234` is refused, since an Englishman means another thing by it;
//! - one point with exactly three digits behind it and a group of one to three, not zero, before it groups, as German does
//!   (`1.234` is 1234, `3.500` is 3500); else it is the decimal mark (`1234.5`, `0.250`, `12.50`);
//! - several commas or several points group (`1.234.567`);
//! - groups may be parted by spaces or apostrophes too (`1 234,5`, `1'234`). Groups have three digits.

use super::{Fault, Reading};
use crate::feel::number::MOST_DECIMALS;
use crate::feel::{Number, Value};

/// Most digits of a decimal, those behind the point counted: more than any amount or area has, and what every decimal library holds
/// exactly. So that schemas can say it.
pub(crate) const MOST_DIGITS: u32 = 28;

/// Reads a whole number.
pub(super) fn read_integer(typed: &str) -> Result<Reading, Fault> {
    let written = parse(typed).ok_or(Fault::NotANumber)?;
    let number = written.number().ok_or(Fault::NotANumber)?;
    // `12,00` is whole; three zeros behind a comma may be an English thousand.
    if number.to_integer().is_none() && !written.decimals.is_empty() || written.decimals.len() == 3 {
        return Err(Fault::NotAWholeNumber);
    }
    let whole = number.to_integer().ok_or(Fault::NotANumber)?;
    let number = Number::from(whole);
    Ok(Reading::of(number.to_string(), Value::Number(number)))
}

/// Reads a number with at most `scale` digits behind the decimal mark.
pub(super) fn read_decimal(typed: &str, scale: u32) -> Result<Reading, Fault> {
    let written = parse(typed).ok_or(Fault::NotANumber)?;
    within_scale(&written, scale)?;
    let number = within_digits(written.number().ok_or(Fault::NotANumber)?, scale)?;
    Ok(Reading::of(with_comma(number), Value::Number(number)))
}

/// Reads an amount in euro; the sign of the currency may stand before or behind it.
pub(super) fn read_money(typed: &str) -> Result<Reading, Fault> {
    let tidy = super::text::tidy(typed);
    let mut bare = tidy.as_str();
    for mark in ["€", "EUR", "Euro"] {
        bare = bare.strip_suffix(mark).or_else(|| bare.strip_prefix(mark)).unwrap_or(bare);
    }
    let written = parse(bare).ok_or(Fault::NotANumber)?;
    within_scale(&written, 2)?;
    let amount = within_digits(written.number().ok_or(Fault::NotANumber)?, 2)?.with_decimals(2);
    Ok(Reading::of(with_comma(amount), Value::Number(amount)))
}

/// The number as a German types it, without grouping: the one way of writing that reads back as the same everywhere.
pub(crate) fn with_comma(number: Number) -> String {
    number.to_string().replacen('.', ",", 1)
}

/// Checks the ends, which may be null.
pub(super) fn check(value: &Value, least: &Value, most: &Value) -> Option<Fault> {
    let number = value.as_number()?;
    match (least.as_number(), most.as_number()) {
        (Some(least), _) if number < least => Some(Fault::TooSmall { least: least.to_string() }),
        (_, Some(most)) if number > most => Some(Fault::TooLarge { most: most.to_string() }),
        _ => None,
    }
}

fn within_scale(written: &Written, scale: u32) -> Result<(), Fault> {
    let typed = u32::try_from(written.decimals.len()).unwrap_or(u32::MAX);
    if typed > scale.min(MOST_DECIMALS) { Err(Fault::TooManyDecimals { scale }) } else { Ok(()) }
}

/// Refuses what has more digits than `MOST_DIGITS` when it is written with all digits behind the point.
fn within_digits(number: Number, scale: u32) -> Result<Number, Fault> {
    let (coefficient, written) = number.to_parts();
    let missing = scale.min(MOST_DECIMALS).saturating_sub(written);
    let digits = coefficient.unsigned_abs().checked_ilog10().map_or(1, |power| power + 1);
    if coefficient != 0 && digits + missing > MOST_DIGITS { Err(Fault::NotANumber) } else { Ok(number) }
}

/// Digits before and behind the decimal mark.
struct Written {
    is_negative: bool,
    whole: String,
    decimals: String,
}

impl Written {
    fn number(&self) -> Option<Number> {
        let mut plain = String::with_capacity(self.whole.len() + self.decimals.len() + 2);
        if self.is_negative {
            plain.push('-');
        }
        plain.push_str(&self.whole);
        if !self.decimals.is_empty() {
            plain.push('.');
            plain.push_str(&self.decimals);
        }
        Number::parse(&plain)
    }
}

fn parse(typed: &str) -> Option<Written> {
    let tidy = super::text::tidy(typed);
    let (is_negative, typed) = match tidy.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, tidy.strip_prefix('+').unwrap_or(&tidy)),
    };
    let typed = typed.trim_start();
    let mark = decimal_mark(typed);
    let (whole, decimals) = match mark {
        Some(at) => (typed.get(..at)?, typed.get(at + 1..)?),
        None => (typed, ""),
    };
    if !decimals.bytes().all(|byte| byte.is_ascii_digit()) || (mark.is_some() && decimals.is_empty()) {
        return None;
    }
    Some(Written { is_negative, whole: ungrouped(whole)?, decimals: decimals.to_owned() })
}

/// Where the decimal mark stands, if there is one.
fn decimal_mark(typed: &str) -> Option<usize> {
    let (commas, points) = (typed.matches(',').count(), typed.matches('.').count());
    match (typed.rfind(','), typed.rfind('.')) {
        (Some(comma), Some(point)) => Some(comma.max(point)),
        (Some(comma), None) => (commas == 1).then_some(comma),
        (None, Some(point)) if points == 1 => {
            let (before, behind) = (typed.get(..point)?, typed.get(point + 1..)?);
            let groups = behind.len() == 3 && (1..=3).contains(&before.len()) && !before.starts_with('0');
            (!groups).then_some(point)
        }
        _ => None,
    }
}

/// Digits without the marks between groups: one kind of mark, the first group of one to three digits, the others of three.
fn ungrouped(whole: &str) -> Option<String> {
    let mut digits = String::with_capacity(whole.len());
    let mut mark = None;
    let mut group = 0;
    for character in whole.chars() {
        if character.is_ascii_digit() {
            digits.push(character);
            group += 1;
        } else {
            let is_mark = matches!(character, '.' | ',' | '\'' | '’' | ' ');
            let fits = if mark.is_none() { (1..=3).contains(&group) } else { group == 3 };
            if !is_mark || !fits || mark.is_some_and(|before| before != character) {
                return None;
            }
            mark = Some(character);
            group = 0;
        }
    }
    if group == 0 || (mark.is_some() && group != 3) { None } else { Some(digits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(typed: &str) -> String {
        match read_decimal(typed, 6) {
            Ok(reading) => reading.value.as_number().unwrap().to_string(),
            Err(fault) => format!("{fault:?}"),
        }
    }

    #[test]
    fn german_and_english_grouping_are_understood() {
        for (typed, meant) in [
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1234.5", "1234.5"),
            ("1234,5", "1234.5"),
            ("1.234", "1234"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("1.234.567,8", "1234567.8"),
            ("1 234,5", "1234.5"),
            ("1'234", "1234"),
            ("0.250", "0.250"),
            ("12.50", "12.50"),
            ("1234.567", "1234.567"),
            ("-3,5", "-3.5"),
            ("−3,5", "-3.5"),
            ("+7", "7"),
            (" 007 ", "7"),
            ("1,234", "1.234"),
        ] {
            assert_eq!(decimal(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_not_clearly_one_number_is_refused() {
        for typed in [
            "",
            "-",
            ",",
            "1,",
            "1.",
            "1.23.4",
            "12.34,5",
            "1234.567,8",
            "1,2,3",
            "1 23",
            "1.234 567",
            "12a",
            "1e5",
            "١٢",
            "1..2",
            "0x1F",
            "1-2",
            "--5",
            "++5",
            "+-5",
            "99999999999999999999999999999999",
        ] {
            assert_eq!(decimal(typed), "NotANumber", "{typed}");
        }
        assert_eq!(decimal("1,2345678"), "TooManyDecimals { scale: 6 }");
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let read = |typed| read_integer(typed).map(|reading| reading.value.as_number().unwrap().to_string());
        assert_eq!(read("1.500"), Ok("1500".into()));
        assert_eq!(read("12,00"), Ok("12".into()));
        assert_eq!(read("-4"), Ok("-4".into()));
        for typed in ["1,5", "1.5", "1,234", "1,000"] {
            assert_eq!(read(typed), Err(Fault::NotAWholeNumber), "{typed}");
        }
        for typed in ["zwei", "99999999999999999999"] {
            assert_eq!(read(typed), Err(Fault::NotANumber), "{typed}");
        }
    }

    #[test]
    fn amounts_have_two_digits_behind_the_comma() {
        let read = |typed| read_money(typed).map(|reading| reading.normal_text());
        for (typed, normal) in [("30,7", "30,70"), ("30.70 €", "30,70"), ("1.234,56 EUR", "1234,56"), ("€ 5", "5,00"), ("1.000", "1000,00")]
        {
            assert_eq!(read(typed), Ok(normal.to_owned()), "{typed}");
        }
        assert_eq!(read("1,000"), Err(Fault::TooManyDecimals { scale: 2 }));
        assert_eq!(read("fünf"), Err(Fault::NotANumber));
    }

    #[test]
    fn a_normal_form_reads_back_as_the_same_number() {
        for typed in ["1.234", "1,234", "0,5", "1234.567", "-2"] {
            let once = read_decimal(typed, 6).unwrap();
            let twice = read_decimal(&once.normal_text(), 6).unwrap();
            assert_eq!(once, twice, "{typed}");
        }
    }

    #[test]
    fn ends_belong_to_what_is_allowed() {
        let value = |number: i64| Value::from(number);
        assert_eq!(check(&value(1), &value(1), &value(1)), None);
        assert_eq!(check(&value(0), &value(1), &Value::Null), Some(Fault::TooSmall { least: "1".into() }));
        assert_eq!(check(&value(2), &Value::Null, &value(1)), Some(Fault::TooLarge { most: "1".into() }));
    }
}
