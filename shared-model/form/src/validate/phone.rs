//! Telephone numbers. In: digits with the separators people use (DIN 5008: spaces and a hyphen before the extension;
//! also brackets, slash and points). Out: the same, `+` instead of `00`, single spaces.

use super::{Fault, Reading};

/// Least digits: the shortest local numbers.
const LEAST: usize = 4;
/// Most digits (E.164 §6.2).
const MOST: usize = 15;

/// Reads a number.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let tidy = super::text::tidy(typed);
    let single_spaced = tidy.split_whitespace().collect::<Vec<_>>().join(" ");
    let number = match single_spaced.strip_prefix("00") {
        Some(rest) => ["+", rest.trim_start()].concat(),
        None => single_spaced,
    };
    if is_number(&number) { Ok(Reading::text(number)) } else { Err(Fault::NotAPhoneNumber) }
}

fn is_number(number: &str) -> bool {
    let (mut digits, mut is_bracket_open) = (0, false);
    let mut before = None;
    for character in number.chars() {
        let fits = match character {
            '0'..='9' => {
                digits += 1;
                true
            }
            '+' => before.is_none(),
            '(' => !std::mem::replace(&mut is_bracket_open, true),
            ')' => std::mem::take(&mut is_bracket_open) && before.is_some_and(|before: char| before.is_ascii_digit()),
            ' ' => true,
            '-' | '/' | '.' => before.is_some_and(|before: char| before.is_ascii_digit() || matches!(before, ' ' | ')')),
            _ => false,
        };
        if !fits {
            return false;
        }
        before = Some(character);
    }
    (LEAST..=MOST).contains(&digits) && !is_bracket_open && before.is_some_and(|before| before.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_ways_of_writing_are_accepted() {
        for number in [
            "0641 306-1234",
            "+49 641 3061234",
            "(0641) 306 1234",
            "0641/306-1234",
            "+49 (0)641 306-1234",
            "0171.1234567",
            "+1 212 555 0123",
            "030 12 34 56 - 78",
            "3061234",
        ] {
            assert!(read(number).is_ok(), "{number}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for number in [
            "112x",
            "+",
            "keins",
            "0641 306-",
            "06+41 306",
            "((0641) 306",
            "0641) 306 123",
            "123",
            "+49 641 3061234567890",
            "-0641 306",
            "0641 306--1234",
        ] {
            assert_eq!(read(number), Err(Fault::NotAPhoneNumber), "{number}");
        }
    }

    #[test]
    fn a_normal_number_has_a_plus_and_single_spaces() {
        assert_eq!(read("0049  641 306").unwrap().normal_text(), "+49 641 306");
        assert_eq!(read("0049641306").unwrap().normal_text(), "+49641306");
        assert_eq!(read("\u{202A}+49 641 306\u{202C}\u{200E}").unwrap().normal_text(), "+49 641 306", "as address books copy them");
    }
}
