//! `GET /api/v1/tenants/{tenant}/presentation`: look and listed origins, as they were published.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64ct::{Base64, Encoding as _};
use vordruck_contract::paths;
use vordruck_contract::presentation::{LogoFile, Presentation};
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::problem::{Fault, Refusal, faults};
use crate::routes::revalidated;
use crate::store::Presentations;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the path is malformed")]
    Path(Box<Refusal>),
    #[error("no such tenant, or it has the look everybody has")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Path(refusal) => *refusal,
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::PRESENTATION, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = Presentation),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Error> {
    place.check().map_err(|refusal| Error::Path(Box::new(refusal)))?;
    let (settings, logo) = app.store.presentation(place.tenant).await?.ok_or(Error::NotFound)?;
    let logo = logo.map(|logo| LogoFile { media_type: logo.media_type, base64: Base64::encode_string(&logo.bytes) });
    let body = serde_json::to_vec(&Presentation { logo, ..settings }).map_err(|_| Fault::Stored("presentation"))?;
    Ok(revalidated::answer(&headers, FormHash::of(&body), ([("content-type", "application/json")], body)))
}
