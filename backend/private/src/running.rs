//! The private side while it runs: collecting, notices, retention, until it is shut down. In: an opened side. Out: tasks that end together.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::clock::ClockWatch;
use crate::collect::{CollectError, Collector, StopAfter};
use crate::destination::Destination;
use crate::notice::Notices;
use crate::scan::warn_of_blindness;
use crate::side::{PrivateSide, StartError};
use crate::store::StoreError;
use crate::transfer::Transfers;

/// What a running side does by itself.
pub(crate) struct Work {
    pub(crate) collectors: Vec<Arc<Collector>>,
    pub(crate) transfers: Arc<Transfers>,
    pub(crate) destinations: Vec<Arc<Destination>>,
}

/// The private side, running.
pub struct RunningPrivateSide {
    /// Where the postbox is served.
    pub address: SocketAddr,
    pub(crate) side: PrivateSide,
    pub(crate) work: Work,
    pub(crate) stop: watch::Sender<bool>,
    pub(crate) tasks: JoinSet<()>,
}

impl RunningPrivateSide {
    /// The side itself: publishing, users.
    #[must_use]
    pub fn side(&self) -> &PrivateSide {
        &self.side
    }

    /// Collects, sends notices and deletes what is over, until shut down.
    pub fn begin_collecting(&mut self) {
        for collector in &self.work.collectors {
            self.tasks.spawn(Arc::clone(collector).run(self.stop.subscribe()));
        }
        self.tasks.spawn(Arc::clone(&self.work.transfers).run(self.stop.subscribe()));
        for destination in &self.work.destinations {
            self.tasks.spawn(Arc::clone(destination).run(self.stop.subscribe()));
        }
        let config = Arc::clone(&self.side.config);
        self.tasks.spawn(async move { warn_of_blindness(&config.scanner).await });
        self.tasks.spawn(keep_house(self.side.clone(), self.address, self.stop.subscribe()));
    }

    /// One round of collecting for every tenant, up to and with a step.
    ///
    /// # Errors
    /// The public side or the store.
    #[doc(hidden)]
    pub async fn collect_once(&self, stop_after: StopAfter) -> Result<usize, CollectError> {
        let mut count = 0;
        for collector in &self.work.collectors {
            count += collector.collect_once(stop_after).await?;
        }
        Ok(count)
    }

    /// Works on the transfers that are due; how many there were.
    ///
    /// # Errors
    /// The store.
    #[doc(hidden)]
    pub async fn transfer_once(&self) -> Result<usize, StoreError> {
        Arc::clone(&self.work.transfers).round().await
    }

    /// One round of receiving at every destination; how many submissions were worked on.
    ///
    /// # Errors
    /// The store.
    #[doc(hidden)]
    pub async fn receive_once(&self) -> Result<usize, StoreError> {
        let mut count = 0;
        for destination in &self.work.destinations {
            count += destination.round().await?;
        }
        Ok(count)
    }

    /// Sends the notices that are due.
    ///
    /// # Errors
    /// The store, or a mail section that can't be used.
    #[doc(hidden)]
    pub async fn send_notices(&self) -> Result<(), StartError> {
        send_notices(&self.side, self.address).await
    }

    /// Stops serving and collecting, and closes the store.
    pub async fn shutdown(mut self) {
        let _ = self.stop.send(true);
        while self.tasks.join_next().await.is_some() {}
        self.side.close().await;
    }
}

/// Notices every few seconds, the claim for the day keys every minute, key manifests and retention every hour. Nothing is deleted by a wall clock that was set by more than
/// an hour since it was right: a wrong clock would delete what is not over.
async fn keep_house(side: PrivateSide, address: SocketAddr, mut stop: watch::Receiver<bool>) {
    let mut watch = ClockWatch::new(side.clock.now());
    let mut notices = tokio::time::interval(Duration::from_secs(5));
    let mut claims = tokio::time::interval(Duration::from_secs(60));
    let mut manifests = tokio::time::interval(Duration::from_secs(3600));
    let mut retention = tokio::time::interval(Duration::from_secs(side.config.collecting.retention_seconds.max(1)));
    loop {
        tokio::select! {
            _ = stop.changed() => return,
            _ = notices.tick() => if let Err(error) = send_notices(&side, address).await {
                tracing::warn!(error = %error, "notices could not be sent");
            },
            _ = claims.tick() => if !matches!(side.store.claim_day_keys(side.clock.now()).await, Ok(true)) {
                tracing::error!("the claim for the day keys could not be prolonged");
            },
            _ = manifests.tick() => side.publish_due_manifests().await,
            _ = retention.tick() => if !watch.believes(side.clock.now()) {
                tracing::warn!("the clock was set by more than an hour; nothing is deleted until it is right again or I am restarted");
            } else { match side.expire().await {
                Ok(expired) => tracing::info!(expired.items, expired.journal, expired.sessions, expired.notices, expired.day_keys, "retention ran"),
                Err(error) => tracing::error!(error = %error, "retention failed; it will be tried again"),
            } },
        }
    }
}

async fn send_notices(side: &PrivateSide, address: SocketAddr) -> Result<(), StartError> {
    let Some(mail) = &side.config.mail else { return Ok(()) };
    let url = side.config.server.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    let notices = Notices::new(mail, side.config.notices, url)?;
    side.store.add_reminders(side.clock.now()).await?;
    Ok(notices.send_due(&side.store, &side.config.tenants, &side.titles().await?, side.clock.now()).await?)
}
