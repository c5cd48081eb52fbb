//! `GET /health`: whether the process can answer.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use crate::app::App;
use crate::problem::{Fault, Refusal};
use crate::store::Leases;

#[utoipa::path(get, path = paths::HEALTH, tag = "instance", responses(
    (status = 204, description = "The database answers."),
    (status = 503, body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>) -> Result<StatusCode, Refusal> {
    app.store.answers().await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}
