//! Objects of a submission on their way. In: pids, sizes, bytes. Out: sessions, progress. What is stored here is sealed once more under a share that
//! a day key seals, before it touches the disk.

pub(crate) mod append;
pub(crate) mod open;
pub(crate) mod progress;

use serde::Deserialize;
use vordruck_contract::problem::ProblemKind;
use vordruck_envelope::Pid;
use vordruck_envelope::at_rest::Ring;

use super::pieces::OuterSeal;
use crate::app::App;
use crate::extract::Bearer;
use crate::problem::{Fault, Refusal};
use crate::store::{SealedShare, StoreError, Submissions, Upload};

/// `{pid}` and `{n}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    pub(crate) pid: Pid,
    pub(crate) n: u32,
}

/// The session has no such upload.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UploadError {
    #[error("no session for this upload")]
    NoSession,
    #[error("the upload has no such object")]
    NoObject,
    #[error("the day key of the share is destroyed")]
    Expired,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StoreError> for UploadError {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<UploadError> for Refusal {
    fn from(error: UploadError) -> Self {
        match error {
            UploadError::NoSession | UploadError::Expired => Self::new(ProblemKind::NotAuthorised),
            UploadError::NoObject => Self::new(ProblemKind::NotFound),
            UploadError::Fault(fault) => fault.into(),
        }
    }
}

/// The upload and the announced size of the object.
async fn find(app: &App, bearer: Bearer, place: &Place) -> Result<(Upload, u64), UploadError> {
    let upload = app.store.upload_of_session(bearer.0, place.pid).await?.ok_or(UploadError::NoSession)?;
    let size = usize::try_from(place.n).ok().and_then(|n| upload.sizes.get(n).copied()).ok_or(UploadError::NoObject)?;
    Ok((upload, size))
}

/// The name of object `n`; big-endian, so that sorting by name is sorting by number.
pub(crate) fn name(n: u32) -> Vec<u8> {
    n.to_be_bytes().to_vec()
}

/// What the share of a submission is bound to.
pub(crate) fn share_id(tenant: &str, pid: &Pid) -> Vec<u8> {
    [pid.as_bytes().as_slice(), tenant.as_bytes()].concat()
}

pub(crate) fn outer_seal(app: &App, tenant: &str, pid: Pid, share: &SealedShare, object: u32) -> Result<OuterSeal, UploadError> {
    let share = app.keys.open_share(Ring::Postbox, app.today(), &share_id(tenant, &pid), share)?.ok_or(UploadError::Expired)?;
    Ok(OuterSeal { share, tenant: tenant.to_owned(), pid, object })
}
