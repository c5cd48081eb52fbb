//! `PUT /api/v1/drafts/{lookup}/attachments/{attachment}`: appends to an attachment, as far as the line holds.

use axum::extract::State;
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::Place;
use crate::app::App;
use crate::extract::{Arriving, Bearer, Path, UploadRange};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::drafts::{SessionError, draft_of};
use crate::routes::pieces::{self, PieceError, Target};
use crate::routes::room::{NoRoom, Room};
use crate::store::{Draft, Owner, Publications};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error(transparent)]
    Room(#[from] NoRoom),
    #[error(transparent)]
    Piece(#[from] PieceError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::Room(error) => error.into(),
            Error::Piece(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::DRAFT_ATTACHMENT, tag = "attachments", request_body(content_type = "application/octet-stream"), params(
    ("lookup" = String, Path, description = "b64u16"), ("attachment" = String, Path, description = "b64u16"),
    ("Upload-Offset" = u64, Header, description = "Where this body begins, in bytes."),
    ("Upload-Length" = u64, Header, description = "How long the whole attachment is, in bytes."),
), responses(
    (status = 200, body = PutResponse, description = "Stored durably."),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "Goes on at `current_offset`."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    range: UploadRange,
    body: Arriving,
) -> Result<axum::Json<PutResponse>, Error> {
    let draft = draft_of(&app, bearer, place.lookup).await?;
    let name = place.attachment.as_bytes().to_vec();
    let owner = Owner::Draft(draft.lookup);
    room(&app, &draft).await?.require(&app, &owner, &name, range.length).await?;
    let target = Target { owner, name, range, seal: None };
    Ok(axum::Json(pieces::append(&app, target, body).await?))
}

async fn room(app: &App, draft: &Draft) -> Result<Room, Fault> {
    let limits = &app.config.limits;
    let card = app.store.service(draft.tenant.clone(), draft.service.clone()).await?;
    let each = card.map_or(limits.object_bytes, |card| card.max_attachment_bytes.min(limits.object_bytes));
    Ok(Room { each, count: limits.attachments, total: limits.total_bytes })
}
