//! `POST /api/v1/relays/open`: the telephone proves that it has seen the code. Unknown, wrong and ended get the same answer.

use axum::extract::State;
use base64ct::{Base64UrlUnpadded, Encoding};
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::relays::{OpenRequest, OpenResponse};
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, Lookup};

use crate::app::App;
use crate::clock::instant;
use crate::extract::{AddressPrefix, Json};
use crate::routes::unopened::Unopened;
use crate::store::{Joining, JoiningAttempt, Relays};

#[utoipa::path(post, path = paths::RELAYS_OPEN, tag = "relays", request_body = OpenRequest, responses(
    (status = 200, body = OpenResponse),
    (status = 401, body = Problem, content_type = "application/problem+json", description = "Wrong secret, ended and unknown alike."),
    (status = 429, body = Problem, content_type = "application/problem+json", description = "`Retry-After` says when to come back."),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    prefix: AddressPrefix,
    Json(request): Json<OpenRequest>,
) -> Result<axum::Json<OpenResponse>, Unopened> {
    let lookup: Lookup = request.lookup.parse().map_err(|_| Unopened::Refused)?;
    let proof = AccessProof::from_exposed(&request.auth).ok_or(Unopened::Refused)?;
    let (session, session_hash) = app.new_session()?;
    let prefix_tally = app.prefix_tally("opening-from", prefix)?;
    let attempt = JoiningAttempt { lookup, proof, prefix_tally, session: session_hash, now: app.now() };
    let relay = match app.store.join_relay(attempt).await? {
        Joining::Joined(relay) => relay,
        Joining::Refused => return Err(Unopened::Refused),
        Joining::Throttled(seconds) => return Err(Unopened::Throttled(seconds)),
    };
    let share = app.keys.open_share(Ring::Outbox, app.today(), lookup.as_bytes(), &relay.share)?.ok_or(Unopened::Refused)?;
    Ok(axum::Json(OpenResponse {
        share: share.to_exposed().as_str().to_owned(),
        session,
        tenant: relay.tenant,
        service: relay.service,
        invitation: Base64UrlUnpadded::encode_string(&relay.invitation.unwrap_or_default()),
        expires_at: instant(relay.expires_at),
    }))
}
