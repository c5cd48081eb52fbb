//! `GET /api/v1/tenants/{tenant}/services/{service}/versions`: which versions of a service something still refers to, for its tenant's
//! private side. Counts only: whose drafts they are, nobody here knows.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::services::{PinnedVersion, VersionsResponse};

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::own_tenant::{NotOwn, require_own};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotOwn(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::SERVICE_VERSIONS, tag = "publications", params(
    ("tenant" = String, Path, description = "slug"), ("service" = String, Path, description = "slug"),
), responses(
    (status = 200, body = VersionsResponse),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
) -> Result<axum::Json<VersionsResponse>, Error> {
    require_own(&app, bearer, &place.tenant, place.check())?;
    let pins = app.store.pins(place.tenant, place.service, app.now()).await?;
    let versions = pins.into_iter().map(|pin| PinnedVersion {
        form: pin.form.to_string(),
        is_current: pin.is_current,
        drafts: pin.drafts,
        submissions: pin.submissions,
    });
    Ok(axum::Json(VersionsResponse { versions: versions.collect() }))
}
