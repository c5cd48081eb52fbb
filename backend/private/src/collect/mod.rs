//! Collecting: lease → download → examine → deliver → acknowledge. The journal knows of the first and the last two. In: what the public side lends. Out: items in
//! a channel, and the public side's certainty that it may delete. A crash at any step leaves one item: until delivery nothing is kept, delivery is
//! idempotent, and only what is delivered is acknowledged.

mod examine;
mod forms;
mod polls;
mod retry;
mod room;
mod steps;

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use vordruck_contract::collection::LeaseRequest;
use vordruck_contract::postbox::Alarm;

use crate::alarms::Alarms;
use crate::client::{Client, ClientError};
use crate::clock::{Clock, read_instant};
use crate::config::CollectingConfig;
use crate::deliver::Channels;
use crate::keys::TenantKeys;
use crate::reading::Reader;
use crate::scan::Scanner;
use crate::store::{Store, StoreError};
pub(crate) use forms::Forms;
pub(crate) use polls::Polls;
pub use retry::Retried;
pub(crate) use retry::is_wanted;
pub(crate) use room::Room;
use steps::{Progress, Step};

/// Collects for one tenant.
pub(crate) struct Collector {
    pub(crate) tenant: String,
    pub(crate) authority: String,
    pub(crate) keys: Arc<TenantKeys>,
    pub(crate) client: Client,
    pub(crate) store: Store,
    pub(crate) channels: Arc<Channels>,
    pub(crate) scanner: Arc<dyn Scanner>,
    pub(crate) reader: Arc<dyn Reader>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: CollectingConfig,
    pub(crate) alarms: Alarms,
    /// What all collectors of this process may hold at once.
    pub(crate) room: Room,
    /// Turns of all collectors of this process at waiting for work.
    pub(crate) polls: Polls,
    /// What forms of this tenant say about themselves.
    pub(crate) forms: Forms,
    /// The key that signs receipts, once it is known.
    pub(crate) known_receipt_key: OnceLock<vordruck_envelope::VerifyingKey>,
    /// The receipt key from the configuration, or none: then the first one seen is pinned.
    pub(crate) receipt_key: Option<vordruck_envelope::VerifyingKey>,
}

/// Why a round of collecting brought nothing.
#[derive(Debug, thiserror::Error)]
pub enum CollectError {
    /// The public side.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The last step to take before stopping; tests stop between steps the way a crash does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[doc(hidden)]
pub enum StopAfter {
    /// Only lease.
    Lease,
    /// Download, too.
    Download,
    /// Examine, too.
    Examine,
    /// Deliver, too, but don't acknowledge.
    Deliver,
    /// All.
    Acknowledge,
}

impl Collector {
    /// Collects until told to stop.
    pub(crate) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let hands = Arc::new(Semaphore::new(self.most()));
        let mut tasks = JoinSet::new();
        let mut wait = self.first_wait();
        while !*stop.borrow() {
            while tasks.try_join_next().is_some() {}
            let leased = tokio::select! {
                _ = stop.changed() => break,
                leased = self.lease(u32::try_from(self.most()).unwrap_or(u32::MAX)) => leased,
            };
            match leased {
                Ok(items) => {
                    self.alarms.clear(Alarm::PublicSideUnreachable, &self.tenant);
                    wait = self.first_wait();
                    // As many again as there are hands are lent before the hands are free, so that they needn't wait; then it is their turn.
                    for progress in items {
                        let hand = tokio::select! {
                            _ = stop.changed() => break,
                            hand = Arc::clone(&hands).acquire_owned() => hand,
                        };
                        let collector = Arc::clone(&self);
                        tasks.spawn(async move {
                            collector.work(progress, StopAfter::Acknowledge).await;
                            drop(hand);
                        });
                    }
                }
                Err(error) => {
                    tracing::warn!(tenant = self.tenant, error = %error, "collecting failed; it will be tried again");
                    if matches!(error, CollectError::Client(_)) {
                        self.alarms.raise(Alarm::PublicSideUnreachable, &self.tenant);
                    }
                    tokio::select! {
                        _ = stop.changed() => break,
                        () = tokio::time::sleep(wait) => {}
                    }
                    wait = self.longer(wait);
                }
            }
        }
        // What is under way may finish a step; what is cut off is leased again later.
        tasks.shutdown().await;
    }

    /// One round without waiting for work: leases once and works on what it got, up to and with a step.
    pub(crate) async fn collect_once(&self, stop_after: StopAfter) -> Result<usize, CollectError> {
        let leased = self.lease(100).await?;
        let count = leased.len();
        for progress in leased {
            self.work(progress, stop_after).await;
        }
        Ok(count)
    }

    async fn lease(&self, most: u32) -> Result<Vec<Progress>, CollectError> {
        let wait_seconds = self.polls.seconds(self.config.wait_seconds.min(60));
        let request = LeaseRequest { tenant: self.tenant.clone(), max: most, wait_seconds };
        let turn = self.polls.turn().await;
        let leases = self.client.lease(&self.keys.token, &request).await?;
        drop(turn);
        Progress::begin(self, leases).await
    }

    /// How many are worked on at once.
    fn most(&self) -> usize {
        (self.config.parallel.max(1) as usize).min(100)
    }

    /// Takes step after step. What fails is tried again with growing waits until the lease is nearly over; then somebody leases it anew.
    async fn work(&self, mut progress: Progress, stop_after: StopAfter) {
        let mut wait = self.first_wait();
        let subject = progress.pid().to_owned();
        let _room = self.room.take(progress.size()).await;
        let lease_ends = read_instant(progress.leased_until()).unwrap_or(0);
        loop {
            if progress.done() >= stop_after {
                return;
            }
            progress = match progress.step(self).await {
                Step::On(next) => {
                    wait = self.first_wait();
                    self.alarms.clear(Alarm::DeliveryFailing, &subject);
                    next
                }
                Step::Again(same, setback) => {
                    tracing::warn!(tenant = self.tenant, pid = subject, setback = %setback, "a step failed; it will be tried again");
                    match setback.alarm() {
                        // Whoever leases it next may be another process, and that one says how it goes on.
                        Alarm::DeliveryFailing => self.alarms.raise_until(Alarm::DeliveryFailing, &subject, lease_ends),
                        alarm => self.alarms.raise(alarm, &self.tenant),
                    }
                    if self.clock.now() + i64::try_from(wait.as_secs()).unwrap_or(i64::MAX) + 30 >= lease_ends {
                        return;
                    }
                    tokio::time::sleep(wait).await;
                    wait = self.longer(wait);
                    same
                }
                Step::Lost(setback) => {
                    tracing::info!(tenant = self.tenant, pid = subject, setback = %setback, "the lease is over");
                    self.alarms.clear(Alarm::DeliveryFailing, &subject);
                    return;
                }
            };
        }
    }

    fn first_wait(&self) -> Duration {
        Duration::from_millis(self.config.retry_first_ms.max(1))
    }

    fn longer(&self, wait: Duration) -> Duration {
        wait.saturating_mul(2).min(Duration::from_millis(self.config.retry_most_ms.max(1)))
    }
}
