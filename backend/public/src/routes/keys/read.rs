//! `GET /api/v1/tenants/{tenant}/keys`: the tenant's key manifest.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::problem::{Fault, Refusal, faults};
use crate::routes::revalidated;
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the path is malformed")]
    Path(Box<Refusal>),
    #[error("no such tenant, or it has published no keys")]
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

#[utoipa::path(get, path = paths::KEYS, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = KeyManifest),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Error> {
    place.check().map_err(|refusal| Error::Path(Box::new(refusal)))?;
    let jws = app.store.keys(place.tenant).await?.ok_or(Error::NotFound)?;
    Ok(revalidated::answer(&headers, FormHash::of(jws.as_bytes()), axum::Json(KeyManifest { jws })))
}
