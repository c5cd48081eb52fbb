//! `DELETE /api/v1/drafts/{lookup}`: the applicant deletes the draft.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{Place, SessionError, draft_of};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Drafts;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(delete, path = paths::DRAFT, tag = "drafts", params(("lookup" = String, Path, description = "b64u16")), responses(
    (status = 204, description = "Deleted, with all attachments and sessions."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<StatusCode, Error> {
    let draft = draft_of(&app, bearer, place.lookup).await?;
    app.store.delete_draft(draft.lookup).await?;
    Ok(StatusCode::NO_CONTENT)
}
