//! Request headers in strict formats. In: a header map. Out: typed values, or a refusal that names the header.

use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName};
use vordruck_contract::headers::{UPLOAD_LENGTH, UPLOAD_OFFSET};
use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::problem::Refusal;

/// `Content-Type`, by media type; of parameters only `charset=utf-8` is known (RFC 8259 § 11 defines none for JSON, clients send it nevertheless).
pub(crate) fn require_media_type(headers: &HeaderMap, wanted: &str) -> Result<(), Refusal> {
    let refused = || Refusal::field(ProblemKind::UnsupportedMediaType, "header:content-type", "media-type");
    let text = single(headers, &CONTENT_TYPE).and_then(Result::ok).ok_or_else(refused)?;
    let (kind, parameter) = text.split_once(';').unwrap_or((text, "charset=utf-8"));
    let known = parameter.trim().eq_ignore_ascii_case("charset=utf-8");
    if kind.trim().eq_ignore_ascii_case(wanted) && known { Ok(()) } else { Err(refused()) }
}

/// `If-Match: "<rev>"`: exactly one strong tag that is a number. Weak tags, lists and `*` name no revision.
pub(crate) fn if_match(headers: &HeaderMap) -> Result<u64, Refusal> {
    let malformed = || Refusal::field(ProblemKind::MalformedIdentifier, "header:if-match", "revision");
    let text = single(headers, &IF_MATCH).ok_or_else(|| Refusal::new(ProblemKind::PreconditionRequired))?.map_err(|()| malformed())?;
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).and_then(number).ok_or_else(malformed)
}

/// Whether the client holds `tag` already (RFC 9110 § 13.1.2, weak comparison).
pub(crate) fn none_match(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|text| text.split(','))
        .any(|held| held.trim() == "*" || held.trim().trim_start_matches("W/") == tag)
}

/// `Upload-Offset` and `Upload-Length`: where a body begins, and how long the whole is, in bytes.
#[derive(Clone, Copy)]
pub(crate) struct UploadRange {
    pub(crate) offset: u64,
    pub(crate) length: u64,
}

impl FromRequestParts<App> for UploadRange {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Refusal> {
        let offset = upload_number(&parts.headers, UPLOAD_OFFSET)?;
        let length = upload_number(&parts.headers, UPLOAD_LENGTH)?;
        if offset > length {
            return Err(Refusal::field(ProblemKind::InvalidFields, format!("header:{UPLOAD_OFFSET}"), "range"));
        }
        Ok(Self { offset, length })
    }
}

/// The text of a header that must be there exactly once.
pub(crate) fn required<'a>(headers: &'a HeaderMap, name: &'static str) -> Result<&'a str, Refusal> {
    single(headers, &HeaderName::from_static(name))
        .ok_or_else(|| Refusal::field(ProblemKind::InvalidFields, format!("header:{name}"), "missing"))?
        .map_err(|()| Refusal::field(ProblemKind::MalformedIdentifier, format!("header:{name}"), "format"))
}

fn upload_number(headers: &HeaderMap, name: &'static str) -> Result<u64, Refusal> {
    number(required(headers, name)?).ok_or_else(|| Refusal::field(ProblemKind::MalformedIdentifier, format!("header:{name}"), "number"))
}

/// A number as we write it: no sign, no leading zero, at most 15 digits (exact in every JSON reader).
pub(crate) fn number(text: &str) -> Option<u64> {
    let plain = (1..=15).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    plain.then(|| text.parse().ok()).flatten()
}

/// `None`: absent. `Err`: not text, or more than once.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<Result<&'a str, ()>> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    Some(if values.next().is_some() { Err(()) } else { first.to_str().map_err(|_| ()) })
}

/// Whether the client takes an answer encoded like this (RFC 9110 § 12.5.3).
pub(crate) fn accepts_encoding(headers: &HeaderMap, wanted: &str) -> bool {
    headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        parts.next() == Some(wanted) && !parts.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}
