//! Examining: from sealed objects to what is delivered. Receipt and key are checked here, the content is read by a process of its own, files are scanned.
//! In: a lent submission and its objects. Out: a delivery, readable or with the reason why it isn't.

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use vordruck_contract::collection::LeasedSubmission;
use vordruck_contract::postbox::{Alarm, AssuranceLevel, UnreadableReason};
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::submission::{SubmissionEnvelope, SubmissionKey, unwrap_submission};
use vordruck_envelope::{BlobHash, Reference, SubmissionPlace, VerifyingKey};
use vordruck_form::compiled::{Assurance, CompiledForm};

use super::Collector;
use super::steps::{Leased, Setback};
use crate::clock::{UnixSeconds, read_instant};
use crate::deliver::{DeliveredFile, Delivery, Parcel, ReadableParcel};
use crate::reading::{Read, Reading, Sealed};

/// Days an item is kept whose form is unknown (the default of R-23's 90 days).
const DEFAULT_DAYS: u32 = 90;

/// What examining came to.
pub(super) enum Examination {
    /// A delivery.
    Of(Box<Delivery>),
    /// Our own program failed.
    Failed,
}

/// Examines a submission. A setback means: no verdict yet.
pub(super) async fn examine(collector: &Collector, leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Result<Examination, Setback> {
    let form = find_form(collector, leased).await?;
    let about = form.as_ref().map(|(form, _)| form);
    let unreadable = |reason| Ok(Examination::Of(Box::new(unreadable(leased, objects, about, reason))));
    if leased.is_replay {
        return unreadable(UnreadableReason::Replayed);
    }
    let receipt = match check_receipt(collector, leased).await? {
        Ok(receipt) => receipt,
        Err(reason) => return unreadable(reason),
    };
    let Some(key) = unwrap(collector, leased, objects).await else { return unreadable(UnreadableReason::NotOpened) };
    let Some((_, form_bytes)) = &form else { return unreadable(UnreadableReason::UnknownForm) };
    let received_at = i64::try_from(receipt.received_at).unwrap_or(i64::MAX);
    let sealed = Sealed {
        tenant: leased.lease.tenant.clone(),
        service: leased.lease.service.clone(),
        pid: leased.pid,
        form: leased.form,
        form_bytes: Arc::clone(form_bytes),
        key,
        objects: Arc::clone(objects),
        received_at,
        reference: receipt.reference.to_string(),
        authority: collector.authority.clone(),
        exports: collector.channels.exports(&leased.lease.tenant, &leased.lease.service),
    };
    let read = match collector.reader.read(sealed).await {
        Ok(Reading::Read(read)) => *read,
        Ok(Reading::Unreadable { reason, fault }) => {
            tracing::warn!(pid = leased.lease.pid, fault, "the submission does not open or is not valid");
            return unreadable(reason);
        }
        Err(error) if error.is_machine() => return Err(error.into()),
        Err(error) => {
            tracing::error!(pid = leased.lease.pid, error = %error, "reading failed");
            return Ok(Examination::Failed);
        }
    };
    let parcel = scan(collector, read, about.and_then(unproven)).await?;
    let delivery = delivery(leased, about, received_at, Parcel::Readable(Arc::new(parcel)));
    Ok(Examination::Of(Box::new(delivery)))
}

/// The delivery of a submission on which our own program has failed often enough.
pub(super) fn failed(leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Delivery {
    unreadable(leased, objects, None, UnreadableReason::Failed)
}

type KnownForm = (CompiledForm, Arc<Vec<u8>>);

async fn find_form(collector: &Collector, leased: &Leased) -> Result<Option<KnownForm>, Setback> {
    let LeasedSubmission { tenant, service, form, .. } = &*leased.lease;
    let bytes = collector.store.lookup_form(tenant, service, form).await?;
    Ok(bytes.and_then(|bytes| Some((CompiledForm::from_bytes(&bytes).ok()?, Arc::new(bytes)))))
}

async fn check_receipt(collector: &Collector, leased: &Leased) -> Result<Result<Receipt, UnreadableReason>, Setback> {
    let key = match collector.receipt_key {
        Some(key) => key,
        None => {
            let offered = collector.client.receipt_key().await?;
            let pinned = collector.store.pin("receipt-key", &offered.to_string()).await?;
            let pinned: VerifyingKey = pinned.parse().map_err(|_| Setback::ReceiptKeyChanged)?;
            if pinned != offered {
                return Err(Setback::ReceiptKeyChanged);
            }
            pinned
        }
    };
    Ok(Receipt::verify(&leased.lease.receipt.jws, &key, &place(leased), &leased.digest).map_err(|error| {
        tracing::warn!(pid = leased.lease.pid, fault = %error, "the receipt does not belong to the submission");
        UnreadableReason::ReceiptMismatch
    }))
}

/// The key of this one submission. What reads it gets no other.
async fn unwrap(collector: &Collector, leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Option<SubmissionKey> {
    let wrapped_key = Base64UrlUnpadded::decode_vec(&leased.lease.wrap).ok()?;
    let envelope = SubmissionEnvelope { suite: leased.lease.suite.clone(), kid: leased.kid, wrapped_key, digest: leased.digest };
    let (keys, leased, objects) = (Arc::clone(&collector.keys), leased.clone(), Arc::clone(objects));
    let unwrapped = tokio::task::spawn_blocking(move || {
        let Some(key) = keys.recipient(&leased.kid) else {
            tracing::warn!(pid = leased.lease.pid, kid = %leased.kid, "sealed for a key that is not among ours");
            return None;
        };
        let hashes: Vec<BlobHash> = objects.iter().map(|object| BlobHash::of(object)).collect();
        unwrap_submission(key, &place(&leased), &envelope, &hashes)
            .inspect_err(|unreadable| tracing::warn!(pid = leased.lease.pid, fault = %unreadable.fault(), "the submission does not open"))
            .ok()
    });
    unwrapped.await.ok().flatten()
}

/// There is no account service yet, so that nobody vouches for anything: what a form demands has not been shown.
fn unproven(form: &CompiledForm) -> Option<AssuranceLevel> {
    match form.assurance {
        Assurance::None => None,
        Assurance::Low => Some(AssuranceLevel::Low),
        Assurance::Substantial => Some(AssuranceLevel::Substantial),
        Assurance::High => Some(AssuranceLevel::High),
    }
}

async fn scan(collector: &Collector, read: Read, unproven: Option<AssuranceLevel>) -> Result<ReadableParcel, Setback> {
    let mut files = Vec::with_capacity(read.files.len());
    for file in read.files {
        let scan = collector.scanner.scan(&file.bytes).await?;
        files.push(DeliveredFile {
            number: file.number,
            role: file.role,
            name: file.name,
            media_type: file.media_type,
            scan,
            bytes: file.bytes,
        });
    }
    if !files.is_empty() {
        collector.alarms.clear(Alarm::ScannerUnreachable, &collector.tenant);
    }
    Ok(ReadableParcel {
        language: read.language,
        sections: read.sections,
        answers: read.answers,
        pdf: read.pdf,
        exports: read.exports,
        files,
        unproven,
    })
}

fn unreadable(leased: &Leased, objects: &Arc<Vec<Vec<u8>>>, form: Option<&CompiledForm>, reason: UnreadableReason) -> Delivery {
    tracing::warn!(tenant = leased.lease.tenant, service = leased.lease.service, pid = leased.lease.pid, reason = ?reason, "could not be read");
    let lease = Arc::new(serde_json::to_vec(&*leased.lease).unwrap_or_default());
    let received_at = read_instant(&leased.lease.receipt.received_at).unwrap_or(0);
    delivery(leased, form, received_at, Parcel::Unreadable { reason, lease, objects: Arc::clone(objects) })
}

fn delivery(leased: &Leased, form: Option<&CompiledForm>, received_at: UnixSeconds, parcel: Parcel) -> Delivery {
    let lease = &leased.lease;
    Delivery {
        tenant: lease.tenant.clone(),
        service: lease.service.clone(),
        pid: leased.pid,
        digest: leased.digest.to_string(),
        reference: Reference::of(&lease.tenant, &leased.pid).to_string(),
        received_at,
        form: lease.form.clone(),
        form_version: form.map(|form| form.version.clone()).unwrap_or_default(),
        title: form.map_or_else(|| lease.service.clone(), |form| form.title.in_language(0).to_owned()),
        postbox_days: form.map_or(DEFAULT_DAYS, |form| form.retention.postbox_days),
        parcel,
    }
}

fn place(leased: &Leased) -> SubmissionPlace<'_> {
    SubmissionPlace { tenant: &leased.lease.tenant, service: &leased.lease.service, pid: leased.pid, form: leased.form }
}
