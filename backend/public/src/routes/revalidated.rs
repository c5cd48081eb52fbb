//! Answers that clients keep and ask about again. In: the request's headers, a hash of what is answered (the type for forms serves for any
//! SHA-256), the answer. Out: it with its `ETag`, or 304 for whoever has it already (RFC 9110 § 13.1.2).

use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use vordruck_envelope::FormHash;

use crate::extract::none_match;

pub(crate) fn answer(headers: &HeaderMap, content: FormHash, answer: impl IntoResponse) -> Response {
    let tag = format!("\"{content}\"");
    let kept = [(ETAG, tag.clone()), (CACHE_CONTROL, "no-cache".to_owned())];
    if none_match(headers, &tag) { (StatusCode::NOT_MODIFIED, kept).into_response() } else { (kept, answer).into_response() }
}
