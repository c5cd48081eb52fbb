//! `GET /api/v1/tenants/{tenant}/presentation`: look and listed origins, as they were published.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use base64ct::{Base64, Encoding as _};
use vordruck_contract::paths;
use vordruck_contract::presentation::{LogoFile, Presentation};
use vordruck_contract::problem::Problem;
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::problem::Fault;
use crate::routes::revalidated::{self, Unpublished};
use crate::store::Presentations;

#[utoipa::path(get, path = paths::PRESENTATION, tag = "publications", params(("tenant" = String, Path, description = "slug")), responses(
    (status = 200, body = Presentation),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Unpublished> {
    place.check().map_err(|refusal| Unpublished::Path(Box::new(refusal)))?;
    let (settings, logo) = app.store.presentation(place.tenant).await?.ok_or(Unpublished::NotFound)?;
    let logo = logo.map(|logo| LogoFile { media_type: logo.media_type, base64: Base64::encode_string(&logo.bytes) });
    let body = serde_json::to_vec(&Presentation { logo, ..settings }).map_err(|_| Fault::Stored("presentation"))?;
    Ok(revalidated::answer(&headers, FormHash::of(&body), ([("content-type", "application/json")], body)))
}
