//! The steps of one submission. Each consumes the state before it; the journal knows the one after it before the next begins.

use std::sync::Arc;

use vordruck_contract::collection::{AcknowledgeRequest, LeasedSubmission, Outcome};
use vordruck_contract::postbox::Alarm;
use vordruck_envelope::acknowledgement::{self, Acknowledgement};
use vordruck_envelope::{BlobHash, Digest, FormHash, Kid, Pid};

use super::examine::{self, Examination};
use super::{CollectError, Collector, StopAfter};
use crate::client::ClientError;
use crate::clock::unsigned;
use crate::deliver::{ChannelError, Delivery, Trace, packed};
use crate::failpoint;
use crate::reading::ReaderError;
use crate::scan::ScanError;
use crate::store::StoreError;
use crate::store::journal::{JournalKey, Stage};
use crate::store::transfers::NewTransfer;

/// How far a submission is.
pub(super) enum Progress {
    /// Lent to us.
    Leased(Leased),
    /// All objects are here.
    Downloaded(Downloaded),
    /// Known what it is.
    Examined(Leased, Box<Delivery>),
    /// In its channel, durably.
    Delivered(Leased),
    /// The public side has deleted it.
    Acknowledged(Leased),
}

/// A lent submission.
#[derive(Clone)]
pub(super) struct Leased {
    pub(super) lease: Arc<LeasedSubmission>,
    pub(super) pid: Pid,
    pub(super) digest: Digest,
    pub(super) form: FormHash,
    pub(super) kid: Kid,
    pub(super) is_replay: bool,
    /// How often our own program has failed on it.
    pub(super) failures: u64,
}

/// A submission with its sealed objects.
pub(super) struct Downloaded {
    pub(super) leased: Leased,
    pub(super) objects: Arc<Vec<Vec<u8>>>,
}

/// What a step leads to.
pub(super) enum Step {
    /// The next state.
    On(Progress),
    /// The same state; try again later.
    Again(Progress, Setback),
    /// Not ours any more.
    Lost(Setback),
}

/// Why a step failed without a verdict on the submission.
#[derive(Debug, thiserror::Error)]
pub(super) enum Setback {
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Scan(#[from] ScanError),
    #[error(transparent)]
    Channel(#[from] ChannelError),
    #[error(transparent)]
    Reader(#[from] ReaderError),
    #[error("what was downloaded is not what was received")]
    DigestMismatch,
    #[error("our program failed on it")]
    OwnFailure,
    #[error("it is larger than this side takes")]
    TooLarge,
    #[error("the public side signs receipts with another key than before")]
    ReceiptKeyChanged,
    #[error(transparent)]
    Sign(#[from] vordruck_envelope::SealError),
}

impl Setback {
    pub(super) fn alarm(&self) -> Option<Alarm> {
        match self {
            Self::Client(_) => Some(Alarm::PublicSideUnreachable),
            Self::Scan(_) => Some(Alarm::ScannerUnreachable),
            _ => Some(Alarm::DeliveryFailing),
        }
    }
}

impl Progress {
    /// Begins with a lease, or goes on where the journal says it stands.
    pub(super) async fn begin(collector: &Collector, lease: LeasedSubmission) -> Result<Self, CollectError> {
        let Some(mut leased) = Leased::of(lease).filter(|leased| leased.lease.tenant == collector.tenant) else {
            return Err(CollectError::ForeignLease);
        };
        let row = collector.store.journal_lease(leased.journal_key(), collector.clock.now()).await?;
        let stage = row.stage;
        (leased.is_replay, leased.failures) = (row.is_replay, row.failures);
        failpoint::reach(Stage::Leased.word());
        Ok(match stage {
            // The public side has forgotten an acknowledgement; it is given again, nothing is delivered again.
            Stage::Delivered | Stage::Acknowledged => Self::Delivered(leased),
            Stage::Leased | Stage::Downloaded | Stage::Examined => Self::Leased(leased),
        })
    }

    pub(super) fn pid(&self) -> &str {
        &self.leased().lease.pid
    }

    pub(super) fn leased_until(&self) -> &str {
        &self.leased().lease.leased_until
    }

    pub(super) fn done(&self) -> StopAfter {
        match self {
            Self::Leased(_) => StopAfter::Lease,
            Self::Downloaded(_) => StopAfter::Download,
            Self::Examined(..) => StopAfter::Examine,
            Self::Delivered(_) => StopAfter::Deliver,
            Self::Acknowledged(_) => StopAfter::Acknowledge,
        }
    }

    /// Takes the next step and writes it down.
    pub(super) async fn step(self, collector: &Collector) -> Step {
        let step = match self {
            Self::Leased(leased) => leased.download(collector).await,
            Self::Downloaded(downloaded) => downloaded.examine(collector).await,
            Self::Examined(leased, delivery) => leased.deliver(delivery, collector).await,
            Self::Delivered(leased) => leased.acknowledge(collector).await,
            Self::Acknowledged(leased) => Step::On(Self::Acknowledged(leased)),
        };
        let Step::On(next) = step else { return step };
        let stage = match &next {
            Self::Leased(_) => Stage::Leased,
            Self::Downloaded(_) => Stage::Downloaded,
            Self::Examined(..) => Stage::Examined,
            Self::Delivered(_) => Stage::Delivered,
            Self::Acknowledged(_) => Stage::Acknowledged,
        };
        failpoint::reach(&format!("{}-unwritten", stage.word()));
        let written = collector.store.journal_stage(next.leased().journal_key(), stage, collector.clock.now()).await;
        match written {
            Ok(()) => {
                failpoint::reach(stage.word());
                Step::On(next)
            }
            // Begun anew from the lease; delivering is idempotent.
            Err(error) => Step::Again(next, error.into()),
        }
    }

    fn leased(&self) -> &Leased {
        match self {
            Self::Leased(leased) | Self::Examined(leased, _) | Self::Delivered(leased) | Self::Acknowledged(leased) => leased,
            Self::Downloaded(downloaded) => &downloaded.leased,
        }
    }
}

impl Leased {
    /// A lease whose names are what they should be.
    pub(super) fn of(lease: LeasedSubmission) -> Option<Self> {
        let (pid, digest) = (lease.pid.parse().ok()?, lease.receipt.digest.parse().ok()?);
        let (form, kid) = (lease.form.parse().ok()?, lease.kid.parse().ok()?);
        Some(Self { lease: Arc::new(lease), pid, digest, form, kid, is_replay: false, failures: 0 })
    }

    fn journal_key(&self) -> JournalKey<'_> {
        JournalKey { tenant: &self.lease.tenant, pid: &self.lease.pid, digest: &self.lease.receipt.digest }
    }

    async fn download(mut self, collector: &Collector) -> Step {
        let announced: u64 = self.lease.objects.iter().map(|object| object.size).fold(0, u64::saturating_add);
        if announced > collector.config.most_bytes {
            return Step::Again(Progress::Leased(self), Setback::TooLarge);
        }
        let mut objects = Vec::with_capacity(self.lease.objects.len());
        for (number, object) in (0..).zip(&self.lease.objects) {
            match collector.client.object(&collector.keys.token, &self.lease.pid, number, self.lease.fence, object.size).await {
                Ok(bytes) => objects.push(bytes),
                Err(error) if error.is_lease_lost() => return Step::Lost(error.into()),
                Err(error) => return Step::Again(Progress::Leased(self), error.into()),
            }
        }
        let objects = Arc::new(objects);
        let hashed = Arc::clone(&objects);
        let digest =
            tokio::task::spawn_blocking(move || Digest::of(&hashed.iter().map(|object| BlobHash::of(object)).collect::<Vec<_>>())).await;
        // Something between the two sides may have changed it: asked for again. If it stays so, it can't be opened and staff will see that.
        if digest.ok() != Some(self.digest) && self.count_failure(collector).await {
            return Step::Again(Progress::Leased(self), Setback::DigestMismatch);
        }
        Step::On(Progress::Downloaded(Downloaded { leased: self, objects }))
    }

    async fn deliver(self, delivery: Box<Delivery>, collector: &Collector) -> Step {
        let delivered = match collector.channels.first(&delivery) {
            // An interface's time is its own: it waits in our store, and the public side may forget it.
            Some(channel) => queue(collector, &delivery, channel).await,
            None => collector.channels.postbox.deliver(&delivery, &mut Trace::none()).await.map(drop),
        };
        match delivered {
            Ok(()) => Step::On(Progress::Delivered(self)),
            Err(error) => Step::Again(Progress::Examined(self, delivery), error.into()),
        }
    }

    async fn acknowledge(self, collector: &Collector) -> Step {
        // The outside learns nothing of whether it could be read: an answer that differs would be a decryption oracle.
        let said = Acknowledgement {
            v: vordruck_envelope::VERSION.to_owned(),
            tenant: self.lease.tenant.clone(),
            pid: self.pid,
            digest: self.digest,
            outcome: acknowledgement::Outcome::Delivered,
            at: unsigned(collector.clock.now()),
        };
        let jws = match said.sign(&collector.keys.collector) {
            Ok(jws) => jws,
            Err(error) => return Step::Again(Progress::Delivered(self), error.into()),
        };
        let request = AcknowledgeRequest { fence: self.lease.fence, outcome: Outcome::Received, digest: self.digest.to_string(), jws };
        match collector.client.acknowledge(&collector.keys.token, &self.lease.pid, &request).await {
            Ok(_) => Step::On(Progress::Acknowledged(self)),
            Err(error) if error.is_lease_lost() => Step::Lost(error.into()),
            Err(error) => Step::Again(Progress::Delivered(self), error.into()),
        }
    }

    /// Counts a failure of our own; whether there is another try.
    pub(super) async fn count_failure(&mut self, collector: &Collector) -> bool {
        self.failures = self.failures.saturating_add(1);
        if let Err(error) = collector.store.journal_failure(self.journal_key()).await {
            tracing::warn!(error = %error, "a failure could not be written down");
        }
        self.failures < u64::from(collector.config.attempts)
    }
}

async fn queue(collector: &Collector, delivery: &Delivery, channel: &str) -> Result<(), ChannelError> {
    let is_new = collector
        .store
        .queue_transfer(NewTransfer {
            tenant: delivery.tenant.clone(),
            service: delivery.service.clone(),
            pid: delivery.pid,
            digest: delivery.digest.clone(),
            channel: channel.to_owned(),
            queued_at: collector.clock.now(),
            delivery: packed::pack(delivery).ok_or(ChannelError::NotWritten)?,
        })
        .await?;
    tracing::info!(tenant = delivery.tenant, service = delivery.service, pid = %delivery.pid, channel, is_new, "queued for an interface");
    failpoint::reach("queued");
    Ok(())
}

impl Downloaded {
    async fn examine(mut self, collector: &Collector) -> Step {
        match examine::examine(collector, &self.leased, &self.objects).await {
            Ok(Examination::Of(delivery)) => Step::On(Progress::Examined(self.leased, delivery)),
            Ok(Examination::Failed) => {
                if self.leased.count_failure(collector).await {
                    return Step::Again(Progress::Downloaded(self), Setback::OwnFailure);
                }
                let delivery = examine::failed(&self.leased, &self.objects);
                Step::On(Progress::Examined(self.leased, Box::new(delivery)))
            }
            Err(setback) => Step::Again(Progress::Downloaded(self), setback),
        }
    }
}
