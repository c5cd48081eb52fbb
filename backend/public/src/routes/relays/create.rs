//! `POST /api/v1/relays`: the open device announces a relay; the server adds its share of the key.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::relays::{CreateRequest, CreateResponse};
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{Lookup, MalformedId, Share, Verifier};

use super::RELAY_SECONDS;
use crate::app::App;
use crate::clock::instant;
use crate::extract::{AddressPrefix, Json};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Added, NewRelay, Publications, Relays};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the lookup is taken")]
    Taken,
    #[error("no such service")]
    NoService,
    #[error("too many relays from here")]
    TooMany(u64),
    #[error(transparent)]
    Malformed(#[from] MalformedId),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Taken => Self::new(ProblemKind::RelayExists),
            Error::NoService => Self::new(ProblemKind::NotFound),
            Error::TooMany(seconds) => Self::retry_after(ProblemKind::TooManyRequests, seconds),
            // The fields' formats were checked; what is left are spellings that no encoder makes (spare bits that aren't zero).
            Error::Malformed(_) => Self::field(ProblemKind::InvalidFields, "", "not-canonical"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(post, path = paths::RELAYS, tag = "relays", request_body = CreateRequest, responses(
    (status = 201, body = CreateResponse, description = "Kept for an hour."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    prefix: AddressPrefix,
    Json(request): Json<CreateRequest>,
) -> Result<(StatusCode, axum::Json<CreateResponse>), Error> {
    let (lookup, verifier): (Lookup, Verifier) = (request.lookup.parse()?, request.verifier.parse()?);
    if app.store.service(request.tenant.clone(), request.service.clone()).await?.is_none() {
        return Err(Error::NoService);
    }
    let share = Share::generate(&mut app.rng.clone())?;
    let (session, session_hash) = app.new_session()?;
    let now = app.now();
    let expires_at = now + RELAY_SECONDS;
    let relay = NewRelay {
        lookup,
        verifier,
        tenant: request.tenant,
        service: request.service,
        // The ring whose keys are destroyed first.
        share: app.keys.seal_share(Ring::Outbox, app.today(), lookup.as_bytes(), &share)?,
        keeper: session_hash,
        prefix_tally: app.prefix_tally("relay-from", prefix)?,
        now,
        expires_at,
    };
    match app.store.add_relay(relay).await? {
        Err(seconds) => Err(Error::TooMany(seconds)),
        Ok(Added::Taken) => Err(Error::Taken),
        Ok(Added::Stored) => {
            // Here and in `open` a share leaves the server: that is its purpose.
            let share = share.to_exposed().as_str().to_owned();
            Ok((StatusCode::CREATED, axum::Json(CreateResponse { share, session, expires_at: instant(expires_at) })))
        }
    }
}
