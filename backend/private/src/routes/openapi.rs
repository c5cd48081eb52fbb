//! `GET /api/v1/openapi.json`: what programs may ask of the private side, gathered from the endpoints. In: nothing. Out: an OpenAPI document. A snapshot in `tests/` shows
//! every change of it. What the clerks' web app asks is not in it: that changes with the app.

use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;
use vordruck_contract::paths;

use super::{alive, callback, health, metrics};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vordruck, private side",
        description = "What programs ask of the postbox without a session: whether it works, numbers, and the callbacks of FIT-Connect. Every error is \
                       `application/problem+json` (RFC 9457).",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(health::get, alive::get, metrics::get, callback::post, get)
)]
struct Description;

/// `GET`
#[utoipa::path(get, path = paths::OPENAPI, tag = "instance", responses((status = 200, description = "OpenAPI 3.1.")))]
pub(super) async fn get() -> Response {
    axum::Json(Description::openapi()).into_response()
}
