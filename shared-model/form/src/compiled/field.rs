//! A field of the compiled form: what may be entered, when it is shown, when it is demanded. In: the compiler's passes. Out: what journey,
//! validation and screen read. Whether an answer is acceptable is decided in `validate`.

use super::{CodeListIndex, FileKind, GroupIndex, Identifier, PageIndex, Text};
use crate::feel::Expression;

/// A field (FIM: Datenfeld).
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Id the author gave, unique in the form; its `AnswerPath`.
    pub id: String,
    /// FIM id, `F…`.
    pub fim_id: Option<String>,
    /// Label, or legend for fields of several inputs.
    pub label: Text,
    /// Hint before the input.
    pub hint: Option<Text>,
    /// Longer explanation that can be opened.
    pub help: Option<Text>,
    /// What may be entered.
    pub kind: FieldType,
    /// When an answer is demanded.
    pub required: Condition,
    /// Whether it is shown; none = always.
    pub visible: Option<Expression>,
    /// Calculated value; such a field is shown, not asked.
    pub value: Option<Expression>,
    /// Token of WCAG 2.2 SC 1.3.5, e.g. `given-name`; none for data about others.
    pub autocomplete: Option<String>,
    /// What was said before and can be taken over, a text (WCAG 2.2 SC 3.3.7); or a list, for fields that are taken over together (`journey::Takeover`).
    pub offer: Option<Expression>,
    /// The page it stands on.
    pub page: PageIndex,
    /// The groups around it, outermost first.
    pub groups: Vec<GroupIndex>,
}

impl Field {
    /// Whether an applicant answers it; what is calculated is not asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.value.is_none() && !matches!(self.kind, FieldType::Calculated { .. } | FieldType::Hidden)
    }
}

/// Always, never, or under a condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// Always.
    Always,
    /// Never.
    Never,
    /// When the expression is true.
    When(Expression),
}

/// What may be entered into a field, and which `RawAnswer` it has.
#[derive(Debug, Clone, PartialEq)]
pub enum FieldType {
    /// `Text`: one line; lengths in characters after NFC.
    Text {
        /** least */
        min_length: Option<u32>,
        /** most */
        max_length: Option<u32>,
        /** allowed characters */
        characters: Characters,
    },
    /// `Text`: several lines.
    MultiLine {
        /** least */
        min_length: Option<u32>,
        /** most */
        max_length: Option<u32>,
    },
    /// `Text`: part of a person's name, DIN 91379 datatype A.
    PersonName {
        /** most */
        max_length: Option<u32>,
    },
    /// `Text`: whole number; German and English digit grouping are understood.
    Integer {
        /** least */
        min: Option<Expression>,
        /** most */
        max: Option<Expression>,
    },
    /// `Text`: decimal number, comma or point.
    Decimal {
        /** digits behind the comma */
        scale: u32,
        /** least */
        min: Option<Expression>,
        /** most */
        max: Option<Expression>,
    },
    /// `Text`: amount in euro, two digits behind the comma.
    Money {
        /** least */
        min: Option<Expression>,
        /** most */
        max: Option<Expression>,
    },
    /// `Date`: a calendar day.
    Date {
        /** earliest */
        min: Option<Expression>,
        /** latest */
        max: Option<Expression>,
    },
    /// `Date`: day or day and month may be missing (FIM G60000083).
    PartialDate {
        /** no later than the day it is entered */
        not_in_future: bool,
    },
    /// `Text`: a time of day to the minute, `14:30`.
    Time {
        /** earliest */
        min: Option<Expression>,
        /** latest */
        max: Option<Expression>,
    },
    /// `Text` `yes`/`no`.
    YesNo,
    /// `Text` `yes` or blank: must be agreed to when required.
    Consent,
    /// `Text`: the code of one of few options, all shown.
    Radios {
        /** the list */
        options: CodeListIndex,
    },
    /// `Text`: the code of one of many options.
    Select {
        /** the list */
        options: CodeListIndex,
        /** so many that one searches rather than scrolls */
        searchable: bool,
    },
    /// `Choices`.
    Checkboxes {
        /** the list */
        options: CodeListIndex,
        /** at least so many, when required */
        min: u32,
        /** at most so many */
        max: Option<u32>,
    },
    /// `Text`: e-mail address.
    Email,
    /// `Text`: telephone number.
    Phone,
    /// `Text`: IBAN, ISO 13616, with check digits.
    Iban,
    /// `Text`: web address, http or https.
    Url,
    /// `Text`: a number that an authority or a bank gives.
    Identifier(Identifier),
    /// `Text`: five digits.
    PostalCode,
    /// `Text`: German number plate, with umlauts, H/E suffix and season.
    NumberPlate,
    /// `Files`.
    File {
        /** what is accepted */
        accept: Vec<FileKind>,
        /** most bytes of one file */
        max_size_bytes: u64,
        /** at most so many */
        max_count: u32,
    },
    /// No answer of its own: shows `Field::value`.
    Calculated {
        /** how the value is shown */
        shown_as: Shown,
    },
    /// No answer of its own and not shown: `Field::value` for other expressions and for exports.
    Hidden,
}

/// Characters a text may consist of (DIN 91379:2022-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// Datatype B: names with digits and special characters, one line.
    Names,
    /// Datatype C: Latin text with line breaks.
    Latin,
    /// ASCII digits only.
    Digits,
}

/// How a calculated value is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// As text.
    Text,
    /// As a number.
    Number,
    /// As euro.
    Money,
    /// As a date.
    Date,
}
