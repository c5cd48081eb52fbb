//! Only our own pages change anything. Browsers say where a request comes from in `Sec-Fetch-Site` (Fetch Metadata) and `Origin`; a request that says
//! neither, or another site, is refused. `SameSite=Strict` on the cookie is the second lock.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use vordruck_contract::problem::ProblemKind;

use crate::problem::Refusal;

/// Refuses what other sites cause.
pub(super) async fn same_origin_only(request: Request, next: Next) -> Response {
    let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
    if is_allowed(request.headers(), is_reading) { next.run(request).await } else { Refusal::new(ProblemKind::Forbidden).into_response() }
}

fn is_allowed(headers: &HeaderMap, is_reading: bool) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin") => true,
        // Typed into the address bar, or opened from a bookmark: reading only.
        Some("none") => is_reading,
        Some(_) => false,
        None => match text(ORIGIN.as_str()) {
            Some(origin) => origin.split_once("://").map(|(_, host)| host) == text(HOST.as_str()),
            None => is_reading,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_own_origin_writes() {
        for (site, origin, reading, writing) in [
            (Some("same-origin"), None, true, true),
            (Some("same-site"), None, false, false),
            (Some("cross-site"), Some("https://postkorb.example"), false, false),
            (Some("none"), None, true, false),
            (None, Some("https://postkorb.example"), true, true),
            (None, Some("https://evil.example"), false, false),
            (None, Some("null"), false, false),
            (None, None, true, false),
        ] {
            let mut headers = HeaderMap::from_iter([(HOST, "postkorb.example".parse().unwrap())]);
            site.map(|site| headers.insert("sec-fetch-site", site.parse().unwrap()));
            origin.map(|origin| headers.insert(ORIGIN, origin.parse().unwrap()));
            assert_eq!((is_allowed(&headers, true), is_allowed(&headers, false)), (reading, writing), "{site:?} {origin:?}");
        }
    }
}
