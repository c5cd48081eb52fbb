//! Transferring: what waits for an interface is sent, followed up, and passed on if the interface refuses it or takes too long. In: transfers of the store. Out:
//! confirmed ones whose content is deleted at once, or items in the postbox. Every state is in the store before the next step; a crash repeats a step,
//! and channels leave one of what is sent twice.

pub(crate) mod backoff;
mod handing;
mod queue;

pub(crate) use handing::hand_over;
pub use queue::QueueLine;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;
use vordruck_contract::postbox::{FaultKind, TransferState};

use crate::clock::Clock;
use crate::config::TransferConfig;
use crate::deliver::{Channel, ChannelError, Channels, Delivery, Handed, Parcel, Trace, packed};
use crate::failpoint;
use crate::store::transfers::{Fault, Transfer};
use crate::store::{Store, StoreError};

/// When something that is held would be tried again by itself: later than it is kept.
const HELD_SECONDS: i64 = 100 * 86_400;

/// Works on transfers of all tenants.
pub(crate) struct Transfers {
    pub(crate) store: Store,
    pub(crate) channels: Arc<Channels>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) config: TransferConfig,
}

/// What an attempt came to.
enum Attempt {
    Handed(Handed),
    NotNow(Fault),
    Refused(Fault),
    /// The lease is somebody else's, or the store doesn't answer: nothing more is done.
    Lost,
}

impl Transfers {
    /// Works until told to stop.
    pub(crate) async fn run(self: Arc<Self>, mut stop: watch::Receiver<bool>) {
        let mut pause = tokio::time::interval(Duration::from_secs(self.config.poll_seconds.max(1)));
        while !*stop.borrow() {
            tokio::select! {
                _ = stop.changed() => return,
                _ = pause.tick() => {}
            }
            let round = Arc::clone(&self).round();
            let worked = tokio::select! {
                _ = stop.changed() => return,
                worked = round => worked,
            };
            if let Err(error) = worked {
                tracing::error!(error = %error, "transfers could not be worked on; they will be tried again");
            }
        }
    }

    /// Works on what is due; how many there were.
    pub(crate) async fn round(self: Arc<Self>) -> Result<usize, StoreError> {
        let mut count = 0;
        loop {
            let claimed = self.store.claim_transfers(self.clock.now(), self.config.parallel.max(1)).await?;
            if claimed.is_empty() {
                return Ok(count);
            }
            failpoint::reach("claimed");
            count += claimed.len();
            let mut tasks = JoinSet::new();
            for transfer in claimed {
                let transfers = Arc::clone(&self);
                tasks.spawn(async move { transfers.work(transfer).await });
            }
            // One that the store has no answer for must not end the others halfway.
            let mut failed = None;
            while let Some(worked) = tasks.join_next().await {
                failed = worked.map_err(|_| StoreError::Interrupted).flatten().err().or(failed);
            }
            if let Some(error) = failed {
                return Err(error);
            }
        }
    }

    async fn work(&self, transfer: Transfer) -> Result<(), StoreError> {
        let bytes = match self.store.lookup_delivery(&transfer).await {
            Err(StoreError::KeyDestroyed(day)) => return self.keep_unopened(&transfer, day).await,
            found => found?,
        };
        let Some(bytes) = bytes else { return Ok(()) };
        let delivery = packed::unpack(&bytes).ok_or(StoreError::Malformed("delivery"))?;
        let attempt = match self.channels.named(&transfer.tenant, &transfer.service, &transfer.channel) {
            Some(channel) => self.attempt(&**channel, &transfer, &delivery).await,
            None => Attempt::Refused(fault(FaultKind::Unconfigured, "the channel is not configured any more")),
        };
        let now = self.clock.now();
        let channel = &transfer.channel;
        match attempt {
            Attempt::Handed(Handed::Confirmed) => {
                self.store.end_transfer(&transfer, TransferState::Confirmed, None, None, now).await?;
                tracing::info!(
                    tenant = transfer.tenant,
                    service = transfer.service,
                    pid = transfer.pid,
                    channel,
                    "confirmed; its content is deleted"
                );
            }
            Attempt::Handed(Handed::Transferred) => {
                let next = now + self.config.follow_up_seconds;
                self.store.put_transfer_back(&transfer, TransferState::Transferred, next, None, now).await?;
            }
            Attempt::NotNow(fault) => {
                tracing::warn!(
                    tenant = transfer.tenant,
                    pid = transfer.pid,
                    channel,
                    fault = fault.detail,
                    "a channel did not take it; it will be tried again"
                );
                let is_with_receiver = transfer.state == TransferState::Transferred;
                // What the receiver has is not sent elsewhere for want of an answer.
                if !is_with_receiver && has_another_way(&delivery) && now - transfer.queued_at > self.config.give_up_hours * 3_600 {
                    return self.pass_on(&transfer, &delivery, TransferState::GaveUp, &fault).await;
                }
                let state = if is_with_receiver { TransferState::Transferred } else { TransferState::Waiting };
                let next = now + backoff::seconds(transfer.attempts, self.config.retry_first_seconds, self.config.retry_most_seconds);
                self.store.put_transfer_back(&transfer, state, next, Some(&fault), now).await?;
            }
            Attempt::Refused(fault) => self.pass_on(&transfer, &delivery, TransferState::Rejected, &fault).await?,
            Attempt::Lost => {}
        }
        Ok(())
    }

    /// What can't be opened any more came back from a backup, unless the folder of the day keys is missing: so it stays until somebody has looked.
    async fn keep_unopened(&self, transfer: &Transfer, day: u32) -> Result<(), StoreError> {
        tracing::error!(tenant = transfer.tenant, pid = transfer.pid, day, "a transfer is held: the key of its day is not there");
        let fault = fault(FaultKind::Restored, "the key of its day is not there");
        self.store.put_transfer_back(transfer, TransferState::Waiting, transfer.next_at, Some(&fault), self.clock.now()).await
    }

    async fn attempt(&self, channel: &dyn Channel, transfer: &Transfer, delivery: &Delivery) -> Attempt {
        let mut trace = Trace::of(self.store.clone(), transfer.clone());
        let answer = match transfer.state {
            TransferState::Transferred => channel.follow_up(delivery, &mut trace).await,
            _ => channel.deliver(delivery, &mut trace).await,
        };
        failpoint::reach(if transfer.state == TransferState::Transferred { "followed-up" } else { "handed" });
        match answer {
            Ok(handed) => Attempt::Handed(handed),
            Err(ChannelError::NotNow(detail)) => Attempt::NotNow(fault(FaultKind::Unreachable, &detail)),
            Err(ChannelError::Refused(detail)) => Attempt::Refused(fault(FaultKind::Refused, &detail)),
            Err(error @ ChannelError::Mismatch(_)) => Attempt::Refused(fault(FaultKind::Mismatch, &error.to_string())),
            Err(ChannelError::NotWritten) => {
                Attempt::Refused(fault(FaultKind::Mismatch, "it could not be written in the channel's format"))
            }
            Err(ChannelError::Store(error)) => {
                tracing::error!(pid = transfer.pid, error = %error, "a transfer is left alone until its lease is over");
                Attempt::Lost
            }
            Err(ChannelError::LeaseLost) => Attempt::Lost,
        }
    }

    /// Keeps what only its destination can read and has refused: it can be sent again once the cause is mended there, and is an alarm until
    /// it is or somebody says to know of it.
    async fn hold(&self, transfer: &Transfer, fault: &Fault) -> Result<(), StoreError> {
        tracing::warn!(
            tenant = transfer.tenant,
            pid = transfer.pid,
            channel = transfer.channel,
            fault = fault.detail,
            "refused, and nobody else can read it; it is kept"
        );
        let now = self.clock.now();
        self.store.hold_transfer(transfer, now + HELD_SECONDS, fault, now).await
    }

    /// To the next channel, in the end to the postbox, where people see it.
    async fn pass_on(&self, transfer: &Transfer, delivery: &Delivery, state: TransferState, fault: &Fault) -> Result<(), StoreError> {
        tracing::warn!(tenant = transfer.tenant, pid = transfer.pid, channel = transfer.channel, state = ?state, fault = fault.detail, "passed on to the next channel");
        let next = self.channels.after(delivery, &transfer.channel);
        if next.is_none() && !has_another_way(delivery) {
            return self.hold(transfer, fault).await;
        }
        if next.is_none() {
            let put = self.channels.postbox.deliver(delivery, &mut Trace::none()).await;
            if let Err(error) = put {
                tracing::error!(pid = transfer.pid, error = %error, "not even the postbox took it; it is tried again");
                let next = self.clock.now() + self.config.retry_most_seconds;
                return self.store.put_transfer_back(transfer, TransferState::Waiting, next, Some(fault), self.clock.now()).await;
            }
        }
        self.store.end_transfer(transfer, state, next, Some(fault), self.clock.now()).await
    }
}

/// Whether somebody else could take it: people in the postbox at least. What is sealed for a destination, nobody but that can read.
fn has_another_way(delivery: &Delivery) -> bool {
    !matches!(delivery.parcel, Parcel::ForDestination(_))
}

fn fault(kind: FaultKind, detail: &str) -> Fault {
    Fault { kind, detail: detail.to_owned() }
}
