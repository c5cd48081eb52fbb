//! `PUT /api/v1/relays/{lookup}/files/{file}`: the telephone sends, as far as the line holds.

use axum::extract::State;
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{FilePlace, relay_at};
use crate::app::App;
use crate::extract::{Arriving, Bearer, Path, UploadRange};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces::{self, PieceError, Target};
use crate::routes::room::{NoRoom, Room};
use crate::store::{Owner, Publications, Relay, RelayEnd};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Relay(#[from] super::Error),
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
            Error::Relay(error) => error.into(),
            Error::Room(error) => error.into(),
            Error::Piece(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::RELAY_FILE, tag = "relays", request_body(content_type = "application/octet-stream"), params(
    ("lookup" = String, Path, description = "b64u16"), ("file" = String, Path, description = "b64u16"),
    ("Upload-Offset" = u64, Header, description = "Where this body begins, in bytes."),
    ("Upload-Length" = u64, Header, description = "How long the whole file is, in bytes."),
), responses(
    (status = 200, body = PutResponse, description = "Stored durably."),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "Goes on at `current_offset`."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<FilePlace>,
    range: UploadRange,
    body: Arriving,
) -> Result<axum::Json<PutResponse>, Error> {
    let relay = relay_at(&app, bearer, place.lookup, RelayEnd::Sender).await?;
    let name = place.file.as_bytes().to_vec();
    let owner = Owner::Relay(relay.lookup);
    room(&app, &relay).await?.require(&app, &owner, &name, range.length).await?;
    let target = Target { owner, name, range, seal: None };
    Ok(axum::Json(pieces::append(&app, target, body).await?))
}

async fn room(app: &App, relay: &Relay) -> Result<Room, Fault> {
    let limits = &app.config.limits;
    let card = app.store.service(relay.tenant.clone(), relay.service.clone()).await?;
    // The name before the content may push a file that is just small enough over a step of the padding, an eighth at most.
    let each = card.map_or(limits.object_bytes, |card| (card.max_attachment_bytes.saturating_mul(9) / 8).min(limits.object_bytes));
    Ok(Room { each, count: limits.relay_files, total: limits.relay_bytes })
}
