//! Whether answers are acceptable. In: answers, form, moment. Out: errors as facts (the words are the screen's), or
//! `ValidatedAnswers`, which nobody else can make.

mod characters;
mod choice;
mod composed;
mod date;
mod email;
mod field;
mod file;
mod iban;
mod identifier;
mod kinds;
mod number;
mod number_plate;
mod page;
mod phone;
mod postal_code;
mod received;
mod text;
mod time;
mod url;

#[cfg(feature = "export")]
pub(crate) use self::characters::Allowed;
#[cfg(all(test, feature = "export"))]
pub(crate) use self::characters::first_not_allowed;
#[cfg(feature = "export")]
pub(crate) use self::characters::letters_of;
pub use self::choice::{NO, YES};
pub use self::composed::decomposed;
pub(crate) use self::date::Known;
pub use self::email::address as email_address;
use self::field::Reading;
pub(crate) use self::field::known_parts;
pub use self::field::normalise;
pub(crate) use self::field::value;
pub(crate) use self::iban::in_groups;
#[cfg(feature = "export")]
pub(crate) use self::iban::lengths as iban_lengths;
#[cfg(feature = "export")]
pub(crate) use self::identifier::shapes as identifier_shapes;
pub use self::kinds::arrive as kinds_arrive;
pub(crate) use self::kinds::is_rare as is_of_rare_kind;
#[cfg(feature = "export")]
pub(crate) use self::number::MOST_DIGITS;
pub(crate) use self::number::with_comma;
pub(crate) use self::page::page_errors;
pub use self::received::{ReceivedAnswers, ValidateError, ValidatedAnswers};
pub use self::text::MOST_CHARACTERS;
use crate::answers::AnswerPath;
use crate::compiled::{FieldIndex, FileKind, GroupIndex, Identifier, PageIndex};
use crate::journey::RowIndex;

/// One wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where the answer stands.
    pub path: AnswerPath,
    /// The field. Of a fault of a repeated group as a whole its first field.
    pub field: FieldIndex,
    /// The row it is in.
    pub row: RowIndex,
    /// The page it is on.
    pub page: PageIndex,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with an answer. Numbers and dates are given as plain text in canonical form (`2026-11-22`, `12.50`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// An answer is demanded.
    Missing,
    /// Consent is demanded.
    NotAgreed,
    /// Fewer characters than `least`.
    TooShort {
        /** least */
        least: u32,
    },
    /// More characters than `most`; `by` of them too many.
    TooLong {
        /** most */
        most: u32,
        /** surplus */
        by: u32,
    },
    /// A character that must not be there.
    CharacterNotAllowed {
        /** the first one */
        character: char,
    },
    /// Not a number.
    NotANumber,
    /// Not a whole number.
    NotAWholeNumber,
    /// More digits behind the comma than `scale`.
    TooManyDecimals {
        /** allowed */
        scale: u32,
    },
    /// Smaller than allowed.
    TooSmall {
        /** least */
        least: String,
    },
    /// Larger than allowed.
    TooLarge {
        /** most */
        most: String,
    },
    /// Parts of a date are missing.
    DateIncomplete {
        /** day is missing */
        day: bool,
        /** month is missing */
        month: bool,
        /** year is missing */
        year: bool,
    },
    /// There is no such day.
    NoSuchDate,
    /// The year does not have four digits.
    YearNotFourDigits,
    /// A partial date gives a day without a month.
    DayWithoutMonth,
    /// The date or time lies before the earliest one.
    TooEarly {
        /** ISO 8601 */
        earliest: String,
    },
    /// The date lies after the latest one.
    TooLate {
        /** ISO 8601 */
        latest: String,
    },
    /// The date lies in the future.
    InFuture,
    /// A code that is not in the list.
    UnknownOption,
    /// Fewer than `least` chosen.
    TooFewChosen {
        /** least */
        least: u32,
    },
    /// More than `most` chosen.
    TooManyChosen {
        /** most */
        most: u32,
    },
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhoneNumber,
    /// Not the shape of an IBAN.
    NotAnIban,
    /// The IBAN's country demands another length.
    IbanLength {
        /** characters demanded */
        expected: u32,
    },
    /// The IBAN's check digits do not fit: a typing error.
    IbanCheckDigits,
    /// Not the shape of this kind of number.
    NotAnIdentifier {
        /** which */
        kind: Identifier,
    },
    /// The check digit of a number does not fit: a typing error.
    IdentifierCheckDigit {
        /** which */
        kind: Identifier,
    },
    /// Not a time of day.
    NotATime,
    /// Not a web address.
    NotAUrl,
    /// Not five digits.
    NotAPostalCode,
    /// Not a German number plate.
    NotANumberPlate,
    /// The content of a file is of a kind that is not accepted.
    FileKind {
        /** the file */
        name: String,
        /** what is accepted */
        accepted: Vec<FileKind>,
    },
    /// A file is too large.
    FileTooLarge {
        /** the file */
        name: String,
        /** most bytes */
        most_bytes: u64,
    },
    /// A file is empty.
    FileEmpty {
        /** the file */
        name: String,
    },
    /// Too many files.
    TooManyFiles {
        /** most */
        most: u32,
    },
    /// Fewer rows than `least`. The error's path is the group's.
    TooFewRows {
        /** the repeated group */
        group: GroupIndex,
        /** least */
        least: u32,
    },
    /// More rows than `most`.
    TooManyRows {
        /** the repeated group */
        group: GroupIndex,
        /** most */
        most: u32,
    },
    /// The answer does not have the shape of its field; only a foreign program can send that.
    WrongShape,
    /// A rule of the form is broken: position in `CompiledForm::rules`; the message is the rule's.
    Rule(u32),
}
