//! JSON bodies. In: a body with `Content-Type: application/json`. Out: a value whose every field was checked. Malformed is 400, wrong fields are 422
//! with a pointer each.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};
use vordruck_contract::problem::{FieldProblem, ProblemKind};

use super::binary::read_whole;
use super::headers::require_media_type;
use crate::app::App;
use crate::problem::Refusal;

/// A checked JSON body.
pub(crate) struct Json<T>(pub(crate) T);

impl<T: DeserializeOwned + Validate> FromRequest<App> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Result<Self, Refusal> {
        require_media_type(request.headers(), "application/json")?;
        let body = read_whole(request, app.config.limits.json_bytes).await?;
        let text = std::str::from_utf8(&body).map_err(|_| Refusal::new(ProblemKind::MalformedBody).detail("The body is not UTF-8."))?;
        if escapes_control_character(text) {
            return Err(Refusal::new(ProblemKind::MalformedBody).detail("The body holds control characters."));
        }
        let value: T = read(text)?;
        value.validate().map_err(|errors| Refusal { errors: pointers(&errors), ..Refusal::new(ProblemKind::InvalidFields) })?;
        Ok(Self(value))
    }
}

/// Twice: first whether it is JSON at all, then what it holds. In one go serde would name a wrong field of a text that breaks off later, and call
/// a number where a name is expected a fault of syntax.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str::<serde::de::IgnoredAny>(text).map_err(|_| Refusal::new(ProblemKind::MalformedBody))?;
    // serde would take a list for a structure.
    if !text.trim_start().starts_with('{') {
        return Err(Refusal::field(ProblemKind::InvalidFields, "", "type"));
    }
    serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(|error| {
        let path = pointer(error.path());
        wrong_field(path, &error.into_inner().to_string())
    })
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    let mut text = String::new();
    for segment in path {
        match segment {
            Segment::Seq { index } => text.push_str(&format!("/{index}")),
            Segment::Map { key } => text.push_str(&format!("/{}", escaped(key))),
            Segment::Enum { variant } => text.push_str(&format!("/{}", escaped(variant))),
            Segment::Unknown => {}
        }
    }
    text
}

/// RFC 6901 § 3, and short: what the client sent isn't repeated at length.
fn escaped(key: &str) -> String {
    key.chars().take(64).collect::<String>().replace('~', "~0").replace('/', "~1")
}

/// serde tells the kind of a data error only in its message, whose beginnings are fixed in serde's source (`de::Error`'s provided methods).
fn wrong_field(path: String, message: &str) -> Refusal {
    let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let (pointer, code) = match missing {
        Some(name) => (format!("{path}/{}", escaped(name)), "missing"),
        None if message.starts_with("unknown field") => (path, "unknown"),
        None if message.starts_with("duplicate field") => (path, "duplicate"),
        None if message.starts_with("invalid type") => (path, "type"),
        None if message.starts_with("unknown variant") => (path, "variant"),
        None => (path, "value"),
    };
    Refusal::field(ProblemKind::InvalidFields, pointer, code)
}

fn pointers(errors: &ValidationErrors) -> Vec<FieldProblem> {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|a, b| a.pointer.cmp(&b.pointer));
    found
}

fn collect(errors: &ValidationErrors, path: &str, found: &mut Vec<FieldProblem>) {
    for (field, kind) in errors.errors() {
        let path = format!("{path}/{field}");
        match kind {
            ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|error| FieldProblem { pointer: path.clone(), code: error.code.to_string() }));
            }
            ValidationErrorsKind::Struct(inner) => collect(inner, &path, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{path}/{index}"), found);
                }
            }
        }
    }
}

/// JSON forbids raw control characters in strings, but not escaped ones; texts and addresses have no use for them, except for line breaks and tabs.
fn escapes_control_character(text: &str) -> bool {
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            continue;
        }
        match bytes.next() {
            Some(b'b' | b'f') => return true,
            Some(b'u') => {
                let digits: String = bytes.by_ref().take(4).map(char::from).collect();
                let code = u32::from_str_radix(&digits, 16).unwrap_or(0);
                if (code < 0x20 && !matches!(code, 0x09 | 0x0a | 0x0d)) || (0x7f..0xa0).contains(&code) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escaped_control_characters_are_seen_and_escaped_backslashes_are_not_mistaken_for_them() {
        for bad in [r#""\u0000""#, r#""a\u001f""#, r#""\b""#, r#""\u007F""#] {
            assert!(escapes_control_character(bad), "{bad}");
        }
        for good in [r#""\\u0000""#, r#""\n\t""#, r#""\u00e4""#, r#""\u000a""#] {
            assert!(!escapes_control_character(good), "{good}");
        }
    }
}
