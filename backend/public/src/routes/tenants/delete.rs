//! `DELETE /api/v1/tenants/{tenant}`: the tenant leaves. Cards, keys, look, drafts and submissions go; whoever has a form open can't send it any more.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::tenants::DeletedTenant;

use super::{Error, Place, owned, shares_end};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::store::Tenants;

#[utoipa::path(delete, path = paths::TENANT, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = DeletedTenant, description = "Nothing of the tenant is left."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<axum::Json<DeletedTenant>, Error> {
    let tenant = owned(&app, bearer, place)?;
    let deleted = app.store.delete_tenant(tenant.clone()).await?;
    tracing::info!(tenant, rows = deleted.rows.values().sum::<u64>(), "tenant deleted");
    Ok(axum::Json(DeletedTenant { shares_end: shares_end(&app), ..deleted }))
}
