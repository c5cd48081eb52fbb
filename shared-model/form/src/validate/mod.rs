//! Whether answers are acceptable. In: answers, form, moment. Out: errors as facts (the words are the screen's), or
//! `ValidatedAnswers`, which nobody else can make.

use crate::answers::{AnswerPath, Answers};
use crate::compiled::{CompiledForm, FieldIndex, FileKind, PageIndex};
use crate::journey::{FormState, Moment};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One wrong answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Where the answer stands.
    pub path: AnswerPath,
    /// The field.
    pub field: FieldIndex,
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
    TooShort { /** least */ least: u32 },
    /// More characters than `most`; `by` of them too many.
    TooLong { /** most */ most: u32, /** surplus */ by: u32 },
    /// A character that must not be there.
    CharacterNotAllowed { /** the first one */ character: char },
    /// Not a number.
    NotANumber,
    /// Not a whole number.
    NotAWholeNumber,
    /// More digits behind the comma than `scale`.
    TooManyDecimals { /** allowed */ scale: u32 },
    /// Smaller than allowed.
    TooSmall { /** least */ least: String },
    /// Larger than allowed.
    TooLarge { /** most */ most: String },
    /// Parts of a date are missing.
    DateIncomplete { /** day is missing */ day: bool, /** month is missing */ month: bool, /** year is missing */ year: bool },
    /// There is no such day.
    NoSuchDate,
    /// The year does not have four digits.
    YearNotFourDigits,
    /// A partial date gives a day without a month.
    DayWithoutMonth,
    /// The date lies before the earliest one.
    TooEarly { /** ISO 8601 */ earliest: String },
    /// The date lies after the latest one.
    TooLate { /** ISO 8601 */ latest: String },
    /// The date lies in the future.
    InFuture,
    /// A code that is not in the list.
    UnknownOption,
    /// Fewer than `least` chosen.
    TooFewChosen { /** least */ least: u32 },
    /// More than `most` chosen.
    TooManyChosen { /** most */ most: u32 },
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a telephone number.
    NotAPhoneNumber,
    /// Not the shape of an IBAN.
    NotAnIban,
    /// The IBAN's country demands another length.
    IbanLength { /** characters demanded */ expected: u32 },
    /// The IBAN's check digits do not fit: a typing error.
    IbanCheckDigits,
    /// Not five digits.
    NotAPostalCode,
    /// Not a German number plate.
    NotANumberPlate,
    /// The content of a file is of a kind that is not accepted.
    FileKind { /** the file */ name: String, /** what is accepted */ accepted: Vec<FileKind> },
    /// A file is too large.
    FileTooLarge { /** the file */ name: String, /** most bytes */ most_bytes: u64 },
    /// A file is empty.
    FileEmpty { /** the file */ name: String },
    /// Too many files.
    TooManyFiles { /** most */ most: u32 },
    /// The answer does not have the shape of its field; only a foreign program can send that.
    WrongShape,
    /// A rule of the form is broken: position in `CompiledForm::rules`; the message is the rule's.
    Rule(u32),
}

/// Answers as they came out of an envelope: claims, until validated here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceivedAnswers {
    /// hex64 of the form they were given to.
    pub form: String,
    /// Language the applicant read the form in (BCP 47).
    pub language: String,
    /// Visible answers only, normalised.
    pub answers: Answers,
}

/// Why received answers are not valid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValidateError {
    /// Answers at paths the form does not have, or does not show for these answers.
    #[error("there are answers where the form has no question")]
    UnexpectedAnswers(Vec<AnswerPath>),
    /// Wrong answers.
    #[error("{} answers are not acceptable", .0.len())]
    Faults(Vec<FieldError>),
    /// A visible note says that it does not go on online.
    #[error("the form does not go on for these answers")]
    Stopped,
}

/// Answers that passed every rule. There is no way to read this type from bytes: what was opened is `ReceivedAnswers`.
#[derive(Debug, Clone)]
pub struct ValidatedAnswers {
    state: FormState,
    language: usize,
}

impl ReceivedAnswers {
    /// What is sent of an application: visible answers, nothing else.
    #[must_use]
    pub fn from_state(state: &FormState, form_hash: &str, language: &str) -> Self {
        Self { form: form_hash.to_owned(), language: language.to_owned(), answers: state.answers().clone() }
    }

    /// Validates against the form they name, for the moment they were received.
    ///
    /// # Errors
    /// See `ValidateError`; all faults at once.
    pub fn validate(self, form: &Arc<CompiledForm>, moment: Moment) -> Result<ValidatedAnswers, ValidateError> {
        let language = form.language_index(&self.language);
        let state = FormState::new(Arc::clone(form), self.answers, moment);
        let faults = state.all_errors();
        if faults.is_empty() { Ok(ValidatedAnswers { state, language }) } else { Err(ValidateError::Faults(faults)) }
    }
}

impl ValidatedAnswers {
    /// The state they validate in.
    #[must_use]
    pub fn state(&self) -> &FormState {
        &self.state
    }
    /// The language the applicant read the form in, as a position.
    #[must_use]
    pub fn language(&self) -> usize {
        self.language
    }
}
