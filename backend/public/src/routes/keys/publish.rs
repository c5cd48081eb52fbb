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
use crate::routes::own_tenant::{NotOwn, require_own};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
    #[error("not a compact JWS")]
    Shape,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotOwn(error) => error.into(),
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
    require_own(&app, bearer, &place.tenant, place.check())?;
    let shaped =
        manifest.jws.split('.').count() == 3 && manifest.jws.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'));
    if !shaped {
        return Err(Error::Shape);
    }
    app.store.publish_keys(place.tenant, manifest.jws, app.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
