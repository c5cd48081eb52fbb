//! Room for sealed files. In: how much an owner may store, what it has, what is to come. Out: nothing, or why there is no room.

use vordruck_contract::problem::ProblemKind;

use crate::app::App;
use crate::problem::{Fault, Refusal};
use crate::store::{Objects, Owner, StoreError};

/// How much an owner may store.
pub(crate) struct Room {
    /// Bytes of one object.
    pub(crate) each: u64,
    /// Objects.
    pub(crate) count: u32,
    /// Bytes of all together.
    pub(crate) total: u64,
}

/// Why there is no room for an object.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoRoom {
    #[error("larger than this service allows")]
    TooLarge,
    #[error("more objects, or more bytes in all, than may be stored here")]
    TooMany,
    #[error(transparent)]
    Fault(#[from] Fault),
}

impl From<StoreError> for NoRoom {
    fn from(error: StoreError) -> Self {
        Self::Fault(error.into())
    }
}

impl From<NoRoom> for Refusal {
    fn from(error: NoRoom) -> Self {
        match error {
            NoRoom::TooLarge => Self::new(ProblemKind::TooLarge),
            NoRoom::TooMany => Self::new(ProblemKind::TooLarge).detail("There are too many files, or they are too large together."),
            NoRoom::Fault(fault) => fault.into(),
        }
    }
}

impl Room {
    /// Whether an object of so many bytes fits beside the others that its owner has.
    pub(crate) async fn require(&self, app: &App, owner: &Owner, name: &[u8], length: u64) -> Result<(), NoRoom> {
        if length > self.each {
            return Err(NoRoom::TooLarge);
        }
        let stored = app.store.objects(owner.clone()).await?;
        let others = || stored.iter().filter(|object| object.name != name);
        let total = others().fold(length, |sum, object| sum.saturating_add(object.length));
        if others().count() >= self.count as usize || total > self.total { Err(NoRoom::TooMany) } else { Ok(()) }
    }
}
