//! `GET /api/v1/drafts/{lookup}/body`: the sealed body, with its revision as `ETag`.

use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::response::{IntoResponse, Response};
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::{Place, SessionError, draft_of};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Drafts;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("nothing was saved yet")]
    Unsaved,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::Unsaved => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::DRAFT_BODY, tag = "drafts", params(("lookup" = String, Path, description = "b64u16")), responses(
    (status = 200, content_type = "application/octet-stream", description = "The sealed body; `ETag` is its revision."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<Response, Error> {
    let draft = draft_of(&app, bearer, place.lookup).await?;
    let (rev, body) = app.store.body(draft.lookup).await?.ok_or(Error::Unsaved)?;
    Ok(([(CONTENT_TYPE, "application/octet-stream".to_owned()), (ETAG, format!("\"{rev}\""))], body).into_response())
}
