//! `PUT /api/v1/relays/{lookup}/invitation`: what the telephone is told, sealed.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use super::{Place, relay_at};
use crate::app::App;
use crate::extract::{Bearer, Path, Whole};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{RelayEnd, Relays};

/// Longest sealed invitation in bytes: it holds a label and a few limits.
const MOST_BYTES: usize = 16 * 1024;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Relay(#[from] super::Error),
    #[error("longer than an invitation is")]
    TooLarge,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Relay(error) => error.into(),
            Error::TooLarge => Self::new(ProblemKind::TooLarge),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::RELAY_INVITATION, tag = "relays", params(("lookup" = String, Path, description = "b64u16")),
    request_body(content_type = "application/octet-stream"), responses(
    (status = 204, description = "Kept."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    Whole(invitation): Whole,
) -> Result<StatusCode, Error> {
    let relay = relay_at(&app, bearer, place.lookup, RelayEnd::Keeper).await?;
    if invitation.len() > MOST_BYTES {
        return Err(Error::TooLarge);
    }
    app.store.invite(relay.lookup, invitation.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
