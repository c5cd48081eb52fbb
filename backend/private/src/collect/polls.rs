//! Turns at waiting for work: a question holds a connection until there is some, and the public side bears only so many of one address (256 unless it is told
//! otherwise). In: how many tenants there are. Out: turns, and how long each may take, so that hundreds of tenants are asked about as often as one.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Questions of this process that may wait at once; the rest of the connections is for what they bring, and for a second process.
const AT_ONCE: usize = 100;

/// Turns of all tenants of this process.
#[derive(Clone)]
pub(crate) struct Polls {
    turns: Arc<Semaphore>,
    tenants: usize,
}

impl Polls {
    pub(crate) fn new(tenants: usize) -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_ONCE)), tenants }
    }

    /// Waits until it is one's turn, in the order of asking.
    pub(super) async fn turn(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.turns).acquire_owned().await.ok()
    }

    /// Seconds a question may wait, of those that are wished: all have had their turn when one may ask again.
    pub(super) fn seconds(&self, wished: u32) -> u32 {
        let most = u64::from(wished) * AT_ONCE as u64 / self.tenants.max(AT_ONCE) as u64;
        u32::try_from(most).unwrap_or(wished).max(1).min(wished)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_tenants_share_the_time_and_few_have_all_of_it() {
        let seconds = |tenants, wished| Polls::new(tenants).seconds(wished);
        assert_eq!([seconds(1, 25), seconds(100, 25), seconds(300, 25), seconds(10_000, 25), seconds(300, 0)], [25, 25, 8, 1, 0]);
    }
}
