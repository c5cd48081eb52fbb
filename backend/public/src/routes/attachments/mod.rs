//! Sealed attachments of a draft. In: lookups, ids, bytes. Out: progress, bytes. An attachment that is complete never changes.

pub(crate) mod append;
pub(crate) mod progress;
pub(crate) mod read;

use serde::Deserialize;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::{AttachmentId, Lookup};

use super::drafts::SessionError;
use crate::app::App;
use crate::extract::Bearer;
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Object, Objects, Owner};

/// `{lookup}` and `{attachment}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    lookup: Lookup,
    attachment: AttachmentId,
}

/// Reading and asking fail alike.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("no such attachment, or not complete")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Session(error) => error.into(),
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

async fn find(app: &App, bearer: Bearer, place: &Place) -> Result<Object, Error> {
    let draft = super::drafts::draft_of(app, bearer, place.lookup).await?;
    let name = place.attachment.as_bytes().to_vec();
    app.store.object(Owner::Draft(draft.lookup), name).await?.ok_or(Error::NotFound)
}
