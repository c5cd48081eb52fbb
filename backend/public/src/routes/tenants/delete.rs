//! `DELETE /api/v1/tenants/{tenant}`: the tenant leaves. Cards, keys, look, drafts and submissions go; whoever has a form open can't send it any more.

use axum::extract::State;
use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::tenants::DeletedTenant;

use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Tenants;

/// `{tenant}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector, or the path is malformed")]
    Refused(Box<Refusal>),
    #[error("another tenant")]
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

#[utoipa::path(delete, path = paths::TENANT, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = DeletedTenant, description = "Nothing of the tenant is left."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<axum::Json<DeletedTenant>, Error> {
    let refused = |refusal| Error::Refused(Box::new(refusal));
    let collector = app.collector(bearer).map_err(refused)?;
    if !is_slug(&place.tenant) {
        return Err(refused(Refusal::field(ProblemKind::MalformedIdentifier, "path:tenant", "slug")));
    }
    if collector.tenant != place.tenant {
        return Err(Error::Foreign);
    }
    let deleted = app.store.delete_tenant(place.tenant).await?;
    tracing::info!(tenant = collector.tenant, rows = deleted.rows.values().sum::<u64>(), "tenant deleted");
    Ok(axum::Json(deleted))
}
