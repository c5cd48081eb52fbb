//! Reading again what could not be read: the cause may be mended (a form published, a key added, a program corrected). In: an item with the lease and the
//! sealed objects it was kept with. Out: a readable item in its place, or why it still can't be read.

use std::sync::Arc;

use vordruck_contract::collection::LeasedSubmission;
use vordruck_contract::postbox::{Content, UnreadableReason};

use super::Collector;
use super::examine::{self, Examination};
use super::steps::{Leased, hashes_of};
use crate::deliver::{Parcel, postbox};
use crate::store::items::{Item, Part};
use crate::store::{StoreError, items};
use crate::transfer::hand_over;

/// What reading an item again came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Retried {
    /// It can be read now.
    Readable,
    /// It is sealed for a destination, and an interface that passes it on has it now. The item stays until its days are over, and says what it always said.
    PassedOn,
    /// It still can't be read.
    Unreadable(UnreadableReason),
    /// Another content came under a name that was taken: reading it again would let it pass.
    Replayed,
    /// No verdict, because something it takes doesn't work; the text says what.
    NotNow(String),
}

impl Collector {
    /// Reads an unreadable item again.
    pub(crate) async fn retry(&self, item: &Item) -> Result<Retried, StoreError> {
        let part = async |part| self.store.lookup_part(item, part).await?.ok_or(StoreError::Malformed("parts of the item"));
        let content: Content = read(&part(Part::Content).await?)?;
        if matches!(content, Content::Unreadable { reason: UnreadableReason::Replayed }) {
            return Ok(Retried::Replayed);
        }
        let lease: LeasedSubmission = read(&part(Part::Lease).await?)?;
        let mut objects = Vec::with_capacity(lease.objects.len());
        for (number, _) in (0..).zip(&lease.objects) {
            objects.push(part(Part::Unopened(number)).await?.to_vec());
        }
        let Some(leased) = Leased::of(lease) else { return Err(StoreError::Malformed("lease")) };
        let objects = Arc::new(objects);
        let delivery = match examine::examine(self, &leased, &objects, &hashes_of(&objects).await).await {
            Ok(Examination::Of(delivery)) => delivery,
            Ok(Examination::Failed) => return Ok(Retried::Unreadable(UnreadableReason::Failed)),
            Err(setback) => return Ok(Retried::NotNow(setback.to_string())),
        };
        if let Parcel::Unreadable { reason, .. } = delivery.parcel {
            return Ok(Retried::Unreadable(reason));
        }
        if let Parcel::ForDestination(_) = delivery.parcel {
            return Ok(match hand_over(&self.store, &self.channels, &delivery, self.clock.now()).await {
                Ok(()) => Retried::PassedOn,
                Err(error) => Retried::NotNow(error.to_string()),
            });
        }
        let new = postbox::item_of(&delivery, item.delivered_at).map_err(|_| StoreError::Malformed("delivery"))?;
        self.store.replace_unreadable(item, new, self.clock.now()).await?;
        tracing::info!(tenant = item.tenant, service = item.service, pid = item.pid, "an item that could not be read can be read now");
        Ok(Retried::Readable)
    }
}

fn read<T: serde::de::DeserializeOwned>(json: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(json).map_err(|_| StoreError::Malformed("parts of the item"))
}

/// The unreadable items among all, or the one with this reference or id.
pub(crate) fn is_wanted(item: &items::Item, which: Option<&str>) -> bool {
    !item.is_readable && which.is_none_or(|which| which == item.id || which == item.line.reference)
}
