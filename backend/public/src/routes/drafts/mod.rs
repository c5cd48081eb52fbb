//! Drafts. In: lookups, proofs, sealed bodies. Out: shares, sessions, sealed bodies.

pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod mail;
pub(crate) mod open;
pub(crate) mod read;
pub(crate) mod save;

use serde::Deserialize;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::Lookup;

use crate::app::App;
use crate::clock::UnixSeconds;
use crate::extract::Bearer;
use crate::problem::{Fault, Refusal};
use crate::store::{Draft, Drafts, StoreError};

/// `{lookup}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) lookup: Lookup,
}

/// Days a draft lives after a save, at most; its day key is destroyed on the day after.
pub(crate) const DRAFT_DAYS: u32 = 30;
/// A draft that was announced and never saved goes after a day.
const UNSAVED_SECONDS: i64 = 86_400;
/// A session's use is written down once a minute, so that reading doesn't cost a write each time.
const TOUCH_SECONDS: i64 = 60;

/// The session has no such draft (any more): unknown, foreign and expired look alike.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SessionError {
    #[error("no session for this draft")]
    NoSession,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StoreError> for SessionError {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<SessionError> for Refusal {
    fn from(error: SessionError) -> Self {
        match error {
            SessionError::NoSession => Self::new(ProblemKind::NotAuthorised),
            SessionError::Fault(fault) => fault.into(),
        }
    }
}

/// The draft the bearer's session may work on. Remembers that it was used.
pub(crate) async fn draft_of(app: &App, bearer: Bearer, lookup: Lookup) -> Result<Draft, SessionError> {
    let now = app.now();
    let draft = app.store.draft_of_session(bearer.0, lookup, now).await?.ok_or(SessionError::NoSession)?;
    if due_for_touch(&draft, now) {
        app.store.touch_session(bearer.0, now).await?;
    }
    Ok(draft)
}

pub(crate) fn due_for_touch(draft: &Draft, now: UnixSeconds) -> bool {
    now - draft.used_at >= TOUCH_SECONDS
}
