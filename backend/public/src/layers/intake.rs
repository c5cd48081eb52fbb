//! What every request must keep to, before any handler sees it. In: a request's head. Out: the request, or a refusal.

use axum::extract::Request;
use axum::http::header::{ACCEPT, CONTENT_ENCODING};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use vordruck_contract::problem::ProblemKind;

use crate::problem::Refusal;

/// All header lines together, in bytes. hyper itself refuses, without a document, what is beyond its own larger limit.
const HEAD_BYTES: usize = 16 * 1024;

pub(crate) async fn check(request: Request, next: Next) -> Response {
    match refused(&request) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

fn refused(request: &Request) -> Option<Refusal> {
    let headers = request.headers();
    let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>()
        + request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    if head > HEAD_BYTES {
        return Some(Refusal::new(ProblemKind::HeadersTooLarge));
    }
    // Nothing is decompressed for a client: what is sealed doesn't compress, and bombs stay outside.
    if headers.contains_key(CONTENT_ENCODING) {
        return Some(Refusal::field(ProblemKind::UnsupportedMediaType, "header:content-encoding", "encoded"));
    }
    if request.uri().path().starts_with("/api/") {
        if from_elsewhere(request.method(), headers) {
            return Some(Refusal::new(ProblemKind::Forbidden).detail("Other sites' pages may not call this API."));
        }
        if !accepts_an_answer(headers) {
            return Some(Refusal::new(ProblemKind::NotAcceptable));
        }
    }
    None
}

/// There are no cookies to misuse; this is the second lock (Fetch Metadata, W3C).
fn from_elsewhere(method: &Method, headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").map(|value| value.as_bytes());
    !method.is_safe() && matches!(site, Some(b"cross-site" | b"same-site"))
}

/// The API answers JSON or sealed bytes; a client that wants neither is told so.
fn accepts_an_answer(headers: &HeaderMap) -> bool {
    let mut ranges = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).flat_map(|text| text.split(',')).peekable();
    if ranges.peek().is_none() {
        return true;
    }
    ranges.any(|range| {
        let mut parts = range.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let refused = parts.any(|parameter| matches!(parameter, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
        !refused && (kind == "*/*" || kind.starts_with("application/"))
    })
}
