//! `GET /skripte/{file}`: small scripts beside the app. The web component keeps its address and is loaded by other sites' pages; the others are ours alone
//! and never change.

use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::Error;
use crate::extract::Path;
use crate::pages::scripts::{PageScript, WEB_COMPONENT};

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// `{file}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    file: String,
}

pub(crate) async fn handle(Path(place): Path<Place>) -> Result<Response, Error> {
    let script = PageScript::named(&place.file).ok_or(Error::NotFound)?;
    Ok(([(CACHE_CONTROL, "public, max-age=31536000, immutable"), (CONTENT_TYPE, JAVASCRIPT)], script.text).into_response())
}

/// Everybody may load it, also with `crossorigin` and from isolated pages; it holds nothing but itself.
pub(crate) async fn web_component() -> Response {
    let headers = [
        (CACHE_CONTROL, "public, max-age=3600"),
        (CONTENT_TYPE, JAVASCRIPT),
        (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (axum::http::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    (headers, WEB_COMPONENT).into_response()
}
