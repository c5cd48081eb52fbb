//! `GET /api/v1/tenants/{tenant}`: what waits here for a tenant, counted. Whoever takes everything along has to know what isn't in the luggage.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::tenants::TenantStock;

use super::{Error, Place, owned, shares_end};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::store::Tenants;

#[utoipa::path(get, path = paths::TENANT, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = TenantStock, description = "What waits here, in numbers."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<axum::Json<TenantStock>, Error> {
    let tenant = owned(&app, bearer, place)?;
    let stock = app.store.tenant_stock(tenant).await?;
    Ok(axum::Json(TenantStock { shares_end: shares_end(&app), ..stock }))
}
