//! `GET /health`: whether the process can answer, and will go on to.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use crate::app::App;
use crate::problem::{Fault, Refusal};
use crate::store::Leases;

#[utoipa::path(get, path = paths::HEALTH, tag = "instance", responses(
    (status = 204, description = "The database answers."),
    (status = 503, body = Problem, content_type = "application/problem+json", description = "It does not, or the process is about to end."),
))]
pub(crate) async fn handle(State(app): State<App>) -> Result<StatusCode, Refusal> {
    if app.phase.borrow().is_last() {
        return Err(Refusal::retry_after(ProblemKind::Unavailable, 1));
    }
    app.store.answers().await.map_err(Fault::from)?;
    Ok(StatusCode::NO_CONTENT)
}
