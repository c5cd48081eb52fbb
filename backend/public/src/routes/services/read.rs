//! `GET /api/v1/tenants/{tenant}/services/{service}`: a service's card.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::services::ServiceCard;
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::problem::Fault;
use crate::routes::revalidated::{self, Unpublished};
use crate::store::Publications;

#[utoipa::path(get, path = paths::SERVICE, tag = "publications", params(
    ("tenant" = String, Path, description = "slug"), ("service" = String, Path, description = "slug"),
), responses(
    (status = 200, body = ServiceCard),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Unpublished> {
    place.check().map_err(|refusal| Unpublished::Path(Box::new(refusal)))?;
    let card = app.store.service(place.tenant, place.service).await?.ok_or(Unpublished::NotFound)?;
    let body = serde_json::to_vec(&card).map_err(|_| Fault::Stored("service card"))?;
    Ok(revalidated::answer(&headers, FormHash::of(&body), ([("content-type", "application/json")], body)))
}
