//! Examining: from sealed objects to what is delivered. Everything that came is hostile until proven otherwise: receipt, envelope, bindings, form, answers,
//! files, malware, in this order. In: a lent submission and its objects. Out: a delivery, readable or with the reason why it isn't.

use std::sync::Arc;

use base64ct::{Base64UrlUnpadded, Encoding as _};
use vordruck_contract::collection::LeasedSubmission;
use vordruck_contract::postbox::{Alarm, Row, Section, UnreadableReason};
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::submission::{OpenedSubmission, Role, SubmissionEnvelope, open_submission};
use vordruck_envelope::{Reference, SubmissionPlace, VerifyingKey};
use vordruck_form::compiled::CompiledForm;
use vordruck_form::export::reading;
use vordruck_form::validate::{ReceivedAnswers, ValidateError, ValidatedAnswers};
use zeroize::Zeroizing;

use super::Collector;
use super::files::{self, ClaimedFile};
use super::steps::{Leased, Setback};
use crate::clock::{UnixSeconds, moment, read_instant};
use crate::deliver::{DeliveredFile, Delivery, Parcel, ReadableParcel};
use crate::paper::PaperMeta;

/// Longest answers in bytes of JSON: far beyond any form, far below what a parser could be hurt with.
const MOST_ANSWERS: usize = 2 << 20;
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
    let unreadable = |reason| Ok(Examination::Of(Box::new(unreadable(leased, objects, form.as_deref(), reason))));
    if leased.is_replay {
        return unreadable(UnreadableReason::Replayed);
    }
    let receipt = match check_receipt(collector, leased).await? {
        Ok(receipt) => receipt,
        Err(reason) => return unreadable(reason),
    };
    let opened = match open(collector, leased, objects).await {
        Ok(opened) => opened,
        Err(reason) => return unreadable(reason),
    };
    let Some(known_form) = form.clone() else { return unreadable(UnreadableReason::UnknownForm) };
    let received_at = i64::try_from(receipt.received_at).unwrap_or(i64::MAX);
    let meta = PaperMeta {
        reference: receipt.reference.to_string(),
        received_at: moment(received_at).local,
        authority: collector.authority.clone(),
        pid: leased.lease.pid.clone(),
    };
    let (paper, hash) = (Arc::clone(&collector.paper), leased.lease.form.clone());
    // Parsers, rules and the PDF run apart: if one of them panics on what a stranger sent, that is caught here.
    let read = tokio::task::spawn_blocking(move || {
        read(opened, &known_form, &hash, received_at, |answers| {
            paper.render(answers, &meta).inspect_err(|error| tracing::error!(pid = meta.pid, error = %error, "no PDF")).ok()
        })
    })
    .await;
    let read = match read {
        Ok(Ok(read)) => read,
        Ok(Err(Fault::Unreadable(reason))) => return unreadable(reason),
        Ok(Err(Fault::Paper)) | Err(_) => return Ok(Examination::Failed),
    };
    let parcel = scan(collector, read).await?;
    let delivery = delivery(leased, form.as_deref(), received_at, Parcel::Readable(Arc::new(parcel)));
    Ok(Examination::Of(Box::new(delivery)))
}

/// The delivery of a submission on which our own program has failed often enough.
pub(super) fn failed(leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Delivery {
    unreadable(leased, objects, None, UnreadableReason::Failed)
}

async fn find_form(collector: &Collector, leased: &Leased) -> Result<Option<Arc<CompiledForm>>, Setback> {
    let LeasedSubmission { tenant, service, form, .. } = &*leased.lease;
    let bytes = collector.store.lookup_form(tenant, service, form).await?;
    Ok(bytes.and_then(|bytes| CompiledForm::from_bytes(&bytes).ok()).map(Arc::new))
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

async fn open(collector: &Collector, leased: &Leased, objects: &Arc<Vec<Vec<u8>>>) -> Result<OpenedSubmission, UnreadableReason> {
    let wrapped_key = Base64UrlUnpadded::decode_vec(&leased.lease.wrap).map_err(|_| UnreadableReason::NotOpened)?;
    let envelope = SubmissionEnvelope { suite: leased.lease.suite.clone(), kid: leased.kid, wrapped_key, digest: leased.digest };
    let (keys, leased, objects) = (Arc::clone(&collector.keys), leased.clone(), Arc::clone(objects));
    let opened = tokio::task::spawn_blocking(move || {
        let Some(key) = keys.recipient(&leased.kid) else {
            tracing::warn!(pid = leased.lease.pid, kid = %leased.kid, "sealed for a key that is not among ours");
            return None;
        };
        // The objects are copied: opening takes them over, and they are kept if it fails.
        open_submission(key, &place(&leased), &envelope, objects.to_vec())
            .inspect_err(|unreadable| tracing::warn!(pid = leased.lease.pid, fault = %unreadable.fault(), "the submission does not open"))
            .ok()
    });
    opened.await.ok().flatten().ok_or(UnreadableReason::NotOpened)
}

/// What is read before the scanner has looked.
struct Read {
    language: String,
    sections: Vec<Section>,
    answers: Zeroizing<Vec<u8>>,
    pdf: Zeroizing<Vec<u8>>,
    files: Vec<ClaimedFile>,
}

enum Fault {
    Unreadable(UnreadableReason),
    Paper,
}

impl From<UnreadableReason> for Fault {
    fn from(reason: UnreadableReason) -> Self {
        Self::Unreadable(reason)
    }
}

fn read(
    opened: OpenedSubmission,
    form: &Arc<CompiledForm>,
    hash: &str,
    received_at: UnixSeconds,
    render: impl FnOnce(&ValidatedAnswers) -> Option<Vec<u8>>,
) -> Result<Read, Fault> {
    let mut objects = opened.objects.into_iter();
    let answers = objects.next().filter(|object| object.entry.role == Role::Answers).ok_or(UnreadableReason::Malformed)?.bytes;
    if answers.len() > MOST_ANSWERS {
        return Err(UnreadableReason::TooLarge.into());
    }
    let received: ReceivedAnswers = serde_json::from_slice(&answers).map_err(|_| UnreadableReason::Malformed)?;
    if received.form != hash {
        return Err(UnreadableReason::Malformed.into());
    }
    let language = received.language.clone();
    let files = files::claim(&received.answers, form, objects).ok_or(UnreadableReason::WrongFiles)?;
    let validated = received.validate(form, moment(received_at)).map_err(|error| match error {
        ValidateError::TooLarge => UnreadableReason::TooLarge,
        _ => UnreadableReason::InvalidAnswers,
    })?;
    let pdf = Zeroizing::new(render(&validated).ok_or(Fault::Paper)?);
    Ok(Read { language, sections: sections(&validated), answers, pdf, files })
}

fn sections(validated: &ValidatedAnswers) -> Vec<Section> {
    // German is the language of administrative procedure (§ 23 VwVfG), whatever language the applicant read.
    const GERMAN: usize = 0;
    let row = |row: reading::Row| Row { group: row.group, label: row.label, lines: row.lines, is_blank: row.is_blank };
    let section = |section: reading::Section| Section { title: section.title, rows: section.rows.into_iter().map(row).collect() };
    reading::sections(validated.state(), GERMAN).into_iter().map(section).collect()
}

async fn scan(collector: &Collector, read: Read) -> Result<ReadableParcel, Setback> {
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
    Ok(ReadableParcel { language: read.language, sections: read.sections, answers: read.answers, pdf: read.pdf, files })
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
