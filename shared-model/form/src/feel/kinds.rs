//! Kinds of values, for `instance of` and parameters of functions (DMN 1.5 §10.3.2.3 and §7.3.2). In: a value and a kind. Out:
//! whether it is one.

use super::value::Value;

/// Kinds of values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// `Any`: everything but null.
    Any,
    /// `Null`
    Null,
    /// `boolean`
    Boolean,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `date and time`
    DateTime,
    /// `years and months duration`
    Months,
    /// `days and time duration`
    Seconds,
    /// `list<…>`
    List(Box<Kind>),
    /// `range<…>`
    Range(Box<Kind>),
    /// `context<name: …>`: these names at least.
    Context(Vec<(String, Kind)>),
    /// `function<…> -> …`; by the number of its parameters, since values don't carry the types of results.
    Function(Option<u32>),
}

impl Kind {
    /// Whether a value is of this kind; null only is of `Null`.
    #[must_use]
    pub fn holds(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Null, value) => value.is_null(),
            (Self::Any, value) => !value.is_null(),
            (Self::Boolean, Value::Boolean(_)) | (Self::Number, Value::Number(_)) | (Self::Text, Value::Text(_)) => true,
            (Self::Date, Value::Date(_)) | (Self::Time, Value::Time(_)) | (Self::DateTime, Value::DateTime(_)) => true,
            (Self::Months, Value::Months(_)) | (Self::Seconds, Value::Seconds(_)) => true,
            (Self::List(kind), Value::List(items)) => **kind == Self::Any || items.iter().all(|item| kind.takes(item)),
            (Self::Range(kind), Value::Range(range)) => kind.takes(&range.low) && kind.takes(&range.high),
            (Self::Context(entries), Value::Context(_)) => {
                entries.iter().all(|(name, kind)| value.entry(name).is_some_and(|value| kind.takes(value)))
            }
            #[cfg(feature = "feel-full")]
            (kind, Value::Wide(wide)) => wide.is_of(kind),
            #[cfg(feature = "feel-full")]
            (Self::Function(count), Value::Function(function)) => count.is_none_or(|count| function.takes_so_many(count)),
            _ => false,
        }
    }

    /// Whether a value may stand where this kind is demanded: null may stand everywhere.
    #[must_use]
    pub fn takes(&self, value: &Value) -> bool {
        value.is_null() || self.holds(value)
    }
}
