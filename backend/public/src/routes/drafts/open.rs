//! `POST /api/v1/drafts/open`: proof of link and PIN. Unknown, wrong and expired get the same answer after the same work.

use axum::extract::State;
use sha2::{Digest, Sha256};
use vordruck_contract::drafts::{OpenRequest, OpenResponse};
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_envelope::at_rest::Ring;
use vordruck_envelope::exposed::Exposed;
use vordruck_envelope::{AccessProof, Lookup};

use crate::app::App;
use crate::clock::instant;
use crate::extract::{AddressPrefix, Json};
use crate::routes::unopened::Unopened;
use crate::store::{Attempt, Drafts, Opening};

#[utoipa::path(post, path = paths::DRAFTS_OPEN, tag = "drafts", request_body = OpenRequest, responses(
    (status = 200, body = OpenResponse),
    (status = 401, body = Problem, content_type = "application/problem+json", description = "Wrong link, wrong PIN and no such draft alike."),
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
    let attempt = Attempt {
        lookup,
        proof,
        // Not under a daily key: counting must not begin anew at midnight, and a lookup says nothing about a person.
        draft_tally: Sha256::new().chain_update(b"opening\0").chain_update(lookup.as_bytes()).finalize().into(),
        prefix_tally: app.prefix_tally("opening-from", prefix)?,
        session: session_hash,
        now: app.now(),
    };
    let draft = match app.store.attempt_opening(attempt).await? {
        Opening::Opened(draft) => draft,
        Opening::Refused => return Err(Unopened::Refused),
        Opening::Throttled(seconds) => return Err(Unopened::Throttled(seconds)),
    };
    // Its day key is destroyed: the draft is as good as deleted, whatever the row says.
    let share = app.keys.open_share(Ring::Drafts, app.today(), lookup.as_bytes(), &draft.share)?.ok_or(Unopened::Refused)?;
    Ok(axum::Json(OpenResponse {
        share: share.to_exposed().as_str().to_owned(),
        session,
        rev: draft.rev,
        tenant: draft.tenant,
        service: draft.service,
        form: draft.form.to_string(),
        expires_at: instant(draft.expires_at),
    }))
}
