//! Room for what is worked on: the memory that applications take at once is bounded for all tenants of a process together, however large they are. In: sizes. Out:
//! turns, in the order they were asked for.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What room is counted in.
const UNIT: u64 = 64 << 10;

/// Room for so many sealed bytes.
#[derive(Clone)]
pub(crate) struct Room {
    units: Arc<Semaphore>,
    all: u32,
}

impl Room {
    pub(crate) fn new(bytes: u64) -> Self {
        let all = u32::try_from((bytes / UNIT).max(1)).unwrap_or(u32::MAX).min(1 << 28);
        Self { units: Arc::new(Semaphore::new(all as usize)), all }
    }

    /// Waits until there is room. What is larger than all of it gets all of it, alone.
    pub(super) async fn take(&self, bytes: u64) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX).clamp(1, self.all);
        Arc::clone(&self.units).acquire_many_owned(units).await.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_too_large_for_all_of_it_goes_alone_and_nobody_overtakes() {
        let room = Room::new(10 * UNIT);
        let small = room.take(1).await;
        let large = tokio::spawn({
            let room = room.clone();
            async move { room.take(u64::MAX).await }
        });
        tokio::task::yield_now().await;
        assert!(!large.is_finished(), "nine of ten are not all");
        let behind = tokio::spawn({
            let room = room.clone();
            async move { room.take(1).await }
        });
        tokio::task::yield_now().await;
        assert!(!behind.is_finished(), "it came later");
        drop(small);
        let large = large.await.unwrap();
        assert_eq!(room.units.available_permits(), 0);
        drop(large);
        assert!(behind.await.unwrap().is_some());
    }
}
