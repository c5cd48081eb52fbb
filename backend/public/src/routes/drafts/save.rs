//! `PUT /api/v1/drafts/{lookup}/body`: replaces the body in one transaction, which also drops attachments nobody refers to, seals the share under
//! today's key and sets the expiry. Answered after the durable commit.

use std::collections::HashSet;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::http::header::ETAG;
use vordruck_contract::drafts::SaveResponse;
use vordruck_contract::headers::ATTACHMENTS;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::AttachmentId;
use vordruck_envelope::at_rest::Ring;

use super::{Place, SessionError, due_for_touch};
use crate::app::App;
use crate::clock::instant;
use crate::extract::{Bearer, Path, Whole, if_match, required};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Draft, Drafts, Objects, Owner, Save, Saved};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("saved elsewhere in the meantime")]
    Conflict { current_rev: u64 },
    #[error("the body refers to attachments that are not complete")]
    AttachmentsIncomplete,
    #[error("a header is missing or malformed")]
    Header(Box<Refusal>),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::Conflict { current_rev } => Self { current_rev: Some(current_rev), ..Self::new(ProblemKind::RevisionConflict) },
            Error::AttachmentsIncomplete => {
                Self::new(ProblemKind::ObjectsIncomplete).detail("The body refers to attachments that are not all here.")
            }
            Error::Header(refusal) => *refusal,
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::DRAFT_BODY, tag = "drafts", request_body(content_type = "application/octet-stream"), params(
    ("lookup" = String, Path, description = "b64u16"),
    ("If-Match" = String, Header, description = "The revision this save replaces, in quotes; `\"0\"` for the first."),
    ("Vordruck-Attachments" = String, Header, description = "Ids of all attachments the body refers to, separated by commas; empty for none."),
), responses(
    (status = 200, body = SaveResponse, description = "Committed durably."),
    (status = 412, body = Problem, content_type = "application/problem+json"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    headers: HeaderMap,
    Whole(body): Whole,
) -> Result<([(axum::http::HeaderName, String); 1], axum::Json<SaveResponse>), Error> {
    let header = |refusal| Error::Header(Box::new(refusal));
    let expected_rev = if_match(&headers).map_err(header)?;
    let kept = attachment_list(required(&headers, ATTACHMENTS).map_err(header)?).map_err(header)?;
    let now = app.now();
    let draft = app.store.draft_of_session(bearer.0, place.lookup, now).await?.ok_or(SessionError::NoSession)?;
    if draft.rev != expected_rev {
        return Err(Error::Conflict { current_rev: draft.rev });
    }
    let dropped = dropped(&app, &draft, &kept).await?;
    let expires_at = now + i64::from(draft.keep_days) * 86_400;
    let save = Save {
        lookup: draft.lookup,
        expected_rev,
        share: resealed(&app, &draft)?,
        old_share: draft.share.clone(),
        body: body.into(),
        dropped,
        session: bearer.0,
        touch: due_for_touch(&draft, now),
        now,
        expires_at,
    };
    match app.store.save(save).await? {
        Saved::Stored => {
            let rev = expected_rev + 1;
            Ok(([(ETAG, format!("\"{rev}\""))], axum::Json(SaveResponse { rev, expires_at: instant(expires_at) })))
        }
        Saved::Conflict { current_rev } => Err(Error::Conflict { current_rev }),
        Saved::Gone => Err(SessionError::NoSession.into()),
    }
}

/// The share under today's key: when yesterday's key is destroyed, the draft must not go with it.
fn resealed(app: &App, draft: &Draft) -> Result<crate::store::SealedShare, Error> {
    let today = app.today();
    if draft.share.day == today {
        return Ok(draft.share.clone());
    }
    let id = draft.lookup.as_bytes();
    let share = app.keys.open_share(Ring::Drafts, today, id, &draft.share)?.ok_or(SessionError::NoSession)?;
    Ok(app.keys.seal_share(Ring::Drafts, today, id, &share)?)
}

/// Stored attachments that the new body doesn't refer to. All it does refer to must be complete.
async fn dropped(app: &App, draft: &Draft, kept: &HashSet<AttachmentId>) -> Result<Vec<AttachmentId>, Error> {
    if !draft.attachments && kept.is_empty() {
        return Ok(Vec::new());
    }
    let (mut dropped, mut found) = (Vec::new(), 0);
    for object in app.store.objects(Owner::Draft(draft.lookup)).await? {
        let id = <[u8; 16]>::try_from(object.name.as_slice()).map(AttachmentId::from_bytes).map_err(|_| Fault::Stored("attachment id"))?;
        if !kept.contains(&id) {
            dropped.push(id);
        } else if object.complete() {
            found += 1;
        }
    }
    if found == kept.len() { Ok(dropped) } else { Err(Error::AttachmentsIncomplete) }
}

fn attachment_list(text: &str) -> Result<HashSet<AttachmentId>, Refusal> {
    if text.is_empty() {
        return Ok(HashSet::new());
    }
    text.split(',')
        .map(|id| {
            id.trim().parse().map_err(|_| Refusal::field(ProblemKind::MalformedIdentifier, format!("header:{ATTACHMENTS}"), "b64u16"))
        })
        .collect()
}
