//! What expressions compute with. In: typed answers, parameters, literals. Out: the same kinds again.
//!
//! Which value a field has for expressions (and so which type the checker gives it):
//! text, multi-line, person name, e-mail, phone, IBAN, postal code, number plate: `Text`, normalised; integer, decimal,
//! money: `Number`; date: `Date`; partial date: `Date` when day, month and year are known, else null; yes/no: `Boolean`;
//! consent: `Boolean`, false while not ticked; radios, select: `Text`, the code; checkboxes: `List` of `Text`, the codes,
//! empty while nothing is ticked; file: `List` of `Text`, the names; calculated: what its expression gives. A blank answer,
//! one that can't be read as its type, and every hidden field is null.

use super::number::Number;
use jiff::civil;

/// A value of FEEL (DMN 1.5 §10.3.2.3), as far as forms have them.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// No value.
    #[default]
    Null,
    /// Truth.
    Boolean(bool),
    /// Exact decimal.
    Number(Number),
    /// Text.
    Text(String),
    /// Calendar day.
    Date(civil::Date),
    /// Time of day, local.
    Time(civil::Time),
    /// Day and time, local (Europe/Berlin).
    DateTime(civil::DateTime),
    /// Years and months duration, in months.
    Months(i64),
    /// Days and time duration, in seconds.
    Seconds(i64),
    /// A list.
    List(Vec<Value>),
    /// An interval.
    Range(Box<Range>),
    /// A context: names with their values, in the order written, each name once. A row of a repeated group is one.
    Context(Vec<(String, Value)>),
    /// A day, time or duration that no form has: with a zone, a fraction of a second, a year beyond 9999.
    #[cfg(feature = "feel-full")]
    Wide(Box<super::wide::Wide>),
    /// A function. Forms have none as values.
    #[cfg(feature = "feel-full")]
    Function(Box<super::full::Closure>),
}

/// An interval of comparable values; a null end is open towards infinity.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower end.
    pub low: Value,
    /// Whether the lower end belongs to it.
    pub low_included: bool,
    /// The upper end.
    pub high: Value,
    /// Whether the upper end belongs to it.
    pub high_included: bool,
}

impl Value {
    /// Whether this is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
    /// Whether this is true; null and everything else is not.
    #[must_use]
    pub fn is_true(&self) -> bool {
        matches!(self, Self::Boolean(true))
    }
    /// The truth value, if it is one.
    #[must_use]
    pub fn as_boolean(&self) -> Option<bool> {
        if let Self::Boolean(truth) = self { Some(*truth) } else { None }
    }
    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }
    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
    /// The day, if it is one.
    #[must_use]
    pub fn as_date(&self) -> Option<civil::Date> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }
    /// The value a context has under a name.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Value> {
        let Self::Context(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }
    /// A text.
    #[must_use]
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Value {
    fn from(whole: i64) -> Self {
        Self::Number(Number::from(whole))
    }
}

impl From<Option<Value>> for Value {
    fn from(value: Option<Value>) -> Self {
        value.unwrap_or(Self::Null)
    }
}
