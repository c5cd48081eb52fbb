//! Functions of texts (DMN 1.5 §10.3.4.3). In: texts, counted in characters (code points), positions from 1. Out: a value.

use super::lists::{place, truncated};
use super::{Arguments, at};
use crate::feel::builtin::Function;
use crate::feel::temporal::{date_text, months_text, seconds_text, time_text};
use crate::feel::value::Value;
use std::fmt::Write;

/// The functions of a text and a part of it.
pub(super) fn of_two(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let (text, part) = (at(arguments, 0)?.as_text()?, at(arguments, 1)?.as_text()?);
    let found = text.find(part);
    Some(match function {
        Function::Contains => Value::Boolean(found.is_some()),
        Function::StartsWith => Value::Boolean(text.starts_with(part)),
        Function::EndsWith => Value::Boolean(text.ends_with(part)),
        Function::SubstringBefore => Value::text(text.get(..found.unwrap_or(0))?),
        _ => Value::text(text.get(found.map_or(text.len(), |found| found + part.len())..)?),
    })
}

/// `substring("Kennzeichen", 1, 4)`; a negative start counts from the end.
pub(super) fn substring(arguments: Arguments<'_>) -> Option<Value> {
    let text = at(arguments, 0)?.as_text()?;
    let count = text.chars().count();
    let skipped = place(at(arguments, 1)?, count).filter(|skipped| *skipped <= count)?;
    let taken = match at(arguments, 2) {
        None | Some(Value::Null) => count,
        Some(length) => usize::try_from(truncated(length)?).ok()?,
    };
    Some(Value::Text(text.chars().skip(skipped).take(taken).collect()))
}

/// `string join(["a", null, "b"], ", ")`: nulls are left out.
pub(super) fn join(arguments: Arguments<'_>) -> Option<Value> {
    let separator = match at(arguments, 1) {
        None | Some(Value::Null) => "",
        Some(separator) => separator.as_text()?,
    };
    let mut joined = String::new();
    let mut is_first = true;
    for item in super::lists::list(at(arguments, 0)?)?.iter().filter(|item| !item.is_null()) {
        if !is_first {
            joined.push_str(separator);
        }
        is_first = false;
        joined.push_str(item.as_text()?);
    }
    Some(Value::Text(joined))
}

/// Writes a value as text; texts inside others stand in quotes.
pub(in crate::feel) fn write(text: &mut String, value: &Value, quoted: bool) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Boolean(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => drop(write!(text, "{number}")),
        Value::Text(inner) if quoted => {
            text.push('"');
            for character in inner.chars() {
                if matches!(character, '"' | '\\') {
                    text.push('\\');
                }
                text.push(character);
            }
            text.push('"');
        }
        Value::Text(inner) => text.push_str(inner),
        Value::Date(date) => text.push_str(&date_text(*date)),
        Value::Time(time) => text.push_str(&time_text(*time)),
        Value::DateTime(moment) => {
            text.push_str(&date_text(moment.date()));
            text.push('T');
            text.push_str(&time_text(moment.time()));
        }
        Value::Months(months) => text.push_str(&months_text(*months)),
        Value::Seconds(seconds) => text.push_str(&seconds_text(*seconds)),
        Value::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                write(text, item, true);
            }
            text.push(']');
        }
        Value::Context(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.iter().enumerate() {
                text.push_str(if index > 0 { ", " } else { "" });
                text.push_str(name);
                text.push_str(": ");
                write(text, value, true);
            }
            text.push('}');
        }
        Value::Range(range) => {
            text.push(if range.low_included { '[' } else { '(' });
            write(text, &range.low, true);
            text.push_str("..");
            write(text, &range.high, true);
            text.push(if range.high_included { ']' } else { ')' });
        }
        #[cfg(feature = "feel-full")]
        Value::Wide(wide) => crate::feel::wide::text::write(text, wide),
        #[cfg(feature = "feel-full")]
        Value::Function(_) => text.push_str("function"),
    }
}
