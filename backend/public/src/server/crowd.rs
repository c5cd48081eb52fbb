//! How many may be connected, in all and from one address. In: addresses. Out: places, given back when dropped.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use ipnet::IpNet;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Everybody who is connected.
pub(super) struct Crowd {
    room: Arc<Semaphore>,
    per_address: usize,
    exempt: Vec<IpNet>,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

/// A place among the connected.
pub(super) struct Place {
    _permit: Option<OwnedSemaphorePermit>,
    address: IpAddr,
    by_address: Arc<Mutex<HashMap<IpAddr, usize>>>,
}

impl Crowd {
    pub(super) fn new(total: usize, per_address: usize, exempt: Vec<IpNet>) -> Self {
        let room = Arc::new(Semaphore::new(total.clamp(1, Semaphore::MAX_PERMITS)));
        Self { room, per_address: per_address.max(1), exempt, by_address: Arc::default() }
    }

    /// Waits until there is room for one more.
    pub(super) async fn room(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.room).acquire_owned().await.ok()
    }

    /// `None`: this address has enough connections. Proxies carry everybody's and are exempt.
    pub(super) fn admit(&self, permit: Option<OwnedSemaphorePermit>, address: IpAddr) -> Option<Place> {
        let address = address.to_canonical();
        let mut counts = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(address).or_insert(0);
        if *count >= self.per_address && !self.exempt.iter().any(|network| network.contains(&address)) {
            return None;
        }
        *count += 1;
        Some(Place { _permit: permit, address, by_address: Arc::clone(&self.by_address) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.by_address.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.address) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.address);
            }
        }
    }
}
