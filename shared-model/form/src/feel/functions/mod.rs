//! The built-in functions. In: evaluated arguments. Out: a value, or none where FEEL says null. One file a kind of value.

mod dates;
mod lists;
mod numbers;
mod texts;

use super::tree::{Function, Property};
use super::value::Value;
use jiff::civil::DateTime;

/// Calls a function. The checker has counted the arguments; a wrong count gives null here, never a panic.
#[must_use]
pub(super) fn call(function: Function, arguments: Vec<Value>, moment: DateTime) -> Option<Value> {
    use Function as F;
    match function {
        F::IsDefined => Some(Value::Boolean(!arguments.first()?.is_null())),
        F::Not => arguments.first()?.as_boolean().map(|truth| Value::Boolean(!truth)),
        F::Today => Some(Value::Date(moment.date())),
        F::Now => Some(Value::DateTime(moment)),

        F::Count => lists::count(arguments),
        F::Sum => lists::sum(&lists::elements(arguments)),
        F::Product => lists::product(&lists::elements(arguments)),
        F::Min => lists::extreme(lists::elements(arguments), std::cmp::Ordering::Less),
        F::Max => lists::extreme(lists::elements(arguments), std::cmp::Ordering::Greater),
        F::Mean => lists::mean(&lists::elements(arguments)),
        F::All => lists::all(&lists::elements(arguments)),
        F::Any => lists::any(&lists::elements(arguments)),
        F::ListContains => lists::contains(&arguments),
        F::Append => lists::append(arguments),
        F::Concatenate => lists::concatenate(arguments),
        F::Flatten => lists::flatten(arguments),
        F::DistinctValues => lists::distinct(arguments),
        F::Reverse => lists::reverse(arguments),
        F::IndexOf => lists::index_of(&arguments),

        F::Contains => texts::two(&arguments).map(|(text, part)| Value::Boolean(text.contains(part))),
        F::StartsWith => texts::two(&arguments).map(|(text, part)| Value::Boolean(text.starts_with(part))),
        F::EndsWith => texts::two(&arguments).map(|(text, part)| Value::Boolean(text.ends_with(part))),
        F::StringLength => Some(Value::from(i64::try_from(arguments.first()?.as_text()?.chars().count()).ok()?)),
        F::UpperCase => arguments.first()?.as_text().map(|text| Value::Text(text.to_uppercase())),
        F::LowerCase => arguments.first()?.as_text().map(|text| Value::Text(text.to_lowercase())),
        F::Substring => texts::substring(&arguments),
        F::SubstringBefore => {
            texts::two(&arguments).map(|(text, part)| Value::text(text.split_once(part).map_or("", |(before, _)| before)))
        }
        F::SubstringAfter => texts::two(&arguments).map(|(text, part)| Value::text(text.split_once(part).map_or("", |(_, after)| after))),
        F::StringJoin => texts::join(&arguments),
        F::String => texts::string(arguments.first()?).map(Value::Text),

        F::Number | F::Floor | F::Ceiling | F::Abs | F::Modulo | F::Odd | F::Even => numbers::call(function, &arguments),
        F::Decimal | F::RoundUp | F::RoundDown | F::RoundHalfUp | F::RoundHalfDown => numbers::call(function, &arguments),

        F::Date | F::Time | F::DateAndTime | F::Duration | F::YearsAndMonthsDuration => dates::call(function, &arguments),
        F::DayOfWeek | F::DayOfYear | F::MonthOfYear | F::WeekOfYear => dates::call(function, &arguments),
    }
}

/// A value as FEEL's `string` writes it; null has no text.
#[must_use]
pub fn text_of(value: &Value) -> Option<String> {
    texts::string(value)
}

/// A part of a day, time or duration.
#[must_use]
pub(super) fn property(value: &Value, property: Property) -> Option<Value> {
    dates::property(value, property).map(Value::from)
}
