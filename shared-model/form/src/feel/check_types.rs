//! Static types of expressions. Every value may be null, so null is in every type.

use super::kinds::Kind;
use super::value::Value;
use super::wide::Wide;

/// What an expression gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// Can't be told, or has been reported: fits everywhere.
    Any,
    /// Always null: fits everywhere.
    Null,
    /// `true`, `false`
    Boolean,
    /// Exact decimal.
    Number,
    /// Text.
    Text,
    /// The code of a list (position as the scope numbers them); a text.
    Code(u32),
    /// Calendar day.
    Date,
    /// Time of day.
    Time,
    /// Day and time.
    DateTime,
    /// Years and months duration.
    Months,
    /// Days and time duration.
    Seconds,
    /// One of the two durations.
    Duration,
    /// A list.
    List(Box<Type>),
    /// An interval.
    Range(Box<Type>),
    /// A function, with what it gives.
    Function(Box<Type>),
    /// A context, with the names it may have. A row of a repeated group is one.
    Context(Vec<(String, Type)>),
}

impl Type {
    /// A list of this.
    #[must_use]
    pub fn list(self) -> Self {
        Self::List(Box::new(self))
    }
    /// Whether nothing is known that could be wrong.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Any | Self::Null)
    }
    /// Whether this is a text.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self, Self::Text | Self::Code(_))
    }
    /// Whether this is a duration.
    #[must_use]
    pub fn is_duration(&self) -> bool {
        matches!(self, Self::Months | Self::Seconds | Self::Duration)
    }
    /// Whether a value of one type can be one of the other.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (left, right) if left.is_open() || right.is_open() => true,
            (left, right) if left.is_text() && right.is_text() => true,
            (Self::Duration, right) => right.is_duration(),
            (left, Self::Duration) => left.is_duration(),
            (Self::Function(_), Self::Function(_)) => true,
            (Self::List(left), Self::List(right)) | (Self::Range(left), Self::Range(right)) => left.fits(right),
            (Self::Context(entries), Self::Context(_)) => {
                entries.iter().all(|(name, kind)| other.entry(name).is_none_or(|other| kind.fits(other)))
            }
            (left, right) => left == right,
        }
    }
    /// The type of "one or the other".
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Null, other) | (other, Self::Null) => other,
            (left, right) if left == right => left,
            (left, right) if left.is_text() && right.is_text() => Self::Text,
            (left, right) if left.is_duration() && right.is_duration() => Self::Duration,
            (Self::List(left), Self::List(right)) => left.or(*right).list(),
            (Self::Context(mut entries), Self::Context(others)) => {
                for (name, kind) in others {
                    match entries.iter_mut().find(|(known, _)| *known == name) {
                        Some((_, known)) => *known = std::mem::replace(known, Self::Any).or(kind),
                        None => entries.push((name, kind)),
                    }
                }
                Self::Context(entries)
            }
            _ => Self::Any,
        }
    }
    /// The type of what a context has under a name.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Self> {
        let Self::Context(entries) = self else { return None };
        entries.iter().find(|(known, _)| known == name).map(|(_, kind)| kind)
    }
    /// Whether values have an order.
    #[must_use]
    pub fn is_ordered(&self) -> bool {
        !matches!(self, Self::Boolean | Self::List(_) | Self::Range(_) | Self::Context(_) | Self::Function(_))
    }
}

/// The type of a value.
#[must_use]
pub fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::Boolean(_) => Type::Boolean,
        Value::Number(_) => Type::Number,
        Value::Text(_) => Type::Text,
        Value::Date(_) => Type::Date,
        Value::Time(_) => Type::Time,
        Value::DateTime(_) => Type::DateTime,
        Value::Months(_) => Type::Months,
        Value::Seconds(_) => Type::Seconds,
        Value::List(parts) => parts.iter().map(type_of).reduce(Type::or).unwrap_or(Type::Any).list(),
        Value::Function(_) => Type::Function(Box::new(Type::Any)),
        Value::Wide(wide) => match **wide {
            Wide::Date(_) => Type::Date,
            Wide::Time(_) => Type::Time,
            Wide::DateTime(..) => Type::DateTime,
            Wide::Nanoseconds(_) => Type::Seconds,
        },
        Value::Context(entries) => Type::Context(entries.iter().map(|(name, value)| (name.clone(), type_of(value))).collect()),
        Value::Range(range) => Type::Range(Box::new(type_of(&range.low).or(type_of(&range.high)))),
    }
}

/// The type of what a kind holds.
#[must_use]
pub(super) fn type_of_kind(kind: &Kind) -> Type {
    match kind {
        Kind::Any => Type::Any,
        Kind::Null => Type::Null,
        Kind::Boolean => Type::Boolean,
        Kind::Number => Type::Number,
        Kind::Text => Type::Text,
        Kind::Date => Type::Date,
        Kind::Time => Type::Time,
        Kind::DateTime => Type::DateTime,
        Kind::Months => Type::Months,
        Kind::Seconds => Type::Seconds,
        Kind::List(kind) => type_of_kind(kind).list(),
        Kind::Range(kind) => Type::Range(Box::new(type_of_kind(kind))),
        Kind::Context(entries) => Type::Context(entries.iter().map(|(name, kind)| (name.clone(), type_of_kind(kind))).collect()),
        Kind::Function(_) => Type::Function(Box::new(Type::Any)),
    }
}
