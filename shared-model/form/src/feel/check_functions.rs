//! What the built-in functions take and give (DMN 1.5 §10.3.4).

use super::check_types::Type;
use super::tree::Function;

/// What an argument may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Takes {
    Anything,
    Boolean,
    Text,
    Number,
    List,
    Function,
    /// A position, or a function of an element.
    Position,
    /// A text, or a list of them.
    Names,
    Context,
    /// A list of such values, or the values one by one.
    Booleans,
    Numbers,
    Ordered,
    /// A date, or a date and time.
    Day,
    /// A text, a date or a date and time.
    DateLike,
    /// A text, a time or a date and time.
    TimeLike,
    /// A number or a duration.
    Magnitude,
}

impl Takes {
    pub(super) fn accepts(self, kind: &Type) -> bool {
        let element = |kind: &Type, fits: &dyn Fn(&Type) -> bool| match kind {
            Type::List(element) => element.is_open() || fits(element),
            other => fits(other),
        };
        kind.is_open()
            || match self {
                Self::Anything => true,
                Self::Boolean => *kind == Type::Boolean,
                Self::Text => kind.is_text(),
                Self::Number => *kind == Type::Number,
                Self::List => matches!(kind, Type::List(_)),
                Self::Function => matches!(kind, Type::Function(_)),
                Self::Position => matches!(kind, Type::Number | Type::Function(_)),
                Self::Names => element(kind, &Type::is_text),
                Self::Context => element(kind, &|kind| matches!(kind, Type::Context(_))),
                Self::Booleans => element(kind, &|kind| *kind == Type::Boolean),
                Self::Numbers => element(kind, &|kind| *kind == Type::Number),
                Self::Ordered => element(kind, &Type::is_ordered),
                Self::Day => matches!(kind, Type::Date | Type::DateTime),
                Self::DateLike => kind.is_text() || matches!(kind, Type::Date | Type::DateTime | Type::Number),
                Self::TimeLike => kind.is_text() || matches!(kind, Type::Time | Type::DateTime | Type::Number),
                Self::Magnitude => *kind == Type::Number || kind.is_duration(),
            }
    }

    /// As it is named in diagnostics.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Anything => "any",
            Self::Boolean | Self::Booleans => "boolean",
            Self::Text => "string",
            Self::Number | Self::Numbers => "number",
            Self::List => "list",
            Self::Function => "function",
            Self::Position => "number | function",
            Self::Names => "string | list",
            Self::Context => "context",
            Self::Ordered => "number | string | date | time | duration",
            Self::Day => "date",
            Self::DateLike => "string | date",
            Self::TimeLike => "string | time",
            Self::Magnitude => "number | duration",
        }
    }
}

/// What the argument at a position (from 0) may be.
pub(super) fn takes(function: Function, position: usize) -> Takes {
    use Function as F;
    match (function, position) {
        (F::Not, _) => Takes::Boolean,
        (F::All | F::Any, _) => Takes::Booleans,
        (F::Sum | F::Product | F::Mean | F::Median | F::Mode | F::Stddev, _) => Takes::Numbers,
        (F::Sort, 1) => Takes::Function,
        (F::ListReplace, 1) => Takes::Position,
        (F::InsertBefore | F::Remove, 1) | (F::Sublist, 1..) | (F::Sqrt | F::Exp | F::Log, _) => Takes::Number,
        (F::GetValue | F::ContextPut, 1) => Takes::Names,
        (F::GetValue | F::GetEntries | F::ContextPut | F::Context | F::ContextMerge, 0) => Takes::Context,
        (F::Min | F::Max, _) => Takes::Ordered,
        (F::Count | F::ListContains | F::Append | F::Flatten | F::DistinctValues | F::Reverse | F::IndexOf | F::StringJoin, 0)
        | (F::Sublist | F::InsertBefore | F::Remove | F::ListReplace | F::Sort, 0)
        | (F::Concatenate | F::Union, _) => Takes::List,
        (F::Matches | F::Replace | F::Split, _)
        | (F::Contains | F::StartsWith | F::EndsWith | F::SubstringBefore | F::SubstringAfter, _)
        | (F::StringLength | F::UpperCase | F::LowerCase | F::Substring | F::Number | F::Duration | F::Range, 0)
        | (F::StringJoin | F::Number, 1..) => Takes::Text,
        (F::Substring, 1..)
        | (F::Floor | F::Ceiling | F::Modulo | F::Odd | F::Even | F::Decimal, _)
        | (F::RoundUp | F::RoundDown | F::RoundHalfUp | F::RoundHalfDown, _)
        | (F::Date | F::Time, 1..) => Takes::Number,
        (F::Abs, _) => Takes::Magnitude,
        (F::Date, 0) | (F::DateAndTime, 0) => Takes::DateLike,
        (F::Time, 0) => Takes::TimeLike,
        (F::DateAndTime, 1) => Takes::TimeLike,
        (F::YearsAndMonthsDuration, _) | (F::DayOfWeek | F::DayOfYear | F::MonthOfYear | F::WeekOfYear, _) => Takes::Day,
        _ => Takes::Anything,
    }
}

/// What a call gives.
pub(super) fn gives(function: Function, arguments: &[Type]) -> Type {
    use Function as F;
    let first = arguments.first().cloned().unwrap_or(Type::Any);
    let element = |kind: &Type| match kind {
        Type::List(element) => (**element).clone(),
        other => other.clone(),
    };
    let all = || arguments.iter().map(element).reduce(Type::or).unwrap_or(Type::Any);
    match function {
        F::Matches | F::Is | F::Before | F::After | F::Meets | F::MetBy | F::Overlaps | F::OverlapsBefore | F::OverlapsAfter => {
            Type::Boolean
        }
        F::Finishes | F::FinishedBy | F::Includes | F::During | F::Starts | F::StartedBy | F::Coincides => Type::Boolean,
        F::IsDefined | F::Not | F::All | F::Any | F::ListContains | F::Contains | F::StartsWith | F::EndsWith | F::Odd | F::Even => {
            Type::Boolean
        }
        F::Count | F::Sum | F::Product | F::Mean | F::StringLength | F::Number | F::Floor | F::Ceiling | F::Modulo | F::Decimal => {
            Type::Number
        }
        F::RoundUp | F::RoundDown | F::RoundHalfUp | F::RoundHalfDown | F::DayOfYear | F::WeekOfYear => Type::Number,
        F::Sqrt | F::Exp | F::Log | F::Median | F::Stddev => Type::Number,
        F::Min | F::Max => all(),
        F::Abs => first,
        F::Append | F::Concatenate | F::Union => all().list(),
        F::InsertBefore | F::ListReplace | F::Mode => Type::Any.list(),
        F::GetValue | F::Context | F::ContextPut | F::ContextMerge => Type::Any,
        F::Range => Type::Range(Box::new(Type::Any)),
        F::GetEntries => Type::Context(vec![("key".to_owned(), Type::Text), ("value".to_owned(), Type::Any)]).list(),
        F::Split => Type::Text.list(),
        F::Replace => Type::Text,
        F::Reverse | F::Sublist | F::Remove | F::Sort | F::DistinctValues => element(&first).list(),
        F::Flatten => Type::Any.list(),
        F::IndexOf => Type::Number.list(),
        F::UpperCase | F::LowerCase | F::Substring | F::SubstringBefore | F::SubstringAfter | F::StringJoin | F::String => Type::Text,
        F::DayOfWeek | F::MonthOfYear => Type::Text,
        F::Date | F::Today => Type::Date,
        F::Time => Type::Time,
        F::DateAndTime | F::Now => Type::DateTime,
        F::Duration => Type::Duration,
        F::YearsAndMonthsDuration => Type::Months,
    }
}
