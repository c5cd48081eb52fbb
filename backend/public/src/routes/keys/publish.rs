//! `PUT /api/v1/tenants/{tenant}/keys`: the tenant's private side replaces its key manifest.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Json, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector, or the path is malformed")]
    Refused(Box<Refusal>),
    #[error("another tenant's keys")]
    Foreign,
    #[error("not a compact JWS")]
    Shape,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => *refusal,
            Error::Foreign => Self::new(ProblemKind::NotFound),
            Error::Shape => Self::field(ProblemKind::InvalidFields, "/jws", "compact-jws"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::KEYS, tag = "publications", params(("tenant" = String, Path, description = "slug")), request_body = KeyManifest, responses(
    (status = 204, description = "Published."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    Json(manifest): Json<KeyManifest>,
) -> Result<StatusCode, Error> {
    let refused = |refusal| Error::Refused(Box::new(refusal));
    let collector = app.collector(bearer).map_err(refused)?;
    place.check().map_err(refused)?;
    if collector.tenant != place.tenant {
        return Err(Error::Foreign);
    }
    let shaped =
        manifest.jws.split('.').count() == 3 && manifest.jws.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if !shaped {
        return Err(Error::Shape);
    }
    app.store.publish_keys(place.tenant, manifest.jws, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
