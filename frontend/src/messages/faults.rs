//! Faults in words. In: what is wrong, and the label of the field. Out: what is wrong and what to do, in one text for the
//! field and for the summary.

use super::{Key, Lang, fill, text};
use crate::client::PinFault;
use jiff::civil::Date;
use vordruck_form::compiled::{FieldType, FileKind};
use vordruck_form::export;
use vordruck_form::feel::temporal::parse_date;
use vordruck_form::validate::Fault;

/// A fault of an answer in words. Rules of the form have words of their own and are none of ours: they give nothing.
#[must_use]
pub fn fault(lang: Lang, label: &str, kind: &FieldType, fault: &Fault) -> Option<String> {
    let pair = |err: Key, rec: Key, name: &str, value: &str| {
        let values = [("label", label), (name, value)];
        Some([fill(lang, err, &values).as_str(), " ", fill(lang, rec, &values).as_str()].concat())
    };
    let plain = |err, rec| pair(err, rec, "", "");
    let number = |err, rec, name, value: u32| pair(err, rec, name, &value.to_string());
    match fault {
        Fault::Missing => {
            let (err, rec) = missing(kind);
            plain(err, rec)
        }
        Fault::NotAgreed => plain(Key::ERR_NOT_AGREED, Key::REC_NOT_AGREED),
        Fault::TooShort { least } => number(Key::ERR_TOO_SHORT, Key::REC_TOO_SHORT, "least", *least),
        Fault::TooLong { most, by } => {
            let (most, by) = (most.to_string(), by.to_string());
            let values = [("label", label), ("most", &most), ("by", &by)];
            Some([fill(lang, Key::ERR_TOO_LONG, &values).as_str(), " ", fill(lang, Key::REC_TOO_LONG, &values).as_str()].concat())
        }
        Fault::CharacterNotAllowed { character } => {
            let rec = if is_unseen(*character) { Key::REC_CHARACTER_UNSEEN } else { Key::REC_CHARACTER };
            pair(Key::ERR_CHARACTER, rec, "character", &named(lang, *character))
        }
        Fault::NotANumber => plain(Key::ERR_NOT_A_NUMBER, Key::REC_NOT_A_NUMBER),
        Fault::NotAWholeNumber => plain(Key::ERR_NOT_A_WHOLE_NUMBER, Key::REC_NOT_A_WHOLE_NUMBER),
        Fault::TooManyDecimals { scale } => number(Key::ERR_DECIMALS, Key::REC_DECIMALS, "scale", *scale),
        Fault::TooSmall { least } => pair(Key::ERR_TOO_SMALL, Key::REC_TOO_SMALL, "least", &local_number(lang, least)),
        Fault::TooLarge { most } => pair(Key::ERR_TOO_LARGE, Key::REC_TOO_LARGE, "most", &local_number(lang, most)),
        Fault::DateIncomplete { day, month, year } => plain(incomplete(*day, *month, *year), Key::REC_DATE_PARTS),
        Fault::NoSuchDate => plain(Key::ERR_NO_SUCH_DATE, Key::REC_NO_SUCH_DATE),
        Fault::YearNotFourDigits => plain(Key::ERR_YEAR, Key::REC_YEAR),
        Fault::DayWithoutMonth => plain(Key::ERR_DAY_WITHOUT_MONTH, Key::REC_DAY_WITHOUT_MONTH),
        Fault::TooEarly { earliest } => pair(Key::ERR_TOO_EARLY, Key::REC_TOO_EARLY, "earliest", &local_date(lang, earliest)),
        Fault::TooLate { latest } => pair(Key::ERR_TOO_LATE, Key::REC_TOO_LATE, "latest", &local_date(lang, latest)),
        Fault::InFuture => plain(Key::ERR_IN_FUTURE, Key::REC_IN_FUTURE),
        Fault::UnknownOption => plain(Key::ERR_UNKNOWN_OPTION, Key::REC_UNKNOWN_OPTION),
        Fault::TooFewChosen { least } => number(Key::ERR_TOO_FEW, Key::REC_TOO_FEW, "least", *least),
        Fault::TooManyChosen { most } => number(Key::ERR_TOO_MANY, Key::REC_TOO_MANY, "most", *most),
        Fault::NotAnEmail => plain(Key::ERR_EMAIL, Key::REC_EMAIL),
        Fault::NotAPhoneNumber => plain(Key::ERR_PHONE, Key::REC_PHONE),
        Fault::NotAnIban => plain(Key::ERR_IBAN, Key::REC_IBAN),
        Fault::IbanLength { expected } => number(Key::ERR_IBAN_LENGTH, Key::REC_IBAN_LENGTH, "expected", *expected),
        Fault::IbanCheckDigits => plain(Key::ERR_IBAN_CHECK, Key::REC_IBAN_CHECK),
        Fault::NotAnIdentifier { kind } => pair(Key::ERR_IDENTIFIER, Key::REC_IDENTIFIER, "example", kind.example()),
        Fault::IdentifierCheckDigit { kind } => pair(Key::ERR_IDENTIFIER_CHECK, Key::REC_IDENTIFIER_CHECK, "example", kind.example()),
        Fault::NotATime => plain(Key::ERR_TIME, Key::REC_TIME),
        Fault::NotAUrl => plain(Key::ERR_URL, Key::REC_URL),
        Fault::NotAPostalCode => plain(Key::ERR_POSTAL_CODE, Key::REC_POSTAL_CODE),
        Fault::NotANumberPlate => plain(Key::ERR_NUMBER_PLATE, Key::REC_NUMBER_PLATE),
        Fault::FileKind { name, accepted } => {
            let kinds = file_kinds(lang, accepted);
            let values = [("name", name.as_str()), ("kinds", kinds.as_str())];
            Some([fill(lang, Key::ERR_FILE_KIND, &values).as_str(), " ", fill(lang, Key::REC_FILE_KIND, &values).as_str()].concat())
        }
        Fault::FileTooLarge { name, most_bytes } => {
            let size = file_size(lang, *most_bytes);
            let values = [("name", name.as_str()), ("size", size.as_str())];
            Some(
                [fill(lang, Key::ERR_FILE_TOO_LARGE, &values).as_str(), " ", fill(lang, Key::REC_FILE_TOO_LARGE, &values).as_str()]
                    .concat(),
            )
        }
        Fault::FileEmpty { name } => pair(Key::ERR_FILE_EMPTY, Key::REC_FILE_EMPTY, "name", name),
        Fault::TooManyFiles { most } => number(Key::ERR_TOO_MANY_FILES, Key::REC_TOO_MANY_FILES, "most", *most),
        Fault::TooFewRows { least, .. } => number(Key::ERR_TOO_FEW_ROWS, Key::REC_TOO_FEW_ROWS, "least", *least),
        Fault::TooManyRows { most, .. } => number(Key::ERR_TOO_MANY_ROWS, Key::REC_TOO_MANY_ROWS, "most", *most),
        Fault::WrongShape => plain(Key::ERR_WRONG_SHAPE, Key::REC_WRONG_SHAPE),
        Fault::Rule(_) => None,
    }
}

/// A fault of a PIN in words.
#[must_use]
pub fn pin_fault(lang: Lang, fault: &PinFault) -> String {
    let (err, rec, name, value) = match fault {
        PinFault::Missing => (Key::ERR_PIN_MISSING, Key::REC_PIN_MISSING, "", String::new()),
        PinFault::Length { symbols } => (Key::ERR_PIN_LENGTH, Key::REC_PIN_LENGTH, "symbols", symbols.to_string()),
        PinFault::Symbol(symbol) => (Key::ERR_PIN_SYMBOL, Key::REC_PIN_SYMBOL, "symbol", named(lang, *symbol)),
        PinFault::CheckSymbol => (Key::ERR_PIN_CHECK, Key::REC_PIN_CHECK, "", String::new()),
    };
    let values = [(name, value.as_str())];
    [fill(lang, err, &values).as_str(), " ", text(lang, rec)].concat()
}

/// The names of kinds of files: "PDF, JPEG oder PNG".
#[must_use]
pub fn file_kinds(lang: Lang, kinds: &[FileKind]) -> String {
    let mut out = String::new();
    for (at, kind) in kinds.iter().enumerate() {
        if at > 0 {
            out.push_str(match (at + 1 == kinds.len(), lang) {
                (false, _) => ", ",
                (true, Lang::En) => " or ",
                (true, _) => " oder ",
            });
        }
        out.push_str(match kind {
            FileKind::Pdf => "PDF",
            FileKind::Jpeg => "JPEG",
            FileKind::Png => "PNG",
            FileKind::Heic => "HEIC",
        });
    }
    out
}

/// A size in bytes for people: "10 MB", as file managers count. Rounded up, so that nothing looks smaller than it is.
#[must_use]
pub fn file_size(lang: Lang, bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = KB * KB;
    let (key, n) = if bytes < KB {
        (Key::SIZE_BYTES, bytes.to_string())
    } else if bytes.div_ceil(KB) < KB {
        (Key::SIZE_KB, bytes.div_ceil(KB).to_string())
    } else {
        let tenths = bytes.saturating_mul(10).div_ceil(MB);
        let whole = (tenths / 10).to_string();
        (
            Key::SIZE_MB,
            if tenths.is_multiple_of(10) { whole } else { local_number(lang, &[whole.as_str(), ".", &(tenths % 10).to_string()].concat()) },
        )
    };
    fill(lang, key, &[("n", &n)])
}

/// A day as people write it, as everywhere in the form.
#[must_use]
pub fn local_day(lang: Lang, day: Date) -> String {
    export::day(if lang == Lang::En { "en" } else { "de" }, day)
}

/// The same for `2026-11-22`; what is no day is left as it is.
#[must_use]
pub fn local_date(lang: Lang, iso: &str) -> String {
    parse_date(iso.get(..10).unwrap_or(iso)).map_or_else(|| iso.to_owned(), |day| local_day(lang, day))
}

/// A canonical number (`1234.50`) with the decimal sign of the language.
#[must_use]
pub fn local_number(lang: Lang, canonical: &str) -> String {
    match lang {
        Lang::En => canonical.to_owned(),
        Lang::De | Lang::Simple => canonical.replace('.', ","),
    }
}

fn missing(kind: &FieldType) -> (Key, Key) {
    match kind {
        FieldType::Date { .. } => (Key::ERR_MISSING, Key::REC_MISSING_DATE),
        FieldType::PartialDate { .. } => (Key::ERR_MISSING, Key::REC_MISSING_PARTIAL_DATE),
        FieldType::YesNo | FieldType::Radios { .. } | FieldType::Select { .. } => (Key::ERR_UNANSWERED, Key::REC_MISSING_CHOICE),
        FieldType::Checkboxes { .. } => (Key::ERR_UNANSWERED, Key::REC_MISSING_CHOICES),
        FieldType::File { .. } => (Key::ERR_MISSING, Key::REC_MISSING_FILE),
        _ => (Key::ERR_MISSING, Key::REC_MISSING_TEXT),
    }
}

fn incomplete(day: bool, month: bool, year: bool) -> Key {
    match (day, month, year) {
        (true, false, false) => Key::ERR_DATE_DAY,
        (false, true, false) => Key::ERR_DATE_MONTH,
        (false, false, true) => Key::ERR_DATE_YEAR,
        _ => Key::ERR_DATE_PARTS,
    }
}

/// A character in the middle of a sentence, so that people know which one is meant: itself in quotes, or what it is.
fn named(lang: Lang, character: char) -> String {
    if character.is_whitespace() {
        return text(lang, Key::CHARACTER_SPACE).to_owned();
    }
    if is_unseen(character) {
        return text(lang, Key::CHARACTER_UNSEEN).to_owned();
    }
    // An accent needs something to stand on.
    let ground = if matches!(character, '\u{300}'..='\u{36F}') { "◌" } else { "" };
    fill(lang, Key::CHARACTER, &[("sign", &[ground, character.encode_utf8(&mut [0; 4])].concat())])
}

/// Controls, and what only changes the character before it (variation selectors, tags).
fn is_unseen(character: char) -> bool {
    character.is_control() || matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests;
