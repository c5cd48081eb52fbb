//! A page as it travels. In: HTML, what the client takes. Out: an answer, a third as large where it may be: on a slow line that is when something is first seen.
//! Pages repeat nothing that is secret, so their length betrays nothing (RFC 7457 § 2.6 is about answers that do).

use axum::http::header::{CONTENT_ENCODING, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::app::App;
use crate::extract::accepts_encoding;

pub(super) async fn page(app: &App, html: String, headers: &HeaderMap) -> Response {
    let html = Bytes::from(html);
    let packed = if accepts_encoding(headers, "br") { app.pages.of(Sha256::digest(&html).into(), &html).await } else { None };
    let mut response = match packed {
        Some(packed) => ([(CONTENT_ENCODING, HeaderValue::from_static("br"))], Html(packed)).into_response(),
        None => Html(html).into_response(),
    };
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept, accept-encoding"));
    response
}
