//! `GET /api/v1/openapi.json`: the description of this API.

use axum::response::{IntoResponse, Response};
use vordruck_contract::paths;

#[utoipa::path(get, path = paths::OPENAPI, tag = "instance", responses((status = 200, description = "OpenAPI 3.1.")))]
pub(crate) async fn handle() -> Response {
    axum::Json(crate::openapi::document()).into_response()
}
