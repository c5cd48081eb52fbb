//! The built-in functions. In: evaluated arguments. Out: a value, or none where FEEL says null. One file a kind of value.

mod dates;
pub(super) mod further;
pub(super) mod lists;
pub(super) mod numbers;
mod texts;

use super::arithmetic;
use super::builtin::Function;
use super::evaluate::Extent;
use super::tree::Property;
use super::value::Value;
use jiff::civil::DateTime;
use std::borrow::Cow;

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
        F::ListContains => lists::contains(arguments),
        F::Sum => arithmetic::sum(&lists::elements(arguments)),
        F::Number => arithmetic::number(arguments).map(Value::Number),
        other => further::call(other, arguments, extent),
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
