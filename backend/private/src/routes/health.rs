//! `GET /health`: whether the process can answer.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::App;
use crate::problem::Refusal;

/// `GET`
#[utoipa::path(get, path = paths::HEALTH, tag = "instance", responses(
    (status = 200, content_type = "text/plain", description = "The database answers."),
    (status = 500, body = Problem, content_type = "application/problem+json", description = "It does not."),
))]
pub(super) async fn get(State(app): State<App>) -> Result<&'static str, Refusal> {
    app.store.list_newest_forms().await?;
    Ok("ok\n")
}
