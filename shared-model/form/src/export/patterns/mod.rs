//! What a text may look like, as regular expressions that JSON Schema (ECMA-262), XML Schema, Java, Python and Rust read alike:
//! groups, alternatives, classes and counts, nothing else; no anchors, since XML Schema has none. They describe the normal form in
//! which answers leave. Several patterns of a type all have to match.

mod digits;
mod letters;

pub(super) use self::digits::{ANY_DECIMAL, decimal_between};
pub(super) use self::letters::{letters, letters_name};

use crate::compiled::Identifier;
use crate::validate::{iban_lengths, identifier_shapes};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Nothing at all.
pub(super) const NOTHING: &str = r"[^\s\S]";

/// A day of the Gregorian calendar from 0001-01-01 on.
pub(super) fn day() -> [String; 2] {
    let leap = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
    let other = "[0-9]{4}-(02-(0[1-9]|1[0-9]|2[0-8])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01]))";
    [format!("{leap}|{other}"), format!("{YEAR}-[0-9]{{2}}-[0-9]{{2}}")]
}

/// Days between two days, both included; without one, the calendar ends there.
pub(super) fn days_between(earliest: Option<Date>, latest: Option<Date>) -> String {
    let digits = |day: Date| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day());
    let (earliest, latest) = (earliest.map_or("00010101".to_owned(), digits), latest.map_or("99991231".to_owned(), digits));
    digits::days_between(&earliest, &latest)
}

/// A day, a month or a year.
pub(super) fn partial_day() -> [String; 2] {
    let [day, _] = day();
    [format!("{day}|[0-9]{{4}}(-(0[1-9]|1[0-2]))?"), format!("{YEAR}(-[0-9]{{2}}(-[0-9]{{2}})?)?")]
}

const YEAR: &str = "(000[1-9]|00[1-9][0-9]|0[1-9][0-9]{2}|[1-9][0-9]{3})";

/// Five digits, more than 01000.
pub(super) const POSTAL_CODE: &str = "0100[1-9]|010[1-9][0-9]|01[1-9][0-9]{2}|0[2-9][0-9]{3}|[1-9][0-9]{4}";

/// A mailbox (RFC 5321 §4.1.2), with at most 64 characters before the `@` and 63 in each part of the domain, of which the last
/// is not of digits only. Which characters beyond ASCII are letters is not said.
pub(super) fn email() -> [String; 3] {
    let atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+";
    let letter = "[A-Za-z0-9\u{A1}-\u{D7FF}\u{F900}-\u{FFEF}\u{10000}-\u{3FFFF}]";
    let inner = "[A-Za-z0-9\u{A1}-\u{D7FF}\u{F900}-\u{FFEF}\u{10000}-\u{3FFFF}\\-]";
    let label = format!("{letter}({inner}{{0,61}}{letter})?");
    [
        format!(r"{atom}(\.{atom})*@({label}\.)+{letter}{inner}{{0,61}}{letter}"),
        r"[^@]{1,64}@[^@]+".to_owned(),
        r"[^@]+@.*[^0-9.][^.]*".to_owned(),
    ]
}

/// 4 to 15 digits with `+` in front, brackets in pairs, and single separators; not the `00` for which the normal form has `+`.
pub(super) const PHONE: [&str; 3] = [r"\+?(([0-9 ]|\(([0-9 ][\-/.]?)*[0-9]\))[\-/.]?)*[0-9]", "[^0-9]*([0-9][^0-9]*){4,15}", "0?[^0].*"];

/// An IBAN of a country of the registry, in that country's length. Check digits are beyond a pattern.
pub(super) fn iban() -> String {
    let mut by_length: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    iban_lengths().filter(|(country, _)| *country != "DE").for_each(|(country, length)| by_length.entry(length).or_default().push(country));
    let mut pattern = "DE[0-9]{20}".to_owned();
    for (length, countries) in by_length {
        let _ = write!(pattern, "|({})[0-9]{{2}}[0-9A-Z]{{{}}}", countries.join("|"), length.saturating_sub(4));
    }
    pattern
}

/// A number that an authority or a bank gives. Check digits are beyond a pattern.
pub(super) fn identifier(kind: Identifier) -> String {
    let class = |letter: char| match letter {
        '9' => "[0-9]".to_owned(),
        'A' => "[A-Z]".to_owned(),
        'X' => "[0-9A-Z]".to_owned(),
        literal => literal.to_string(),
    };
    let shapes: Vec<String> = identifier_shapes(kind).iter().map(|shape| shape.chars().map(class).collect()).collect();
    shapes.join("|")
}

/// `GI-AB 123`, at most eight letters and digits, with a season of two to eleven months. Written so that each character decides about
/// the way on: libxml2 loses count where two ways count the same characters.
pub(super) fn number_plate() -> String {
    let (district, letter) = ("[A-ZÄÖÜ]", "[A-Z]");
    // After five letters at most three characters, after four at most four, else four digits and a suffix.
    let three = "[1-9]([0-9][0-9EH]?|[EH])?";
    let four = "[1-9]([0-9]([0-9][0-9EH]?|[EH])?|[EH])?";
    let five = "[1-9][0-9]?[0-9]?[0-9]?[EH]?";
    let longest = format!("{district}-{letter}( {four}|{letter} {three})");
    let longer = format!("{district}(-{letter}( {five}|{letter} {four})|{longest})");
    let season: Vec<String> = (1..=12).map(season_from).collect();
    format!("{district}(-{letter}{letter}? {five}|{longer})( ({}))?", season.join("|"))
}

fn season_from(first: u32) -> String {
    let before = if first == 1 { 12 } else { first - 1 };
    let lasts: Vec<String> = (1..=12).filter(|last| *last != first && *last != before).map(|last| format!("{last:02}")).collect();
    format!("{first:02}-({})", lasts.join("|"))
}

/// What the manifest of an upload says about a file.
pub(super) mod file {
    /// 16 bytes as base64url.
    pub(in crate::export) const ID: &str = r"[A-Za-z0-9_\-]{22}";
    /// No path.
    pub(in crate::export) const NAME: &str = r"[^/\\]+";
    /// 64 bytes as hexadecimal digits.
    pub(in crate::export) const SHA512: &str = "[0-9a-f]{128}";
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::RawAnswer;
    use crate::compiled::{CompiledForm, FieldType};
    use crate::validate::{normalise, value};
    use proptest::prelude::*;
    use regex::Regex;
    use std::sync::LazyLock;

    fn compiled<T: AsRef<str>>(patterns: &[T]) -> Vec<Regex> {
        patterns.iter().map(|pattern| Regex::new(&format!("^({})$", pattern.as_ref())).unwrap()).collect()
    }

    fn all_match(patterns: &[Regex], text: &str) -> bool {
        patterns.iter().all(|pattern| pattern.is_match(text))
    }

    static PLATE: LazyLock<Vec<Regex>> = LazyLock::new(|| compiled(&[number_plate()]));
    static NUMBER: LazyLock<Vec<Regex>> = LazyLock::new(|| compiled(&PHONE));
    static MAILBOX: LazyLock<Vec<Regex>> = LazyLock::new(|| compiled(&email()));

    /// Whether a text is what an answer of that type is exported as.
    fn is_normal(kind: &FieldType, text: &str) -> bool {
        static FORM: LazyLock<CompiledForm> = LazyLock::new(|| {
            let definition = concat!(
                r#"<process xmlns="urn:vordruck:process:1" id="probe" version="1.0.0"><title>P</title><page id="p"><title>P</title>"#,
                r#"<field id="a" type="yes-no"><label>A</label></field></page><handover><postbox/></handover>"#,
                r#"<retention draft="P30D" postbox="P90D"/></process>"#
            );
            crate::compile::check("process.xml", definition, &[]).form.unwrap()
        });
        let raw = RawAnswer::Text(text.to_owned());
        !value(&FORM, kind, Some(&raw)).is_null() && normalise(&FORM, kind, &raw) == raw
    }

    fn agree(kind: &FieldType, patterns: &[Regex], text: &str) {
        assert_eq!(all_match(patterns, text), is_normal(kind, text), "{text}");
    }

    #[test]
    fn every_day_of_the_calendar_matches_and_no_other() {
        let patterns = compiled(&day());
        for year in (0..=9999).step_by(7).chain([1600, 1700, 1900, 2000, 2023, 2024, 2100, 4, 9996]) {
            for month in 0..=13 {
                for number in [0, 1, 9, 10, 19, 20, 28, 29, 30, 31, 32] {
                    let text = format!("{year:04}-{month:02}-{number:02}");
                    let exists = crate::feel::temporal::date_of(year, month, number).is_some();
                    assert_eq!(all_match(&patterns, &text), exists, "{text}");
                }
            }
        }
    }

    #[test]
    fn parts_of_days_match() {
        let patterns = compiled(&partial_day());
        for (text, fits) in [
            ("1950", true),
            ("1950-07", true),
            ("1950-07-31", true),
            ("1950-13", false),
            ("0000", false),
            ("1950-02-30", false),
            ("50", false),
        ] {
            assert_eq!(all_match(&patterns, text), fits, "{text}");
        }
    }

    #[test]
    fn every_postal_code_matches_as_it_is_validated() {
        let pattern = Regex::new(&format!("^({POSTAL_CODE})$")).unwrap();
        for number in 0..100_000 {
            let text = format!("{number:05}");
            assert_eq!(pattern.is_match(&text), text.as_str() > "01000", "{text}");
        }
    }

    #[test]
    fn every_country_has_its_length() {
        let pattern = Regex::new(&format!("^({})$", iban())).unwrap();
        for (country, length) in iban_lengths() {
            let rest = "0".repeat(length as usize - 2);
            assert!(pattern.is_match(&format!("{country}{rest}")) && !pattern.is_match(&format!("{country}{rest}0")), "{country}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

        #[test]
        fn number_plates_match_exactly_when_they_are_normal(text in "[A-ZÄ]{1,3}-[A-Z]{1,2} [0-9]{1,4}[EHX]?( [01][0-9]-[01][0-9])?") {
            agree(&FieldType::NumberPlate, &PLATE, &text);
        }

        #[test]
        fn telephone_numbers_match_exactly_when_they_are_normal(text in "[+]?[0-9 ()/.-]{0,12}[0-9]{1,4}") {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            agree(&FieldType::Phone, &NUMBER, &text);
        }

        #[test]
        fn mailboxes_match_exactly_when_they_are_normal(text in "[a-z.!+-]{0,4}@?@[a-z0-9ü.-]{0,8}[.]?[a-z0-9-]{0,4}") {
            agree(&FieldType::Email, &MAILBOX, &text);
        }
    }

    #[test]
    fn parts_of_mailboxes_have_their_lengths() {
        for (local, label) in [(64, 63), (65, 63), (64, 64), (1, 1)] {
            agree(&FieldType::Email, &MAILBOX, &format!("{}@{}.de", "a".repeat(local), "b".repeat(label)));
            agree(&FieldType::Email, &MAILBOX, &format!("a@b.{}", "c".repeat(label)));
        }
    }
}
