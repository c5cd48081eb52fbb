//! Examining what was submitted to a destination, in the order of FITKO's guide for receivers: event log, authentication tags, opening, syntax, schema, hashes,
//! attachments. In: a submission of the delivery service. Out: a delivery and the tags to accept, or the problems to reject with. What is wrong with a
//! connection, a scanner or our own machine is neither.

use std::sync::Arc;

use sha2::{Digest as _, Sha512};
use vordruck_contract::postbox::{Alarm, AttachmentRole, Scan, Section};
use vordruck_envelope::{BlobHash, Digest, Pid, Reference};
use vordruck_form::compiled::FileKind;
use zeroize::Zeroizing;

use super::service::{PublicService, Submission};
use super::{Accepted, Destination, answer_of};
use crate::clock::UnixSeconds;
use crate::deliver::content::Content;
use crate::deliver::{ChannelError, DeliveredFile, Delivery, Parcel, ReadableParcel};
use crate::fit_connect::key::Trust;
use crate::fit_connect::set::{Claimed, Event, Problem, SetFault};
use crate::fit_connect::{Tags, jwe};
use crate::reading::foreign::metadata::Attachment;
use crate::reading::foreign::{ForeignContent, Metadata, reading_back};
use crate::reading::{Foreign, ForeignKind, file_name};
use crate::store::receptions::{Outcome, Reception};

/// What examining came to.
pub(super) enum Verdict {
    /// It is right.
    Take { delivery: Box<Delivery>, tags: Tags },
    /// It is wrong.
    Reject(Vec<Problem>),
    /// It was answered before.
    Answered(Outcome),
}

/// Why it is not taken.
enum Fault {
    Wrong(Problem),
    NotNow(ChannelError),
}

/// When it was submitted, and what the delivery service saw then.
struct Submitted {
    at: UnixSeconds,
    tags: Tags,
}

/// Data that fit.
struct Data {
    accepted: usize,
    bytes: Zeroizing<Vec<u8>>,
    /// For people, if they are JSON.
    sections: Option<Vec<Section>>,
}

/// Examines a submission.
pub(super) async fn examine(destination: &Destination, token: &str, reception: &Reception) -> Result<Verdict, ChannelError> {
    match examined(destination, token, reception).await {
        Ok(verdict) => Ok(verdict),
        Err(Fault::Wrong(problem)) => {
            tracing::warn!(
                tenant = destination.tenant,
                submission = reception.submission,
                problem = problem.name,
                instance = problem.instance,
                "rejected"
            );
            Ok(Verdict::Reject(vec![problem]))
        }
        Err(Fault::NotNow(error)) => Err(error),
    }
}

async fn examined(destination: &Destination, token: &str, reception: &Reception) -> Result<Verdict, Fault> {
    let submitted = match read_log(destination, token, reception).await? {
        Ok(submitted) => submitted,
        Err(outcome) => return Ok(Verdict::Answered(outcome)),
    };
    let submission = destination.service.submission(token, &reception.submission).await?;
    check_service(destination, submission.public_service.as_ref())?;
    let sealed_metadata = submission.encrypted_metadata.as_deref().ok_or_else(|| wrong("missing-schema", "metadata"))?;
    let sealed_data = submission.encrypted_data.as_deref().ok_or_else(|| wrong("missing-data", "submission"))?;
    for (sealed, tag, instance) in [(sealed_metadata, &submitted.tags.metadata, "metadata"), (sealed_data, &submitted.tags.data, "data")] {
        if &jwe::tag(sealed) != tag {
            return Err(wrong("incorrect-authentication-tag", instance));
        }
    }
    let metadata = open(destination, sealed_metadata, "metadata")?;
    let metadata = read_metadata(destination, metadata).await?;
    check_announced(&submission, &metadata, &submitted.tags)?;
    let data = read_data(destination, sealed_data, &metadata).await?;

    let mut opened = Vec::with_capacity(metadata.content_structure.attachments.len());
    let mut hashes = vec![BlobHash::of(sealed_metadata.as_bytes()), BlobHash::of(sealed_data.as_bytes())];
    for attachment in &metadata.content_structure.attachments {
        let instance = format!("attachment:{}", attachment.attachment_id);
        let sealed = match destination.service.attachment(token, &reception.submission, &attachment.attachment_id).await {
            Err(ChannelError::Refused(_)) => return Err(wrong("missing-attachment", &instance)),
            sealed => sealed?,
        };
        if submitted.tags.attachments.get(&attachment.attachment_id) != Some(&jwe::tag(&sealed)) {
            return Err(wrong("incorrect-authentication-tag", &instance));
        }
        let bytes = open(destination, &sealed, &instance)?;
        if !attachment.hash.is_of(&bytes) {
            return Err(wrong("hash-mismatch", &instance));
        }
        hashes.push(BlobHash::of(sealed.as_bytes()));
        opened.push((attachment, bytes));
    }
    let about = of_submission(reception, submission.public_service.as_ref(), &metadata);
    let parcel = parcel(destination, &data, about, opened).await?;
    let pid = pid_of(&reception.submission);
    Ok(Verdict::Take {
        delivery: Box::new(Delivery {
            tenant: destination.tenant.clone(),
            service: destination.config.service.clone(),
            pid,
            digest: Digest::of(&hashes).to_string(),
            reference: Reference::of(&destination.tenant, &pid).to_string(),
            received_at: submitted.at,
            form: String::new(),
            form_version: String::new(),
            title: destination.config.title.clone(),
            postbox_days: destination.config.postbox_days,
            parcel: Parcel::Readable(Arc::new(parcel)),
        }),
        tags: submitted.tags,
    })
}

/// The event log: what was submitted, or what this destination has said already.
async fn read_log(destination: &Destination, token: &str, reception: &Reception) -> Result<Result<Submitted, Outcome>, Fault> {
    let id = &destination.config.destination_id;
    let connection = &destination.service.connection;
    let invalid = |_: SetFault| wrong("invalid-event-log", "submission");
    let mut submitted = None;
    for jws in connection.events(token, &reception.submission).await? {
        let claimed = Claimed::read(&jws).map_err(invalid)?;
        let at = claimed.issued_at();
        let key = claimed.key(connection, token, id, &Trust::KnownByAddress, destination.around.clock.now()).await?;
        let event = claimed.verify(&key, id, &reception.submission, &reception.case).map_err(invalid)?;
        if let Some(outcome) = answer_of(&event) {
            return Ok(Err(outcome));
        }
        // Only the delivery service says what was submitted.
        if let Event::Submitted { tags, is_destination: false } = event {
            let tags = tags.ok_or_else(|| wrong("missing-authentication-tags", "submission"))?;
            submitted = Some(Submitted { at, tags });
        }
    }
    submitted.map(Ok).ok_or_else(|| wrong("invalid-event-log", "submission"))
}

fn check_service(destination: &Destination, service: Option<&PublicService>) -> Result<(), Fault> {
    let allowed = &destination.config.public_services;
    let is_allowed = allowed.is_empty() || service.is_some_and(|service| allowed.contains(&service.identifier));
    if is_allowed { Ok(()) } else { Err(wrong("unsupported-service", "submission")) }
}

async fn read_metadata(destination: &Destination, bytes: Zeroizing<Vec<u8>>) -> Result<Metadata, Fault> {
    let foreign = Foreign { kind: ForeignKind::Metadata, bytes, schema: destination.metadata.clone() };
    match read_foreign(destination, foreign, "metadata").await? {
        ForeignContent::Metadata(metadata) => Ok(*metadata),
        _ => Err(Fault::NotNow(ChannelError::NotNow("metadata were read as something else".to_owned()))),
    }
}

/// JSON of strangers is read where nothing else is.
async fn read_foreign(destination: &Destination, foreign: Foreign, instance: &str) -> Result<ForeignContent, Fault> {
    match destination.around.reader.read_foreign(foreign).await.map(|reading| reading.0) {
        Ok(ForeignContent::Wrong(fault)) => Err(wrong(fault.name(), instance)),
        Ok(content) => Ok(content),
        // Ours to mend, and nothing to answer with: it waits where it is, and people see it.
        Err(error) => Err(Fault::NotNow(ChannelError::NotNow(error.to_string()))),
    }
}

/// Announced, described and tagged are the same attachments.
fn check_announced(submission: &Submission, metadata: &Metadata, tags: &Tags) -> Result<(), Fault> {
    let sorted = |mut ids: Vec<String>| {
        ids.sort_unstable();
        ids
    };
    let described = sorted(metadata.content_structure.attachments.iter().map(|one| one.attachment_id.clone()).collect());
    let is_twice = described.windows(2).any(|pair| matches!(pair, [a, b] if a == b));
    if is_twice || described != sorted(submission.attachments.clone()) || described != sorted(tags.attachments.keys().cloned().collect()) {
        return Err(wrong("attachments-mismatch", "submission"));
    }
    Ok(())
}

async fn read_data(destination: &Destination, sealed: &str, metadata: &Metadata) -> Result<Data, Fault> {
    let described = metadata.content_structure.data.as_ref().ok_or_else(|| wrong("missing-data", "metadata"))?;
    let bytes = open(destination, sealed, "data")?;
    if !described.hash.is_of(&bytes) {
        return Err(wrong("hash-mismatch", "data"));
    }
    let schema = &described.submission_schema;
    let is_meant = |accepted: &Accepted| {
        let content = &accepted.content;
        content.schema_uri.as_deref() == Some(schema.schema_uri.as_str()) && content.format.media_type() == schema.mime_type
    };
    let (accepted, what) = destination
        .accepts
        .iter()
        .enumerate()
        .find(|(_, accepted)| is_meant(accepted))
        .ok_or_else(|| wrong("unsupported-schema", "data"))?;
    if !what.content.format.is_json() {
        fits(&what.content, &bytes).await?;
        return Ok(Data { accepted, bytes, sections: None });
    }
    let foreign = Foreign { kind: ForeignKind::Data, bytes: bytes.clone(), schema: what.schema.clone() };
    match read_foreign(destination, foreign, "data").await? {
        ForeignContent::Data(sections) => Ok(Data { accepted, bytes, sections: Some(sections) }),
        _ => Err(Fault::NotNow(ChannelError::NotNow("data were read as something else".to_owned()))),
    }
}

/// Whether XML fits its schema.
async fn fits(content: &Content, bytes: &[u8]) -> Result<(), Fault> {
    match content.check(bytes).await {
        Ok(()) => Ok(()),
        Err(ChannelError::Mismatch(_)) => Err(wrong("schema-violation", "data")),
        Err(ChannelError::NotWritten) => Err(wrong("syntax-violation", "data")),
        Err(error) => Err(error.into()),
    }
}

fn open(destination: &Destination, sealed: &str, instance: &str) -> Result<Zeroizing<Vec<u8>>, Fault> {
    jwe::open(sealed, destination.keys.iter().map(super::DestinationKeys::decryption)).map_err(|fault| {
        tracing::warn!(tenant = destination.tenant, instance, fault = %fault, "a part does not open");
        wrong("encryption-issue", instance)
    })
}

/// Scans and sorts what came along. The sender's paper is the paper; what has none keeps its data alone.
async fn parcel(
    destination: &Destination,
    data: &Data,
    about: Section,
    opened: Vec<(&Attachment, Zeroizing<Vec<u8>>)>,
) -> Result<ReadableParcel, Fault> {
    let format = destination
        .accepts
        .get(data.accepted)
        .map(|accepted| accepted.content.format)
        .ok_or_else(|| wrong("unsupported-schema", "data"))?;
    let mut sections = vec![about];
    sections.extend(data.sections.iter().flatten().cloned());
    let (mut pdf, mut files) = (Zeroizing::new(Vec::new()), Vec::new());
    for (number, (attachment, bytes)) in (2..).zip(opened) {
        let file = file(destination, number, attachment.filename.as_deref().unwrap_or("Anlage"), bytes).await?;
        let is_paper = attachment.purpose == "form" && file.media_type == "application/pdf" && !matches!(file.scan, Scan::Found { .. });
        if is_paper && pdf.is_empty() {
            pdf = file.bytes;
        } else {
            files.push(file);
        }
    }
    // What can't be read here, or has no paper beside it, is a file for whoever works on it.
    if data.sections.is_none() || pdf.is_empty() {
        let name = if data.sections.is_some() { "fachdaten.json" } else { "fachdaten.xml" };
        files.insert(0, file(destination, 1, name, data.bytes.clone()).await?);
    }
    let answers = if data.sections.is_some() { data.bytes.clone() } else { Zeroizing::new(Vec::new()) };
    let exports = vec![(format, data.bytes.clone())];
    Ok(ReadableParcel { language: "de".to_owned(), sections, answers, pdf, exports, files, unproven: None })
}

async fn file(destination: &Destination, number: u32, name: &str, bytes: Zeroizing<Vec<u8>>) -> Result<DeliveredFile, Fault> {
    let around = &destination.around;
    let scan = around.scanner.scan(&bytes).await.map_err(|error| {
        around.alarms.raise(Alarm::ScannerUnreachable, &destination.tenant);
        Fault::NotNow(ChannelError::NotNow(error.to_string()))
    })?;
    around.alarms.clear(Alarm::ScannerUnreachable, &destination.tenant);
    let media_type = FileKind::of_content(&bytes).map_or("application/octet-stream", FileKind::media_type).to_owned();
    Ok(DeliveredFile { number, role: AttachmentRole::Upload, name: file_name::clean_of_any_kind(name), media_type, scan, bytes })
}

/// Where it comes from, for people.
fn of_submission(reception: &Reception, service: Option<&PublicService>, metadata: &Metadata) -> Section {
    let info = &metadata.additional_reference_info;
    let schema = metadata.content_structure.data.as_ref().map(|data| data.submission_schema.schema_uri.clone());
    let service = service.map(|service| format!("{} ({})", service.name, service.identifier));
    let channels = metadata.reply_channels().join(", ");
    reading_back::of_pairs(
        "Einreichung über FIT-Connect",
        vec![
            ("Einreichung", Some(reception.submission.clone())),
            ("Vorgang", Some(reception.case.clone())),
            ("Verwaltungsleistung", service),
            ("Schema", schema),
            ("Zeichen des Absenders", info.sender_reference.clone()),
            ("Antragsdatum", info.application_date.clone()),
            ("Rückkanal", (!channels.is_empty()).then_some(channels)),
            ("Adresse für Antworten", metadata.reply_address().map(str::to_owned)),
        ],
    )
}

/// Submissions are named by UUIDs; what is none has a name made of it, the same each time.
fn pid_of(submission: &str) -> Pid {
    submission.parse().unwrap_or_else(|_| {
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(Sha512::digest(submission)).for_each(|(byte, hashed)| *byte = hashed);
        Pid::from_random(bytes)
    })
}

fn wrong(name: &'static str, instance: &str) -> Fault {
    Fault::Wrong(Problem { name, instance: instance.to_owned() })
}

impl From<ChannelError> for Fault {
    fn from(error: ChannelError) -> Self {
        Self::NotNow(error)
    }
}
