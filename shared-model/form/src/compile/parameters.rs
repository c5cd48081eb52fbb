//! The types of parameters and how their values are written. In: text. Out: a value of FEEL.

use crate::feel::check_types::Type;
use crate::feel::temporal::{parse_date, parse_duration};
use crate::feel::{Number, Value};

/// A type of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ParameterKind {
    Text,
    Integer,
    Decimal,
    Money,
    Boolean,
    Date,
    Duration,
}

impl ParameterKind {
    pub(crate) const ALL: &'static [Self] =
        &[Self::Text, Self::Integer, Self::Decimal, Self::Money, Self::Boolean, Self::Date, Self::Duration];

    /// As it is written.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Money => "money",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Duration => "duration",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// A value as it is written.
    pub(crate) fn example(self) -> &'static str {
        match self {
            Self::Text => "Rathaus",
            Self::Integer => "3500",
            Self::Decimal => "0.5",
            Self::Money => "30.70",
            Self::Boolean => "true",
            Self::Date => "2026-12-31",
            Self::Duration => "P1M",
        }
    }

    /// Reads a value.
    pub(crate) fn read(self, text: &str) -> Option<Value> {
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        match self {
            Self::Text => (!text.trim().is_empty()).then(|| Value::text(text)),
            Self::Integer => Number::parse(text).filter(|_| decimals == 0).map(Value::Number),
            Self::Decimal => Number::parse(text).map(Value::Number),
            Self::Money => Number::parse(text).filter(|_| decimals == 2 || !text.contains('.')).map(Value::Number),
            Self::Boolean => match text {
                "true" => Some(Value::Boolean(true)),
                "false" => Some(Value::Boolean(false)),
                _ => None,
            },
            Self::Date => parse_date(text).map(Value::Date),
            Self::Duration => parse_duration(text),
        }
    }

    /// Its type in expressions; a tenant may set either duration.
    pub(crate) fn value_type(self) -> Type {
        match self {
            Self::Text => Type::Text,
            Self::Integer | Self::Decimal | Self::Money => Type::Number,
            Self::Boolean => Type::Boolean,
            Self::Date => Type::Date,
            Self::Duration => Type::Duration,
        }
    }
}
