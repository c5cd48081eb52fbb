//! IBANs (ISO 13616-1). In: what was typed, in groups or not. Out: capitals and digits without spaces, check digits verified.

use super::{Fault, Reading};

/// Countries of the SWIFT IBAN registry with the length of their IBANs.
const LENGTHS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24FI18FK18FO18FR27\
GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30\
NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

/// Reads an IBAN.
pub(super) fn read(typed: &str) -> Result<Reading, Fault> {
    let iban: String = super::text::tidy(typed)
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| character.to_ascii_uppercase())
        .collect();
    let shape = iban.bytes().enumerate().all(|(at, byte)| match at {
        0 | 1 => byte.is_ascii_uppercase(),
        2 | 3 => byte.is_ascii_digit(),
        _ => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
    });
    let country = iban.get(..2).filter(|_| shape).ok_or(Fault::NotAnIban)?;
    let expected = length_in(country).ok_or(Fault::NotAnIban)?;
    if iban.len() != expected as usize {
        return Err(Fault::IbanLength { expected });
    }
    if country == "DE" && !iban.bytes().skip(4).all(|byte| byte.is_ascii_digit()) {
        return Err(Fault::NotAnIban);
    }
    if remainder(&iban) == 1 { Ok(Reading::text(iban)) } else { Err(Fault::IbanCheckDigits) }
}

/// An IBAN in groups of four, as it is printed.
pub(crate) fn in_groups(iban: &str) -> String {
    let mut grouped = String::with_capacity(iban.len() + iban.len() / 4);
    for (at, character) in iban.chars().enumerate() {
        if at > 0 && at % 4 == 0 {
            grouped.push(' ');
        }
        grouped.push(character);
    }
    grouped
}

/// Each country with the length of its IBANs.
#[cfg(feature = "export")]
pub(crate) fn lengths() -> impl Iterator<Item = (&'static str, u32)> {
    (0..LENGTHS.len() / 4).filter_map(|at| LENGTHS.get(4 * at..4 * at + 2)).filter_map(|country| Some((country, length_in(country)?)))
}

fn length_in(country: &str) -> Option<u32> {
    let entry = LENGTHS.as_bytes().chunks_exact(4).find(|entry| entry.starts_with(country.as_bytes()))?;
    entry.iter().skip(2).try_fold(0, |length, digit| char::from(*digit).to_digit(10).map(|digit| length * 10 + digit))
}

/// ISO 7064 MOD 97-10 over the IBAN with its first four characters moved to the end, letters as 10 to 35.
fn remainder(iban: &str) -> u32 {
    let moved = iban.chars().skip(4).chain(iban.chars().take(4));
    moved.filter_map(|character| character.to_digit(36)).fold(0, |rest, digit| {
        let shifted = if digit > 9 { rest * 100 } else { rest * 10 };
        (shifted + digit) % 97
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_registry_are_accepted() {
        for iban in [
            "DE89 3704 0044 0532 0130 00",
            "de89370400440532013000",
            "AT61 1904 3002 3457 3201",
            "CH93 0076 2011 6238 5295 7",
            "FR14 2004 1010 0505 0001 3M02 606",
            "GB29 NWBK 6016 1331 9268 19",
            "NL91 ABNA 0417 1643 00",
            "PL61 1090 1014 0000 0712 1981 2874",
            "NO93 8601 1117 947",
            "MT84 MALT 0110 0001 2345 MTLC AST0 01S",
            "\u{FEFF}BE68\u{A0}5390\u{A0}0754\u{200B}\u{A0}7034",
        ] {
            assert!(read(iban).is_ok(), "{iban}");
        }
        assert_eq!(read("de89 3704 0044 0532 0130 00").unwrap().normal_text(), "DE89370400440532013000");
    }

    #[test]
    fn a_typing_error_is_told_from_a_wrong_shape() {
        assert_eq!(read("DE89 3704 0044 0532 0130 01"), Err(Fault::IbanCheckDigits));
        assert_eq!(read("DE98 3704 0044 0532 0130 00"), Err(Fault::IbanCheckDigits));
        assert_eq!(read("DE89 3704 0044 0532 0130 0"), Err(Fault::IbanLength { expected: 22 }));
        for wrong in [
            "XX89370400440532013000",
            "12345678",
            "DEA9370400440532013000",
            "DE89-3704-0044-0532-0130-00",
            "DE8937040044053201300A",
            "ÄÖ12",
        ] {
            assert_eq!(read(wrong), Err(Fault::NotAnIban), "{wrong}");
        }
    }

    #[test]
    fn every_country_of_the_table_can_be_looked_up() {
        assert_eq!(LENGTHS.len() % 4, 0);
        for entry in LENGTHS.as_bytes().chunks(4) {
            let country = std::str::from_utf8(&entry[..2]).unwrap();
            assert!(length_in(country).is_some_and(|length| (15..=34).contains(&length)), "{country}");
        }
    }

    #[test]
    fn groups_have_four_characters() {
        assert_eq!(in_groups("DE89370400440532013000"), "DE89 3704 0044 0532 0130 00");
    }
}
