//! `GET /api/v1/forms/{form}`: a compiled form. Named by its hash, it never changes.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use vordruck_contract::forms::MEDIA_TYPE;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::Place;
use crate::app::App;
use crate::extract::{Path, accepts_encoding, none_match};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such form")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::FORM, tag = "publications", params(("form" = String, Path, description = "hex64")), responses(
    (status = 200, content_type = "application/vnd.vordruck.form"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Error> {
    let tag = format!("\"{}\"", place.form);
    let kept = [(ETAG, tag.clone()), (CACHE_CONTROL, "public, max-age=31536000, immutable".to_owned())];
    if none_match(&headers, &tag) && app.store.has_form(place.form).await? {
        return Ok((StatusCode::NOT_MODIFIED, kept).into_response());
    }
    let bytes = Bytes::from(app.store.form(place.form).await?.ok_or(Error::NotFound)?);
    let head = (kept, [(CONTENT_TYPE, MEDIA_TYPE), (VARY, "accept-encoding")]);
    if accepts_encoding(&headers, "br")
        && let Some(compressed) = app.forms.of(place.form, &bytes).await
    {
        return Ok((head.0, head.1, [(CONTENT_ENCODING, "br")], compressed).into_response());
    }
    Ok((head.0, head.1, bytes).into_response())
}
