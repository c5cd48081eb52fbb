//! Examining: from sealed objects to what is delivered. Receipt and key are checked here, the content is read by a process of its own, files are scanned.
//! In: a lent submission and its objects. Out: a delivery, readable or with the reason why it isn't.

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use vordruck_contract::collection::LeasedSubmission;
use vordruck_contract::postbox::{Alarm, AssuranceLevel, UnreadableReason};
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::submission::{SubmissionEnvelope, SubmissionKey, unwrap_submission};
use vordruck_envelope::{BlobHash, Reference, SubmissionPlace, VerifyingKey};

use super::Collector;
use super::forms::About;
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
pub(super) async fn examine(
    collector: &Collector,
    leased: &Leased,
    objects: &Arc<Vec<Vec<u8>>>,
    hashes: &[BlobHash],
) -> Result<Examination, Setback> {
    let form = find_form(collector, leased).await?;
    let about = form.as_ref().map(|(about, _)| &**about);
    let unreadable = |reason| Ok(Examination::Of(Box::new(unreadable(leased, objects, about, reason))));
    if leased.is_replay {
        return unreadable(UnreadableReason::Replayed);
    }
    let receipt = match check_receipt(collector, leased).await? {
        Ok(receipt) => receipt,
        Err(reason) => return unreadable(reason),
    };
    let Some(key) = unwrap(collector, leased, hashes).await else { return unreadable(UnreadableReason::NotOpened) };
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
        Ok(Reading::ForDestination(_)) if collector.channels.passing_on(&leased.lease.tenant, &leased.lease.service).is_none() => {
            return unreadable(UnreadableReason::ForDestination);
        }
        Ok(Reading::ForDestination(parts)) => {
            let delivery = delivery(leased, about, received_at, Parcel::ForDestination(Arc::new(parts)));
            return Ok(Examination::Of(Box::new(delivery)));
        }
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
    let parcel = scan(collector, read, about.and_then(|about| about.unproven)).await?;
    let delivery = delivery(leased, about, received_at, Parcel::Readable(Arc::new(parcel)));
    Ok(Examination::Of(Box::new(delivery)))
}

/// The delivery of a submission on which our own program has failed often enough.
pub(super) fn failed(leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Delivery {
    unreadable(leased, objects, None, UnreadableReason::Failed)
}

/// What a form says about itself, and its bytes. Only the process that reads answers reads all of it.
type KnownForm = (Arc<About>, Arc<Vec<u8>>);

async fn find_form(collector: &Collector, leased: &Leased) -> Result<Option<KnownForm>, Setback> {
    let LeasedSubmission { tenant, service, form, .. } = &*leased.lease;
    let Some(bytes) = collector.store.lookup_form(tenant, service, form).await? else { return Ok(None) };
    Ok(collector.forms.about(leased.form, &bytes).map(|about| (about, Arc::new(bytes))))
}

async fn check_receipt(collector: &Collector, leased: &Leased) -> Result<Result<Receipt, UnreadableReason>, Setback> {
    let verify = |key| Receipt::verify(&leased.lease.receipt.jws, key, &place(leased), &leased.digest);
    let known = collector.receipt_key.as_ref().or(collector.known_receipt_key.get());
    let verified = match known.map(&verify) {
        Some(Ok(receipt)) => return Ok(Ok(receipt)),
        // Which key signs is the configuration's to say.
        Some(Err(error)) if collector.receipt_key.is_some() => Err(error),
        // Not seen yet, or the public side may have changed it, which is another matter than a wrong receipt.
        _ => verify(&pinned_receipt_key(collector).await?),
    };
    Ok(verified.map_err(|error| {
        tracing::warn!(pid = leased.lease.pid, fault = %error, "the receipt does not belong to the submission");
        UnreadableReason::ReceiptMismatch
    }))
}

/// The key the public side offers, if it is the one it offered first.
async fn pinned_receipt_key(collector: &Collector) -> Result<VerifyingKey, Setback> {
    let offered = collector.client.receipt_key().await?;
    let pinned = collector.store.pin("receipt-key", &offered.to_string()).await?;
    let pinned: VerifyingKey = pinned.parse().map_err(|_| Setback::ReceiptKeyChanged)?;
    if pinned != offered {
        return Err(Setback::ReceiptKeyChanged);
    }
    Ok(*collector.known_receipt_key.get_or_init(|| pinned))
}

/// The key of this one submission. What reads it gets no other.
async fn unwrap(collector: &Collector, leased: &Leased, hashes: &[BlobHash]) -> Option<SubmissionKey> {
    let wrapped_key = Base64UrlUnpadded::decode_vec(&leased.lease.wrap).ok()?;
    let envelope = SubmissionEnvelope { suite: leased.lease.suite.clone(), kid: leased.kid, wrapped_key, digest: leased.digest };
    let (keys, leased, hashes) = (Arc::clone(&collector.keys), leased.clone(), hashes.to_vec());
    let unwrapped = tokio::task::spawn_blocking(move || {
        let Some(key) = keys.recipient(&leased.kid) else {
            tracing::warn!(pid = leased.lease.pid, kid = %leased.kid, "sealed for a key that is not among ours");
            return None;
        };
        unwrap_submission(key, &place(&leased), &envelope, &hashes)
            .inspect_err(|unreadable| tracing::warn!(pid = leased.lease.pid, fault = %unreadable.fault(), "the submission does not open"))
            .ok()
    });
    unwrapped.await.ok().flatten()
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

fn unreadable(leased: &Leased, objects: &Arc<Vec<Vec<u8>>>, form: Option<&About>, reason: UnreadableReason) -> Delivery {
    tracing::warn!(tenant = leased.lease.tenant, service = leased.lease.service, pid = leased.lease.pid, reason = ?reason, "could not be read");
    let lease = Arc::new(serde_json::to_vec(&*leased.lease).unwrap_or_default());
    let received_at = read_instant(&leased.lease.receipt.received_at).unwrap_or(0);
    delivery(leased, form, received_at, Parcel::Unreadable { reason, lease, objects: Arc::clone(objects) })
}

fn delivery(leased: &Leased, form: Option<&About>, received_at: UnixSeconds, parcel: Parcel) -> Delivery {
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
        title: form.map_or_else(|| lease.service.clone(), |form| form.title.clone()),
        postbox_days: form.map_or(DEFAULT_DAYS, |form| form.postbox_days),
        parcel,
    }
}

fn place(leased: &Leased) -> SubmissionPlace<'_> {
    SubmissionPlace { tenant: &leased.lease.tenant, service: &leased.lease.service, pid: leased.pid, form: leased.form }
}
