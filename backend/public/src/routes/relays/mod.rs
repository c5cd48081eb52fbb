//! Relays. In: lookups, proofs, sealed invitations, sealed files. Out: shares, sessions, the same sealed bytes at the other end. An open device keeps a relay, a
//! telephone sends into it; each session can do what its end does and nothing else.

pub(crate) mod append;
pub(crate) mod collected;
pub(crate) mod create;
pub(crate) mod end;
pub(crate) mod invite;
pub(crate) mod open;
pub(crate) mod progress;
pub(crate) mod read;
pub(crate) mod state;

use serde::Deserialize;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::{AttachmentId, Lookup};

use crate::app::App;
use crate::extract::Bearer;
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Object, Objects, Owner, Relay, RelayEnd, Relays};

/// Seconds a relay lives.
pub(crate) const RELAY_SECONDS: i64 = 3_600;

/// `{lookup}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    lookup: Lookup,
}

/// `{lookup}` and `{file}` in the path.
#[derive(Deserialize)]
pub(crate) struct FilePlace {
    lookup: Lookup,
    file: AttachmentId,
}

/// Why an end of a relay does not get what it asks for.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no session for this relay, or it has ended")]
    NoSession,
    #[error("the session is that of the other end")]
    OtherEnd,
    #[error("no such file, or not complete, or collected already")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NoSession => Self::new(ProblemKind::NotAuthorised),
            Error::OtherEnd => Self::new(ProblemKind::Forbidden),
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

/// The relay of a session at one of its ends.
async fn relay_at(app: &App, bearer: Bearer, lookup: Lookup, end: RelayEnd) -> Result<Relay, Error> {
    match app.store.relay_of_session(bearer.0, lookup, app.now()).await? {
        Some((relay, found)) if found == end => Ok(relay),
        Some(_) => Err(Error::OtherEnd),
        None => Err(Error::NoSession),
    }
}

/// A file as far as it has come.
async fn file_at(app: &App, bearer: Bearer, place: &FilePlace, end: RelayEnd) -> Result<Object, Error> {
    let relay = relay_at(app, bearer, place.lookup, end).await?;
    let name = place.file.as_bytes().to_vec();
    app.store.object(Owner::Relay(relay.lookup), name).await?.ok_or(Error::NotFound)
}
