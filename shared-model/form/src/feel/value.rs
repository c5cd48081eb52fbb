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
use serde::{Deserialize, Serialize};

/// A value of FEEL (DMN 1.5 §10.3.2.3), as far as forms have them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
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
    Date(#[serde(with = "stored_date")] civil::Date),
    /// Time of day, local.
    Time(#[serde(with = "stored_time")] civil::Time),
    /// Day and time, local (Europe/Berlin).
    DateTime(#[serde(with = "stored_date_time")] civil::DateTime),
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
    #[serde(skip)]
    Wide(Box<super::wide::Wide>),
    /// A function. Forms have none as values.
    #[cfg(feature = "feel-full")]
    #[serde(skip)]
    Function(Box<super::full::Closure>),
}

/// An interval of comparable values; a null end is open towards infinity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// Days as (year, month, day): short in postcard, without a text parser in the browser.
mod stored_date {
    use jiff::civil::Date;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        (date.year(), date.month(), date.day()).serialize(serializer)
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let (year, month, day) = <(i16, i8, i8)>::deserialize(deserializer)?;
        Date::new(year, month, day).map_err(|_| D::Error::custom("no such day"))
    }
}

/// Times as (hour, minute, second).
mod stored_time {
    use jiff::civil::Time;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
        (time.hour(), time.minute(), time.second()).serialize(serializer)
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let (hour, minute, second) = <(i8, i8, i8)>::deserialize(deserializer)?;
        Time::new(hour, minute, second, 0).map_err(|_| D::Error::custom("no such time"))
    }
}

/// Day and time together.
mod stored_date_time {
    use jiff::civil::{Date, DateTime, Time};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(moment: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Stored(#[serde(with = "super::stored_date")] Date, #[serde(with = "super::stored_time")] Time);
        Stored(moment.date(), moment.time()).serialize(serializer)
    }
    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime, D::Error> {
        #[derive(Deserialize)]
        struct Stored(#[serde(with = "super::stored_date")] Date, #[serde(with = "super::stored_time")] Time);
        Stored::deserialize(deserializer).map(|Stored(date, time)| DateTime::from_parts(date, time))
    }
}
