//! Values as JSON, as conformance cases of FEEL are exchanged: `{"type": "decimal", "value": "1.5"}`, `{"list": […]}`,
//! `{"context": {…}}`, `null`. Types are those of XML Schema. In: JSON or a value. Out: the other one.

use super::functions::write;
use super::number::Number;
use super::value::Value;
use super::wide::{self, Wide};
use serde_json::{Map, Value as Json, json};

/// Reads a value; other JSON means what it looks like: numbers, texts, lists, contexts. None when a value is none of its type.
#[must_use]
pub fn from_json(json: &Json) -> Option<Value> {
    Some(match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Boolean(*truth),
        Json::Number(number) => Value::Number(Number::parse_rounded(&number.to_string())?),
        Json::String(text) => Value::text(text),
        Json::Array(items) => Value::List(items.iter().map(from_json).collect::<Option<_>>()?),
        Json::Object(entries) => match (entries.len(), entries.get("list"), entries.get("context"), entries.get("type")) {
            (1, Some(Json::Array(items)), _, _) => Value::List(items.iter().map(from_json).collect::<Option<_>>()?),
            (1, _, Some(Json::Object(entries)), _) => context(entries)?,
            (2, _, _, Some(Json::String(kind))) if entries.get("value").is_some() => typed(kind, entries.get("value")?)?,
            _ => context(entries)?,
        },
    })
}

fn context(entries: &Map<String, Json>) -> Option<Value> {
    entries.iter().map(|(name, value)| Some((name.clone(), from_json(value)?))).collect::<Option<_>>().map(Value::Context)
}

fn typed(kind: &str, value: &Json) -> Option<Value> {
    let text = match value {
        Json::Null => return Some(Value::Null),
        Json::String(text) => text.as_str(),
        other => return from_json(other),
    };
    match kind {
        "decimal" | "double" | "integer" | "number" => Number::parse(text).or_else(|| Number::parse_rounded(text)).map(Value::Number),
        "boolean" => text.parse().ok().map(Value::Boolean),
        "date" => wide::date(text),
        "time" => wide::time(text),
        "dateTime" => wide::date_time(text),
        "duration" | "dayTimeDuration" | "yearMonthDuration" => wide::literal(text),
        _ => Some(Value::text(text)),
    }
}

/// Writes a value; what has no such form (a function, a range) is null.
#[must_use]
pub fn to_json(value: &Value) -> Json {
    let kind = match value {
        Value::Null | Value::Range(_) | Value::Function(_) => return Json::Null,
        Value::List(items) => return json!({ "list": items.iter().map(to_json).collect::<Vec<_>>() }),
        Value::Context(entries) => {
            let entries: Map<String, Json> = entries.iter().map(|(name, value)| (name.clone(), to_json(value))).collect();
            return json!({ "context": entries });
        }
        Value::Boolean(_) => "boolean",
        Value::Number(_) => "decimal",
        Value::Text(_) => "string",
        Value::Date(_) => "date",
        Value::Time(_) => "time",
        Value::DateTime(_) => "dateTime",
        Value::Months(_) | Value::Seconds(_) => "duration",
        Value::Wide(wide) => match **wide {
            Wide::Date(_) => "date",
            Wide::Time(_) => "time",
            Wide::DateTime(..) => "dateTime",
            Wide::Nanoseconds(_) => "duration",
        },
    };
    let mut text = String::new();
    write(&mut text, value, false);
    json!({ "type": kind, "value": text })
}
