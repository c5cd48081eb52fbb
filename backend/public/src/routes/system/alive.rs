//! `GET /health/alive`: that the process runs. Whoever starts processes anew asks this and not `/health`: a database that is away is no reason to start anew.

use axum::http::StatusCode;
use vordruck_contract::paths;

#[utoipa::path(get, path = paths::ALIVE, tag = "instance", responses((status = 204, description = "The process runs.")))]
pub(crate) async fn handle() -> StatusCode {
    StatusCode::NO_CONTENT
}
