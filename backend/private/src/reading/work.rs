//! The work of reading, pure: no clock, no network, no files. In: a sealed submission, the paper. Out: what it says. Everything that came is hostile until
//! proven otherwise: envelope, bindings, answers, files, in this order.

use std::sync::Arc;

use vordruck_contract::postbox::{Row, Section, UnreadableReason};
use vordruck_envelope::SubmissionPlace;
use vordruck_envelope::submission::{Role, open_unwrapped};
use vordruck_form::compiled::CompiledForm;
use vordruck_form::export::reading;
use vordruck_form::validate::{ReceivedAnswers, ValidateError, ValidatedAnswers};
use zeroize::Zeroizing;

use super::{ExportFormat, Read, Reading, Sealed, files, sealed_parts};
use crate::clock::moment;
use crate::paper::{Enclosure, Paper, PaperMeta};

/// Longest answers in bytes of JSON: far beyond any form, far below what a parser could be hurt with.
const MOST_ANSWERS: usize = 2 << 20;

/// Our own program failed; nothing is said about the submission.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct OwnFailure(pub(super) String);

enum Fault {
    Unreadable(UnreadableReason, String),
    Own(OwnFailure),
}

impl From<UnreadableReason> for Fault {
    fn from(reason: UnreadableReason) -> Self {
        Self::Unreadable(reason, format!("{reason:?}"))
    }
}

/// Reads.
pub(super) fn read(sealed: Sealed, paper: &dyn Paper) -> Result<Reading, OwnFailure> {
    match try_read(sealed, paper) {
        Ok(reading) => Ok(reading),
        Err(Fault::Unreadable(reason, fault)) => Ok(Reading::Unreadable { reason, fault }),
        Err(Fault::Own(failure)) => Err(failure),
    }
}

fn try_read(sealed: Sealed, paper: &dyn Paper) -> Result<Reading, Fault> {
    let Sealed { tenant, service, pid, form: hash, form_bytes, key, objects, received_at, reference, authority, exports } = sealed;
    let form = CompiledForm::from_bytes(&form_bytes).map(Arc::new).map_err(|_| Fault::from(UnreadableReason::UnknownForm))?;
    let place = SubmissionPlace { tenant: &tenant, service: &service, pid, form: hash };
    let blobs = Arc::try_unwrap(objects).unwrap_or_else(|shared| shared.to_vec());
    let opened = open_unwrapped(&key, &place, blobs)
        .map_err(|unreadable| Fault::Unreadable(UnreadableReason::NotOpened, unreadable.fault().to_string()))?;

    if sealed_parts::is_for_destination(&opened.objects) {
        return Ok(Reading::ForDestination(sealed_parts::take(opened.objects).ok_or(UnreadableReason::Malformed)?));
    }
    let mut objects = opened.objects.into_iter();
    let answers = objects.next().filter(|object| object.entry.role == Role::Answers).ok_or(UnreadableReason::Malformed)?.bytes;
    if answers.len() > MOST_ANSWERS {
        return Err(UnreadableReason::TooLarge.into());
    }
    let received: ReceivedAnswers = serde_json::from_slice(&answers).map_err(|_| UnreadableReason::Malformed)?;
    if received.form != hash.to_string() {
        return Err(UnreadableReason::Malformed.into());
    }
    let language = received.language.clone();
    let files = files::claim(&received.answers, &form, objects).ok_or(UnreadableReason::WrongFiles)?;
    let validated = received.validate(&form, moment(received_at)).map_err(|error| match error {
        ValidateError::TooLarge => UnreadableReason::TooLarge,
        _ => UnreadableReason::InvalidAnswers,
    })?;

    let enclosures = [ExportFormat::Json, ExportFormat::Xml].map(|format| enclosure(&validated, format));
    let [json, xml] = enclosures;
    let local = moment(received_at).local;
    let meta = PaperMeta { reference, received_at: local, authority, pid: pid.to_string(), enclosures: vec![json?, xml?] };
    let pdf = paper.render(&validated, &meta).map_err(|error| Fault::Own(OwnFailure(error.to_string())))?;
    let exports = exports.into_iter().map(|format| Ok((format, export(&validated, format)?))).collect::<Result<_, Fault>>()?;
    Ok(Reading::Read(Box::new(Read { language, sections: sections(&validated), answers, pdf: Zeroizing::new(pdf), exports, files })))
}

fn enclosure(validated: &ValidatedAnswers, format: ExportFormat) -> Result<Enclosure, Fault> {
    let description = if format.is_json() { "Die Angaben als JSON" } else { "Die Angaben als XML" };
    Ok(Enclosure {
        name: format.file_name().to_owned(),
        media_type: format.media_type().to_owned(),
        description: description.to_owned(),
        bytes: export(validated, format)?.to_vec(),
    })
}

fn export(validated: &ValidatedAnswers, format: ExportFormat) -> Result<Zeroizing<Vec<u8>>, Fault> {
    let text = format.write(validated).map_err(|error| Fault::Own(OwnFailure(error.to_string())))?;
    Ok(Zeroizing::new(text.into_bytes()))
}

fn sections(validated: &ValidatedAnswers) -> Vec<Section> {
    // German is the language of administrative procedure (§ 23 VwVfG), whatever language the applicant read.
    const GERMAN: usize = 0;
    let row = |row: reading::Row| Row { group: row.group, label: row.label, lines: row.lines, is_blank: row.is_blank };
    let section = |section: reading::Section| Section { title: section.title, rows: section.rows.into_iter().map(row).collect() };
    reading::sections(validated.state(), GERMAN).into_iter().map(section).collect()
}
