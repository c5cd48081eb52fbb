//! `GET /themes/{tenant}/{file}`: a tenant's style sheet or logo. Only what the present look has is there; its name changes with it.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::extract::Path;
use crate::look::Look;
use crate::problem::{Fault, Refusal, faults};
use crate::store::Presentations;

/// `{tenant}` and `{file}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
    file: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such file")]
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

const IMMUTABLE: (axum::http::HeaderName, &str) = (CACHE_CONTROL, "public, max-age=31536000, immutable");

pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>) -> Result<Response, Error> {
    if !is_slug(&place.tenant) {
        return Err(Error::NotFound);
    }
    let (settings, logo) = app.store.presentation(place.tenant).await?.ok_or(Error::NotFound)?;
    let look = Look::of(&settings, logo.as_ref()).ok_or(Fault::Stored("presentation"))?;
    if place.file == look.sheet_name() {
        return Ok(([IMMUTABLE, (CONTENT_TYPE, "text/css; charset=utf-8")], look.theme.sheet()).into_response());
    }
    let Some(logo) = logo.filter(|_| Some(&place.file) == look.logo_name.as_ref()) else { return Err(Error::NotFound) };
    // Shown as a picture it can do nothing; opened by itself it still can't.
    let policy = (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'");
    Ok(([IMMUTABLE, policy], [(CONTENT_TYPE, logo.media_type)], logo.bytes).into_response())
}
