//! Examining what was submitted to a destination, in the order of FITKO's guide for receivers: event log, authentication tags, opening, syntax, schema, hashes,
//! attachments. In: a submission of the delivery service. Out: a delivery and the tags to accept, or the problems to reject with. What is wrong with a
//! connection, a scanner or our own machine is neither. Nothing is opened here: only the key of each part is unwrapped, and the reader gets no other.

use std::sync::Arc;

use sha2::{Digest as _, Sha512};
use vordruck_contract::fit_connect::{Attachment, Hash};
use vordruck_contract::postbox::{Alarm, AttachmentRole, Scan, Section};
use vordruck_envelope::{BlobHash, Digest, Pid, Reference};
use vordruck_form::compiled::FileKind;
use zeroize::Zeroizing;

use super::service::{PublicService, Submission};
use super::{Accepted, Destination, answer_of};
use crate::clock::UnixSeconds;
use crate::deliver::{ChannelError, DeliveredFile, Delivery, Parcel, ReadableParcel};
use crate::fit_connect::jwe::{self, JweFault};
use crate::fit_connect::key::Trust;
use crate::fit_connect::set::{Claimed, Event, Problem, SetFault};
use crate::fit_connect::{Tags, sha512};
use crate::reading::foreign::{ForeignContent, Metadata, reading_back};
use crate::reading::{Foreign, ForeignKind, ForeignReading, file_name};
use crate::store::receptions::{Outcome, Reception};

/// What examining came to.
pub(super) enum Verdict {
    /// It is right.
    Take { delivery: Box<Delivery>, tags: Tags },
    /// It is wrong.
    Reject(Problem),
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

/// A file that came along.
struct Opened<'a> {
    described: &'a Attachment,
    bytes: Zeroizing<Vec<u8>>,
}

/// The media type of what forms don't know.
const UNKNOWN_KIND: &str = "application/octet-stream";

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
            Ok(Verdict::Reject(problem))
        }
        Err(Fault::NotNow(error)) => Err(error),
    }
}

async fn examined(destination: &Destination, token: &str, reception: &Reception) -> Result<Verdict, Fault> {
    let submitted = match read_log(destination, token, reception).await? {
        Ok(submitted) => submitted,
        Err(outcome) => return Ok(Verdict::Answered(outcome)),
    };
    let mut submission = destination.service.submission(token, &reception.submission).await?;
    check_service(destination, submission.public_service.as_ref())?;
    let sealed_metadata = submission.encrypted_metadata.take().ok_or_else(|| wrong("missing-schema", "metadata"))?;
    let sealed_data = submission.encrypted_data.take().ok_or_else(|| wrong("missing-data", "submission"))?;
    for (sealed, tag, instance) in [(&sealed_metadata, &submitted.tags.metadata, "metadata"), (&sealed_data, &submitted.tags.data, "data")]
    {
        if &jwe::tag(sealed) != tag {
            return Err(wrong("incorrect-authentication-tag", instance));
        }
    }
    let mut hashes = vec![BlobHash::of(sealed_metadata.as_bytes()), BlobHash::of(sealed_data.as_bytes())];
    let metadata = read_metadata(destination, sealed_metadata).await?;
    check_announced(&submission, &metadata, &submitted.tags)?;
    let data = read_data(destination, sealed_data, &metadata).await?;

    let mut opened = Vec::with_capacity(metadata.content_structure.attachments.len());
    for attachment in &metadata.content_structure.attachments {
        let instance = format!("attachment:{}", attachment.attachment_id);
        let sealed = match destination.service.attachment(token, &reception.submission, &attachment.attachment_id).await {
            Err(ChannelError::Refused(_)) => return Err(wrong("missing-attachment", &instance)),
            sealed => sealed?,
        };
        if submitted.tags.attachments.get(&attachment.attachment_id) != Some(&jwe::tag(&sealed)) {
            return Err(wrong("incorrect-authentication-tag", &instance));
        }
        hashes.push(BlobHash::of(sealed.as_bytes()));
        opened.push(read_attachment(destination, sealed, attachment, &instance).await?);
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

async fn read_metadata(destination: &Destination, sealed: String) -> Result<Metadata, Fault> {
    match opened(destination, ForeignKind::Metadata, sealed, None, destination.metadata.clone(), "metadata").await?.content {
        ForeignContent::Metadata(metadata) => Ok(*metadata),
        _ => Err(read_otherwise()),
    }
}

/// A part, opened and read where nothing else is.
async fn opened(
    destination: &Destination,
    kind: ForeignKind,
    sealed: String,
    hash: Option<&Hash>,
    schema: Option<Arc<Vec<u8>>>,
    instance: &str,
) -> Result<ForeignReading, Fault> {
    let unopened = |fault: JweFault| {
        tracing::warn!(tenant = destination.tenant, instance, fault = %fault, "a part does not open");
        wrong("encryption-issue", instance)
    };
    let key = jwe::unwrap(&sealed, destination.keys.iter().map(super::DestinationKeys::decryption)).map_err(unopened)?;
    match destination.around.reader.read_foreign(Foreign { kind, jwe: sealed, key, hash: hash.cloned(), schema }).await {
        Ok(ForeignReading { content: ForeignContent::Sealed(fault), .. }) => Err(unopened(fault)),
        Ok(ForeignReading { content: ForeignContent::Wrong(fault), .. }) => Err(wrong(fault.name(), instance)),
        // What is taken is looked at here once more: the process that opened it saw nothing but a stranger's bytes.
        Ok(reading) if hash.is_some_and(|hash| !hash.is_sha512(&sha512(&reading.bytes))) => Err(wrong("hash-mismatch", instance)),
        Ok(reading) => Ok(reading),
        // Ours to mend, and nothing to answer with: it waits where it is, and people see it.
        Err(error) => Err(Fault::NotNow(ChannelError::NotNow(error.to_string()))),
    }
}

fn read_otherwise() -> Fault {
    Fault::NotNow(ChannelError::NotNow("a part was read as something else".to_owned()))
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

async fn read_data(destination: &Destination, sealed: String, metadata: &Metadata) -> Result<Data, Fault> {
    let described = metadata.content_structure.data.as_ref().ok_or_else(|| wrong("missing-data", "metadata"))?;
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
    let kind = if what.content.format.is_json() { ForeignKind::Data } else { ForeignKind::Xml };
    let ForeignReading { content, bytes } = opened(destination, kind, sealed, Some(&described.hash), what.schema.clone(), "data").await?;
    match content {
        ForeignContent::Data(sections) => Ok(Data { accepted, bytes, sections: Some(sections) }),
        ForeignContent::Xml if what.content.fits(&bytes).await? => Ok(Data { accepted, bytes, sections: None }),
        ForeignContent::Xml => Err(wrong("schema-violation", "data")),
        _ => Err(read_otherwise()),
    }
}

async fn read_attachment<'a>(
    destination: &Destination,
    sealed: String,
    described: &'a Attachment,
    instance: &str,
) -> Result<Opened<'a>, Fault> {
    let ForeignReading { content, bytes } = opened(destination, ForeignKind::File, sealed, Some(&described.hash), None, instance).await?;
    match content {
        ForeignContent::File => Ok(Opened { described, bytes }),
        _ => Err(read_otherwise()),
    }
}

/// Scans and sorts what came along. The sender's paper is the paper; what has none keeps its data alone.
async fn parcel(destination: &Destination, data: &Data, about: Section, opened: Vec<Opened<'_>>) -> Result<ReadableParcel, Fault> {
    let format = destination
        .accepts
        .get(data.accepted)
        .map(|accepted| accepted.content.format)
        .ok_or_else(|| wrong("unsupported-schema", "data"))?;
    let mut sections = vec![about];
    sections.extend(data.sections.iter().flatten().cloned());
    let (mut pdf, mut files) = (Zeroizing::new(Vec::new()), Vec::new());
    for (number, Opened { described, bytes }) in (2..).zip(opened) {
        // By the first bytes, whatever was said of it.
        let media_type = FileKind::of_content(&bytes).map_or(UNKNOWN_KIND, FileKind::media_type);
        let file = file(destination, number, described.filename.as_deref().unwrap_or("Anlage"), media_type, bytes).await?;
        let is_paper = described.purpose == "form" && file.media_type == "application/pdf" && !matches!(file.scan, Scan::Found { .. });
        if is_paper && pdf.is_empty() {
            pdf = file.bytes;
        } else {
            files.push(file);
        }
    }
    // What can't be read here, or has no paper beside it, is a file for whoever works on it.
    if data.sections.is_none() || pdf.is_empty() {
        let name = if data.sections.is_some() { "fachdaten.json" } else { "fachdaten.xml" };
        files.insert(0, file(destination, 1, name, UNKNOWN_KIND, data.bytes.clone()).await?);
    }
    let answers = if data.sections.is_some() { data.bytes.clone() } else { Zeroizing::new(Vec::new()) };
    let exports = vec![(format, data.bytes.clone())];
    Ok(ReadableParcel { language: "de".to_owned(), sections, answers, pdf, exports, files, unproven: None })
}

async fn file(
    destination: &Destination,
    number: u32,
    name: &str,
    media_type: &str,
    bytes: Zeroizing<Vec<u8>>,
) -> Result<DeliveredFile, Fault> {
    let around = &destination.around;
    let scan = around.scanner.scan(&bytes).await.map_err(|error| {
        around.alarms.raise(Alarm::ScannerUnreachable, &destination.tenant);
        Fault::NotNow(ChannelError::NotNow(error.to_string()))
    })?;
    around.alarms.clear(Alarm::ScannerUnreachable, &destination.tenant);
    let (name, media_type) = (file_name::clean_of_any_kind(name), media_type.to_owned());
    Ok(DeliveredFile { number, role: AttachmentRole::Upload, name, media_type, scan, bytes })
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
