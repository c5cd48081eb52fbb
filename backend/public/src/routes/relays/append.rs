//! `PUT /api/v1/relays/{lookup}/files/{file}`: the telephone sends, as far as the line holds.

use axum::extract::State;
use axum::http::HeaderMap;
use vordruck_contract::attachments::PutResponse;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::{FilePlace, relay_at};
use crate::app::App;
use crate::extract::{Arriving, Bearer, Path, upload_range};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces::{self, PieceError, Target};
use crate::store::{Objects, Owner, Publications, Relay, RelayEnd};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Relay(#[from] super::Error),
    #[error("larger than this service allows")]
    TooLarge,
    #[error("more files, or more bytes in all, than may wait in a relay")]
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
            Error::Relay(error) => error.into(),
            Error::TooLarge => Self::new(ProblemKind::TooLarge),
            Error::TooMany => Self::new(ProblemKind::TooLarge).detail("Too many files wait in this relay, or too many bytes."),
            Error::Header(refusal) => *refusal,
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
    headers: HeaderMap,
    body: Arriving,
) -> Result<axum::Json<PutResponse>, Error> {
    let (offset, length) = upload_range(&headers).map_err(|refusal| Error::Header(Box::new(refusal)))?;
    let relay = relay_at(&app, bearer, place.lookup, RelayEnd::Sender).await?;
    let name = place.file.as_bytes().to_vec();
    allow(&app, &relay, &name, length).await?;
    let target = Target { owner: Owner::Relay(relay.lookup), name, offset, length, seal: None };
    Ok(axum::Json(pieces::append(&app, target, body).await?))
}

async fn allow(app: &App, relay: &Relay, name: &[u8], length: u64) -> Result<(), Error> {
    let limits = &app.config.limits;
    let card = app.store.service(relay.tenant.clone(), relay.service.clone()).await?;
    // The name before the content may push a file that is just small enough over a step of the padding, an eighth at most.
    let longest = card.map_or(limits.object_bytes, |card| (card.max_attachment_bytes.saturating_mul(9) / 8).min(limits.object_bytes));
    if length > longest {
        return Err(Error::TooLarge);
    }
    let waiting = app.store.objects(Owner::Relay(relay.lookup)).await?;
    let others = || waiting.iter().filter(|object| object.name != name);
    let total = others().fold(length, |sum, object| sum.saturating_add(object.length));
    if others().count() >= limits.relay_files as usize || total > limits.relay_bytes { Err(Error::TooMany) } else { Ok(()) }
}
