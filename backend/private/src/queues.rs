//! What is on its way to others and from them, for the command line. In: an opened side. Out: lines without content.

use crate::side::PrivateSide;
use crate::store::StoreError;
use crate::store::receptions::ReceptionLine;
use crate::transfer::QueueLine;

impl PrivateSide {
    /// What is on its way to interfaces, newest first: what isn't confirmed yet, or all there are lines of.
    ///
    /// # Errors
    /// The store.
    pub async fn queue(&self, is_open: bool) -> Result<Vec<QueueLine>, StoreError> {
        let transfers = self.store.list_transfers(None, is_open, 10_000).await?;
        Ok(transfers.into_iter().map(QueueLine::from).collect())
    }

    /// Makes waiting transfers due at once: all, or that of one application (uuid4). Tells how many.
    ///
    /// # Errors
    /// The store.
    pub async fn hurry(&self, pid: Option<&str>) -> Result<u64, StoreError> {
        self.store.hurry_transfers(pid, self.clock.now()).await
    }

    /// Notes that the operator knows of what is held: it is no alarm any more until it is sent again. Tells how many.
    ///
    /// # Errors
    /// The store.
    pub async fn acknowledge(&self) -> Result<u64, StoreError> {
        self.store.acknowledge_transfers(self.clock.now()).await
    }

    /// What was submitted to destinations of one's own, newest first: what waits, or all there are lines of.
    ///
    /// # Errors
    /// The store.
    pub async fn receptions(&self, is_open: bool) -> Result<Vec<ReceptionLine>, StoreError> {
        self.store.list_receptions(None, is_open, 10_000).await
    }
}
