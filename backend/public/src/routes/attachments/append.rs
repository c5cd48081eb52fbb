//! `PUT /api/v1/drafts/{lookup}/attachments/{attachment}`: appends to an attachment, as far as the line holds.

use axum::extract::State;
use axum::http::HeaderMap;
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::Place;
use crate::app::App;
use crate::extract::{Arriving, Bearer, Path, upload_range};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::drafts::{SessionError, draft_of};
use crate::routes::pieces::{self, PieceError, Target};
use crate::store::{Draft, Objects, Owner, Publications};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("larger than this service allows")]
    TooLarge,
    #[error("more attachments, or more bytes in all, than a draft may have")]
    TooMany,
    #[error("a header is missing or malformed")]
    Header(Box<Refusal>),
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
            Error::TooLarge => Self::new(ProblemKind::TooLarge),
            Error::TooMany => Self::new(ProblemKind::TooLarge).detail("The draft's attachments are too many or too large together."),
            Error::Header(refusal) => *refusal,
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
    headers: HeaderMap,
    body: Arriving,
) -> Result<axum::Json<PutResponse>, Error> {
    let (offset, length) = upload_range(&headers).map_err(|refusal| Error::Header(Box::new(refusal)))?;
    let draft = draft_of(&app, bearer, place.lookup).await?;
    let name = place.attachment.as_bytes().to_vec();
    allow(&app, &draft, &name, length).await?;
    let target = Target { owner: Owner::Draft(draft.lookup), name, offset, length, seal: None };
    Ok(axum::Json(pieces::append(&app, target, body).await?))
}

async fn allow(app: &App, draft: &Draft, name: &[u8], length: u64) -> Result<(), Error> {
    let limits = &app.config.limits;
    let card = app.store.service(draft.tenant.clone(), draft.service.clone()).await?;
    let longest = card.map_or(limits.object_bytes, |card| card.max_attachment_bytes.min(limits.object_bytes));
    if length > longest {
        return Err(Error::TooLarge);
    }
    let others: Vec<u64> = app
        .store
        .objects(Owner::Draft(draft.lookup))
        .await?
        .into_iter()
        .filter(|object| object.name != name)
        .map(|object| object.length)
        .collect();
    let total = others.iter().fold(length, |sum, length| sum.saturating_add(*length));
    if others.len() >= limits.attachments as usize || total > limits.total_bytes { Err(Error::TooMany) } else { Ok(()) }
}
