//! Numbers that authorities and banks give, with the shape and the check digits their issuers define. In: what was typed, with the
//! usual spaces. Out: the number without them, in capitals. What a wrong check digit means is a typing error, not a wrong person.

use super::{Fault, Reading};
use crate::compiled::Identifier;

/// Reads a number of a kind.
pub(super) fn read(typed: &str, kind: Identifier) -> Result<Reading, Fault> {
    let number: String = super::text::tidy(typed)
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '/' | '.'))
        .map(|character| character.to_ascii_uppercase())
        .collect();
    // In business ids the hyphen stands before the part after the check digit, and belongs to it.
    let number = if kind == Identifier::BusinessId { number } else { number.replace('-', "") };
    if !has_shape(&number, kind) {
        return Err(Fault::NotAnIdentifier { kind });
    }
    if is_checked(number.as_bytes(), kind) { Ok(Reading::text(number)) } else { Err(Fault::IdentifierCheckDigit { kind }) }
}

/// The shapes: `9` a digit, `A` a letter from A to Z, `X` either.
pub(crate) fn shapes(kind: Identifier) -> &'static [&'static str] {
    match kind {
        Identifier::TaxId => &["99999999999"],
        Identifier::VatId => &["DE999999999"],
        Identifier::BusinessId => &["DE999999999-99999"],
        Identifier::PensionNumber => &["99999999A999"],
        Identifier::HealthInsuranceNumber => &["A999999999"],
        Identifier::IdCardNumber => &["XXXXXXXXX", "XXXXXXXXX9"],
        // ISO 9362:2014: party prefix, country, party suffix, optional branch.
        Identifier::Bic => &["XXXXAAXX", "XXXXAAXXXXX"],
    }
}

fn has_shape(number: &str, kind: Identifier) -> bool {
    let fits = |pattern: &&str| {
        pattern.len() == number.len()
            && pattern.bytes().zip(number.bytes()).all(|(wanted, byte)| match wanted {
                b'9' => byte.is_ascii_digit(),
                b'A' => byte.is_ascii_uppercase(),
                b'X' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
                literal => literal == byte,
            })
    };
    shapes(kind).iter().any(fits)
}

fn is_checked(number: &[u8], kind: Identifier) -> bool {
    match kind {
        Identifier::TaxId => is_tax_id(number),
        Identifier::VatId => is_iso_7064_11_10(number.iter().skip(2)),
        Identifier::BusinessId => is_iso_7064_11_10(number.iter().skip(2).take(9)),
        // § 2 (4) VKVV.
        Identifier::PensionNumber => has_weighted_digit(number, &[2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]),
        // § 290 SGB V, directive of GKV-Spitzenverband: as the Luhn formula, the letter as its two-digit place in the alphabet.
        Identifier::HealthInsuranceNumber => has_weighted_digit(number, &[1, 2]),
        // ICAO Doc 9303-3 §4.9; numbers of German cards have a letter or a digit in front and none of the vowels.
        Identifier::IdCardNumber => {
            let readable = number.iter().take(9).all(|byte| !b"AEIOUBDQS".contains(byte));
            readable && (number.len() == 9 || has_icao_digit(number))
        }
        Identifier::Bic => true,
    }
}

/// § 139b AO with the rules of the Federal Central Tax Office: the first digit is no 0; among the first ten one digit stands twice or
/// three times, but not three times in a row, and no other more than once.
fn is_tax_id(number: &[u8]) -> bool {
    let mut counts = [0_u8; 10];
    for digit in number.iter().take(10).map(digit) {
        if let Some(count) = counts.get_mut(digit as usize) {
            *count += 1;
        }
    }
    let several: Vec<u8> = counts.iter().copied().filter(|count| *count > 1).collect();
    let in_a_row = number.get(..10).unwrap_or_default().windows(3).any(|three| three.iter().all(|byte| Some(byte) == three.first()));
    let is_frequent = matches!(several.as_slice(), [2 | 3]) && !in_a_row;
    number.first() != Some(&b'0') && is_frequent && is_iso_7064_11_10(number.iter())
}

/// ISO/IEC 7064, MOD 11,10, the last digit being the check digit.
fn is_iso_7064_11_10<'a>(digits: impl Iterator<Item = &'a u8>) -> bool {
    let mut product = 10;
    let mut is_right = false;
    for digit in digits.map(digit) {
        is_right = (product + digit) % 10 == 1;
        let sum = (digit + product) % 10;
        product = (if sum == 0 { 10 } else { sum }) * 2 % 11;
    }
    is_right
}

/// The last digit is the sum of the digits of the products, modulo 10; a letter counts as its two-digit place in the alphabet.
fn has_weighted_digit(number: &[u8], weights: &[u32]) -> bool {
    let Some((check, rest)) = number.split_last() else { return false };
    let mut digits = Vec::with_capacity(rest.len() + 1);
    for byte in rest {
        if byte.is_ascii_uppercase() {
            let place = u32::from(byte - b'A') + 1;
            digits.extend([place / 10, place % 10]);
        } else {
            digits.push(digit(byte));
        }
    }
    let products = digits.iter().zip(weights.iter().cycle()).map(|(digit, weight)| digit * weight);
    products.map(|product| product / 10 + product % 10).sum::<u32>() % 10 == digit(check)
}

/// The last digit is the sum weighted 7, 3, 1, modulo 10; letters count 10 to 35.
fn has_icao_digit(number: &[u8]) -> bool {
    let Some((check, rest)) = number.split_last() else { return false };
    let values = rest.iter().filter_map(|byte| char::from(*byte).to_digit(36));
    values.zip([7, 3, 1].iter().cycle()).map(|(value, weight)| value * weight).sum::<u32>() % 10 == digit(check)
}

fn digit(byte: &u8) -> u32 {
    u32::from(byte.wrapping_sub(b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn good(kind: Identifier, typed: &str, normal: &str) {
        assert_eq!(read(typed, kind).map(|reading| reading.normal_text()), Ok(normal.to_owned()), "{typed}");
    }
    fn misshapen(kind: Identifier, typed: &[&str]) {
        for typed in typed {
            assert_eq!(read(typed, kind), Err(Fault::NotAnIdentifier { kind }), "{typed}");
        }
    }
    fn mistyped(kind: Identifier, typed: &[&str]) {
        for typed in typed {
            assert_eq!(read(typed, kind), Err(Fault::IdentifierCheckDigit { kind }), "{typed}");
        }
    }

    #[test]
    fn every_example_is_one() {
        for kind in Identifier::ALL {
            let reading = read(kind.example(), *kind).unwrap_or_else(|fault| panic!("{kind:?}: {fault:?}"));
            assert_eq!(read(&reading.normal_text(), *kind), Ok(reading));
        }
    }

    #[test]
    fn tax_ids_have_one_frequent_digit_and_a_check_digit() {
        let kind = Identifier::TaxId;
        good(kind, "86 095 742 719", "86095742719");
        good(kind, "47036892816", "47036892816");
        good(kind, "65929970489", "65929970489");
        misshapen(kind, &["8609574271", "860957427199", "8609574271X"]);
        // Another check digit, swapped digits, all different, four times, leading zero, three in a row.
        mistyped(kind, &["86095742718", "86095747219", "12345678903", "11112345674", "06095742711", "11123456786"]);
    }

    #[test]
    fn vat_and_business_ids_share_their_check_digit() {
        good(Identifier::VatId, "DE 136 695 976", "DE136695976");
        good(Identifier::VatId, "de136695976", "DE136695976");
        misshapen(Identifier::VatId, &["136695976", "ATU12345678", "DE13669597"]);
        mistyped(Identifier::VatId, &["DE136695975", "DE136695967"]);
        good(Identifier::BusinessId, "DE136695976-00001", "DE136695976-00001");
        misshapen(Identifier::BusinessId, &["DE136695976", "DE13669597600001"]);
        mistyped(Identifier::BusinessId, &["DE136695975-00001"]);
    }

    #[test]
    fn pension_numbers_count_their_letter() {
        let kind = Identifier::PensionNumber;
        good(kind, "15 070649 C 103", "15070649C103");
        misshapen(kind, &["150706491103", "15070649C10"]);
        mistyped(kind, &["15070649C104", "15070649D103", "15070694C103"]);
    }

    #[test]
    fn health_insurance_numbers_count_their_letter() {
        let kind = Identifier::HealthInsuranceNumber;
        good(kind, "A123456780", "A123456780");
        misshapen(kind, &["1234567890", "A12345678", "AA23456780"]);
        mistyped(kind, &["A123456781", "B123456780", "A123465780"]);
    }

    #[test]
    fn id_cards_may_be_given_with_and_without_their_check_digit() {
        let kind = Identifier::IdCardNumber;
        good(kind, "T22000129", "T22000129");
        good(kind, "t220001293", "T220001293");
        misshapen(kind, &["T2200012", "T2200012930"]);
        mistyped(kind, &["T220001294", "A22000129"]);
    }

    #[test]
    fn bank_codes_have_eight_or_eleven_characters() {
        let kind = Identifier::Bic;
        good(kind, "COBA DE FF", "COBADEFF");
        good(kind, "cobadeffxxx", "COBADEFFXXX");
        misshapen(kind, &["COBADEF", "COBADEFFXX", "COBA12FF", "COBADEFF-XXXX"]);
    }
}
