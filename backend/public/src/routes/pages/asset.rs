//! `GET /assets/{*file}`: a file of the app. Named by its hash, it never changes; compressed when it was built, not when it is asked for.

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::extract::accepts_encoding;
use crate::problem::Refusal;
use vordruck_contract::assets::AssetFile;

pub(crate) async fn handle(State(app): State<App>, Path(file): Path<String>, headers: HeaderMap) -> Result<Response, Refusal> {
    let file = app.assets.file(&file).ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    let content_type = HeaderValue::from_str(&file.content_type).unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let (encoding, bytes) = choose(file, &headers);
    let mut response = bytes.into_response();
    let answer = response.headers_mut();
    answer.insert(CONTENT_TYPE, content_type);
    answer.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// The smallest form the client takes: Brotli, then gzip, then as it is.
fn choose(file: AssetFile, headers: &HeaderMap) -> (Option<&'static str>, Bytes) {
    let accepts = |wanted| accepts_encoding(headers, wanted);
    match (file.brotli, file.gzip) {
        (Some(brotli), _) if accepts("br") => (Some("br"), brotli),
        (_, Some(gzip)) if accepts("gzip") => (Some("gzip"), gzip),
        _ => (None, file.identity),
    }
}
