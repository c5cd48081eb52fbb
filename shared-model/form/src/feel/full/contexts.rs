//! Functions of contexts (DMN 1.5 §10.3.4.7). In: contexts, names, values. Out: a context, or what it has.

use crate::feel::builtin::Function;
use crate::feel::functions::{Arguments, at, list};
use crate::feel::value::Value;

/// Calls one of them.
pub(super) fn call(function: Function, arguments: Arguments<'_>) -> Option<Value> {
    let first = at(arguments, 0)?;
    match function {
        Function::GetValue => match at(arguments, 1)? {
            Value::Text(name) => first.entry(name).cloned(),
            Value::List(path) => path.iter().try_fold(first, |context, name| context.entry(name.as_text()?)).cloned(),
            _ => None,
        },
        Function::GetEntries => {
            let Value::Context(entries) = first else { return None };
            let entry = |(name, value): &(String, Value)| {
                Value::Context(vec![("key".to_owned(), Value::text(name)), ("value".to_owned(), value.clone())])
            };
            Some(Value::List(entries.iter().map(entry).collect()))
        }
        Function::Context => {
            let mut entries: Vec<(String, Value)> = Vec::new();
            for entry in list(first)? {
                let (name, value) = (entry.entry("key")?.as_text()?, entry.entry("value")?);
                if entries.iter().any(|(known, _)| known == name) {
                    return None;
                }
                entries.push((name.to_owned(), value.clone()));
            }
            Some(Value::Context(entries))
        }
        Function::ContextPut => {
            let path = match at(arguments, 1)? {
                Value::List(names) => names.iter().map(Value::as_text).collect::<Option<Vec<_>>>()?,
                single => vec![single.as_text()?],
            };
            put(first, &path, at(arguments, 2)?)
        }
        _ => {
            let mut merged = Vec::new();
            for context in list(first)? {
                let Value::Context(entries) = context else { return None };
                entries.iter().for_each(|(name, value)| set(&mut merged, name, value.clone()));
            }
            Some(Value::Context(merged))
        }
    }
}

fn put(context: &Value, path: &[&str], value: &Value) -> Option<Value> {
    let Value::Context(entries) = context else { return None };
    let (name, rest) = path.split_first()?;
    let value = if rest.is_empty() { value.clone() } else { put(context.entry(name)?, rest, value)? };
    let mut entries = entries.clone();
    set(&mut entries, name, value);
    Some(Value::Context(entries))
}

fn set(entries: &mut Vec<(String, Value)>, name: &str, value: Value) {
    match entries.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => *known = value,
        None => entries.push((name.to_owned(), value)),
    }
}
