//! The steps of one submission. Each consumes the state before it. What a crash must not forget is in the journal before the next begins: that it was lent, that
//! it is delivered, that the public side knows.

use std::sync::Arc;

use vordruck_contract::collection::{AcknowledgeRequest, LeasedSubmission, Outcome};
use vordruck_contract::postbox::Alarm;
use vordruck_envelope::acknowledgement::{self, Acknowledgement};
use vordruck_envelope::{BlobHash, Digest, FormHash, Kid, Pid};

use super::examine::{self, Examination};
use super::{CollectError, Collector, StopAfter};
use crate::client::ClientError;
use crate::clock::unsigned;
use crate::deliver::{ChannelError, Delivery};
use crate::failpoint;
use crate::reading::ReaderError;
use crate::scan::ScanError;
use crate::store::StoreError;
use crate::store::journal::{JournalKey, JournalRow, Stage};
use crate::transfer::hand_over;

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
    /// Of each object.
    pub(super) hashes: Vec<BlobHash>,
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
    pub(super) fn alarm(&self) -> Alarm {
        match self {
            Self::Client(_) => Alarm::PublicSideUnreachable,
            Self::Scan(_) => Alarm::ScannerUnreachable,
            _ => Alarm::DeliveryFailing,
        }
    }
}

impl Progress {
    /// Begins with what was lent, or goes on where the journal says it stands.
    pub(super) async fn begin(collector: &Collector, leases: Vec<LeasedSubmission>) -> Result<Vec<Self>, CollectError> {
        let (ours, foreign): (Vec<_>, Vec<_>) = leases
            .into_iter()
            .map(Leased::of)
            .partition(|leased| leased.as_ref().is_some_and(|leased| leased.lease.tenant == collector.tenant));
        if !foreign.is_empty() {
            tracing::error!(
                tenant = collector.tenant,
                count = foreign.len(),
                "the public side lends what is not a submission of this tenant"
            );
        }
        let ours: Vec<Leased> = ours.into_iter().flatten().collect();
        if ours.is_empty() {
            return Ok(Vec::new());
        }
        let rows = collector.store.journal_leases(ours.iter().map(Leased::journal_key).collect(), collector.clock.now()).await?;
        failpoint::reach("leased");
        let begin = |(mut leased, row): (Leased, JournalRow)| {
            (leased.is_replay, leased.failures) = (row.is_replay, row.failures);
            match row.stage {
                // The public side has forgotten an acknowledgement; it is given again, nothing is delivered again.
                Stage::Delivered | Stage::Acknowledged => Self::Delivered(leased),
                Stage::Leased => Self::Leased(leased),
            }
        };
        Ok(ours.into_iter().zip(rows).map(begin).collect())
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

    /// Takes the next step. Each is written down where it has to be: delivering together with what is delivered, acknowledging after the public side knows.
    pub(super) async fn step(self, collector: &Collector) -> Step {
        let step = match self {
            Self::Leased(leased) => leased.download(collector).await,
            Self::Downloaded(downloaded) => downloaded.examine(collector).await,
            Self::Examined(leased, delivery) => leased.deliver(delivery, collector).await,
            Self::Delivered(leased) => leased.acknowledge(collector).await,
            Self::Acknowledged(leased) => Step::On(Self::Acknowledged(leased)),
        };
        if let Step::On(next) = &step {
            failpoint::reach(next.word());
        }
        step
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Leased(_) => "leased",
            Self::Downloaded(_) => "downloaded",
            Self::Examined(..) => "examined",
            Self::Delivered(_) => "delivered",
            Self::Acknowledged(_) => "acknowledged",
        }
    }

    /// Sealed bytes that are held while it is worked on.
    pub(super) fn size(&self) -> u64 {
        self.leased().lease.objects.iter().map(|object| object.size).fold(0, u64::saturating_add)
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

    fn journal_key(&self) -> JournalKey {
        JournalKey { tenant: self.lease.tenant.clone(), pid: self.lease.pid.clone(), digest: self.lease.receipt.digest.clone() }
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
        let hashes = hashes_of(&objects).await;
        // Something between the two sides may have changed it: asked for again. If it stays so, it can't be opened and staff will see that.
        if Digest::of(&hashes) != self.digest && self.count_failure(collector).await {
            return Step::Again(Progress::Leased(self), Setback::DigestMismatch);
        }
        Step::On(Progress::Downloaded(Downloaded { leased: self, objects, hashes }))
    }

    async fn deliver(self, delivery: Box<Delivery>, collector: &Collector) -> Step {
        match hand_over(&collector.store, &collector.channels, &delivery, collector.clock.now()).await {
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
            Ok(_) => {
                failpoint::reach("acknowledged-unwritten");
                match collector.store.journal_acknowledged(self.journal_key(), collector.clock.now()).await {
                    Ok(()) => Step::On(Progress::Acknowledged(self)),
                    // The public side answers a second acknowledgement as it did the first.
                    Err(error) => Step::Again(Progress::Delivered(self), error.into()),
                }
            }
            Err(error) if error.is_lease_lost() => Step::Lost(error.into()),
            Err(error) => Step::Again(Progress::Delivered(self), error.into()),
        }
    }

    /// Counts a failure of our own; whether there is another try.
    pub(super) async fn count_failure(&mut self, collector: &Collector) -> bool {
        self.failures = self.failures.saturating_add(1);
        if let Err(error) = collector.store.journal_failure(&self.journal_key()).await {
            tracing::warn!(error = %error, "a failure could not be written down");
        }
        self.failures < u64::from(collector.config.attempts)
    }
}

/// The hash of each object; none if the task was cancelled, which fits no digest.
pub(super) async fn hashes_of(objects: &Arc<Vec<Vec<u8>>>) -> Vec<BlobHash> {
    let objects = Arc::clone(objects);
    tokio::task::spawn_blocking(move || objects.iter().map(|object| BlobHash::of(object)).collect()).await.unwrap_or_default()
}

impl Downloaded {
    async fn examine(mut self, collector: &Collector) -> Step {
        match examine::examine(collector, &self.leased, &self.objects, &self.hashes).await {
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
