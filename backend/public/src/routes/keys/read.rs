//! `GET /api/v1/tenants/{tenant}/keys`: the tenant's key manifest.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::routes::revalidated::{self, Unpublished};
use crate::store::Publications;

#[utoipa::path(get, path = paths::KEYS, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = KeyManifest),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Unpublished> {
    place.check().map_err(|refusal| Unpublished::Path(Box::new(refusal)))?;
    let jws = app.store.keys(place.tenant).await?.ok_or(Unpublished::NotFound)?;
    Ok(revalidated::answer(&headers, FormHash::of(jws.as_bytes()), axum::Json(KeyManifest { jws })))
}
