//! German postal codes. In: what was typed. Out: five digits, `01001` or more: no place has one that begins with 00.

use super::{Fault, Reading};

/// Reads a postal code.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let code = super::text::tidy(typed);
    let is_code = code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_digit()) && code.as_str() > "01000";
    if is_code { Ok(Reading::text(code)) } else { Err(Fault::NotAPostalCode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_digits_are_a_postal_code() {
        for code in ["35390", "01067", " 99998 "] {
            assert!(read(code).is_ok(), "{code}");
        }
        for code in ["", "3539", "353901", "35 390", "D-35390", "00123", "٣٥٣٩٠", "3539O"] {
            assert_eq!(read(code), Err(Fault::NotAPostalCode), "{code}");
        }
    }
}
