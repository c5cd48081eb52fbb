//! `GET /api/v1/tenants/{tenant}/services/{service}/versions`: which versions of a service something still refers to, for its tenant's
//! private side. Counts only: whose drafts they are, nobody here knows.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::services::{PinnedVersion, VersionsResponse};

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector, or the path is malformed")]
    Refused(Box<Refusal>),
    #[error("another tenant's service")]
    Foreign,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => *refusal,
            Error::Foreign => Self::new(ProblemKind::NotFound),
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
    let refused = |refusal| Error::Refused(Box::new(refusal));
    let collector = app.collector(bearer).map_err(refused)?;
    place.check().map_err(refused)?;
    if collector.tenant != place.tenant {
        return Err(Error::Foreign);
    }
    let pins = app.store.pins(place.tenant, place.service, app.now()).await?;
    let versions = pins.into_iter().map(|pin| PinnedVersion {
        form: pin.form.to_string(),
        is_current: pin.is_current,
        drafts: pin.drafts,
        submissions: pin.submissions,
    });
    Ok(axum::Json(VersionsResponse { versions: versions.collect() }))
}
