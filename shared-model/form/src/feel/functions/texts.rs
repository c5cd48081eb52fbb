//! Functions of texts (DMN 1.5 §10.3.4.3). In: texts, counted in characters (code points), positions from 1. Out: a value.

use crate::feel::temporal::{date_text, months_text, seconds_text, time_text, whole};
use crate::feel::value::Value;
use std::fmt::Write;

/// The first two arguments as texts.
pub(super) fn two(arguments: &[Value]) -> Option<(&str, &str)> {
    Some((arguments.first()?.as_text()?, arguments.get(1)?.as_text()?))
}

/// `substring("Kennzeichen", 1, 4)`; a negative start counts from the end.
pub(super) fn substring(arguments: &[Value]) -> Option<Value> {
    let text = arguments.first()?.as_text()?;
    let start = whole(arguments.get(1)?)?;
    let count = i64::try_from(text.chars().count()).ok()?;
    let skipped = match start {
        1.. => start - 1,
        0 => return None,
        _ => count + start,
    };
    if skipped < 0 || skipped > count {
        return None;
    }
    let taken = match arguments.get(2) {
        None | Some(Value::Null) => count,
        Some(length) => whole(length).filter(|length| *length >= 0)?,
    };
    let characters = text.chars().skip(usize::try_from(skipped).ok()?).take(usize::try_from(taken).ok()?);
    Some(Value::Text(characters.collect()))
}

/// `string join(["a", null, "b"], ", ")`: nulls are left out.
pub(super) fn join(arguments: &[Value]) -> Option<Value> {
    let separator = match arguments.get(1) {
        None | Some(Value::Null) => "",
        Some(separator) => separator.as_text()?,
    };
    let mut joined = String::new();
    let mut is_first = true;
    let single = arguments.first().filter(|list| !list.is_null())?;
    let items = if let Value::List(items) = single { items.as_slice() } else { std::slice::from_ref(single) };
    for item in items.iter().filter(|item| !item.is_null()) {
        if !is_first {
            joined.push_str(separator);
        }
        is_first = false;
        joined.push_str(item.as_text()?);
    }
    Some(Value::Text(joined))
}

/// A value as text; null has none.
pub(super) fn string(value: &Value) -> Option<String> {
    let mut text = String::new();
    match value {
        Value::Null | Value::Range(_) => return None,
        Value::Context(entries) => {
            text.push('{');
            for (index, (name, value)) in entries.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_str(name);
                text.push_str(": ");
                text.push_str(string(value).as_deref().unwrap_or("null"));
            }
            text.push('}');
        }
        Value::Boolean(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => write!(text, "{number}").ok()?,
        Value::Text(inner) => text.push_str(inner),
        Value::Date(date) => return Some(date_text(*date)),
        Value::Time(time) => return Some(time_text(*time)),
        Value::DateTime(moment) => {
            text = date_text(moment.date());
            text.push('T');
            text.push_str(&time_text(moment.time()));
        }
        Value::Months(months) => return Some(months_text(*months)),
        Value::Seconds(seconds) => return Some(seconds_text(*seconds)),
        Value::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                text.push_str(string(item).as_deref().unwrap_or("null"));
            }
            text.push(']');
        }
    }
    Some(text)
}
