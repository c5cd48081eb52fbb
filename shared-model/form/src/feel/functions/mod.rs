//! The built-in functions. In: evaluated arguments. Out: a value, or none where FEEL says null. One file a kind of value.

mod dates;
mod lists;
mod numbers;
mod texts;

use super::builtin::Function;
use super::evaluate::Extent;
use super::tree::Property;
use super::value::Value;
use jiff::civil::DateTime;
use std::borrow::Cow;
use std::cmp::Ordering;

#[cfg(feature = "feel-full")]
pub(super) use dates::{MONTHS, WEEKDAYS};
#[cfg(feature = "feel-full")]
pub(super) use lists::{elements, list, place};
#[cfg(feature = "compile")]
pub(super) use texts::write;

/// What a function gets.
pub(super) type Arguments<'a> = &'a [Cow<'a, Value>];

/// An argument.
pub(super) fn at(arguments: Arguments<'_>, position: usize) -> Option<&Value> {
    arguments.get(position).map(|value| &**value)
}

/// Calls a function. The checker has counted the arguments; a wrong count gives null here, never a panic.
#[must_use]
pub(super) fn call(function: Function, arguments: Arguments<'_>, moment: DateTime, extent: Extent) -> Option<Value> {
    use Function as F;
    match function {
        F::IsDefined => Some(Value::Boolean(!at(arguments, 0)?.is_null())),
        F::Not => at(arguments, 0)?.as_boolean().map(|truth| Value::Boolean(!truth)),
        F::Today => Some(Value::Date(moment.date())),
        F::Now => Some(Value::DateTime(moment)),

        F::Count => lists::count(arguments),
        F::Sum => lists::sum(&lists::elements(arguments)),
        F::Product => lists::product(&lists::elements(arguments)),
        F::Min => lists::extreme(&lists::elements(arguments), Ordering::Less),
        F::Max => lists::extreme(&lists::elements(arguments), Ordering::Greater),
        F::Mean => lists::mean(&lists::elements(arguments)),
        F::All => lists::quantified(&lists::elements(arguments), false),
        F::Any => lists::quantified(&lists::elements(arguments), true),
        F::ListContains => lists::contains(arguments),
        F::Append => lists::append(arguments),
        F::Concatenate => lists::concatenate(arguments),
        F::Flatten => lists::flatten(arguments),
        F::DistinctValues => lists::distinct(arguments),
        F::Union => lists::distinct(&[Cow::Owned(lists::concatenate(arguments)?)]),
        F::Reverse => lists::reverse(arguments),
        F::IndexOf => lists::index_of(arguments),
        F::Sublist => lists::sublist(arguments),

        F::Contains | F::StartsWith | F::EndsWith | F::SubstringBefore | F::SubstringAfter => texts::of_two(function, arguments),
        F::StringLength => Some(Value::from(i64::try_from(at(arguments, 0)?.as_text()?.chars().count()).ok()?)),
        F::UpperCase => at(arguments, 0)?.as_text().map(|text| Value::Text(text.to_uppercase())),
        F::LowerCase => at(arguments, 0)?.as_text().map(|text| Value::Text(text.to_lowercase())),
        F::Substring => texts::substring(arguments),
        F::StringJoin => texts::join(arguments),
        F::String => text_of(at(arguments, 0)?).map(Value::Text),

        F::Number | F::Floor | F::Ceiling | F::Abs | F::Modulo | F::Odd | F::Even => numbers::call(function, arguments),
        F::Decimal | F::RoundUp | F::RoundDown | F::RoundHalfUp | F::RoundHalfDown => numbers::call(function, arguments),

        F::Date | F::Time | F::DateAndTime | F::Duration | F::YearsAndMonthsDuration => of_days(function, arguments, extent),
        F::DayOfWeek | F::DayOfYear | F::MonthOfYear | F::WeekOfYear => of_days(function, arguments, extent),
        #[cfg(feature = "feel-full")]
        other if extent == Extent::Full => super::full::call(other, arguments),
        _ => None,
    }
}

fn of_days(function: Function, arguments: Arguments<'_>, extent: Extent) -> Option<Value> {
    match extent {
        Extent::Forms => dates::call(function, arguments),
        #[cfg(feature = "feel-full")]
        Extent::Full => super::wide::functions::call(function, arguments),
    }
}

/// A value as FEEL's `string` writes it; null has no text.
#[must_use]
pub fn text_of(value: &Value) -> Option<String> {
    if value.is_null() {
        return None;
    }
    let mut text = String::new();
    texts::write(&mut text, value, false);
    Some(text)
}

/// A part of a day, time or duration.
#[must_use]
pub(super) fn property(value: &Value, property: Property) -> Option<Value> {
    dates::property(value, property).map(Value::from)
}
