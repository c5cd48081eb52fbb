//! The confined process's side of the pipe, and the words both sides share. In: frames on standard input. Out: frames on standard output, once. It holds
//! the key of one submission, no other, and ends with it.

use std::collections::BTreeSet;
use std::io::{Read as _, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vordruck_contract::fit_connect::Hash;
use vordruck_contract::postbox::{AttachmentRole, Section, UnreadableReason};
use vordruck_envelope::submission::SubmissionKey;
use vordruck_form::compiled::FileKind;
use zeroize::{Zeroize, Zeroizing};

use super::confined::{ConfinementError, Limits, confine};
use super::foreign::{ForeignContent, ForeignKind};

use super::{ExportFormat, Foreign, ForeignReading, Read, ReadFile, Reading, Sealed, SealedHead, file_name, foreign, frames, work};
use crate::clock::{UnixSeconds, moment};
use crate::fit_connect::jwe::ContentKey;
use crate::paper::Paper;

/// Exit code of a process that could not confine itself: the submission is not to blame.
pub(super) const NOT_CONFINED: i32 = 78;

/// What is asked: the head.
#[derive(Serialize, Deserialize)]
pub(super) enum Question {
    /// To open and read an application; the parts are the form and the sealed objects.
    Application(Box<Application>),
    /// To open and read a part of what others submitted; the parts are its JWE and its schema, if there is one.
    Foreign(ForeignHead),
}

/// A part of what others submitted, without it.
#[derive(Serialize, Deserialize)]
pub(super) struct ForeignHead {
    kind: ForeignKind,
    key: [u8; 32],
    hash: Option<Hash>,
}

impl Drop for ForeignHead {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// An application without its parts.
#[derive(Serialize, Deserialize)]
pub(super) struct Application {
    tenant: String,
    service: String,
    pid: String,
    form: String,
    key: [u8; 32],
    received_at: UnixSeconds,
    reference: String,
    authority: String,
    exports: Vec<ExportFormat>,
}

impl Drop for Application {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

/// What is answered: the head; of an application, the parts are answers, PDF, exports, files; of what others submitted, its content.
#[derive(Serialize, Deserialize)]
pub(super) enum Answer {
    Read {
        language: String,
        sections: Vec<Section>,
        exports: Vec<ExportFormat>,
        files: Vec<FileHead>,
    },
    /// The parts are metadata, data, attachments.
    ForDestination(SealedHead),
    Unreadable {
        reason: UnreadableReason,
        fault: String,
    },
    Foreign(ForeignContent),
    Failed(String),
}

/// A file without its content.
#[derive(Serialize, Deserialize)]
pub(super) struct FileHead {
    number: u32,
    role: AttachmentRole,
    name: String,
}

/// Why the confined process gives no answer.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// It is not confined, and therefore reads nothing.
    #[error(transparent)]
    NotConfined(#[from] ConfinementError),
    /// The pipes.
    #[error("the pipe broke: {0}")]
    Pipe(#[from] std::io::Error),
}

impl ServeError {
    /// The exit code that tells the other side.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::NotConfined(_) => u8::try_from(NOT_CONFINED).unwrap_or(1),
            Self::Pipe(_) => 1,
        }
    }
}

/// Confines this process, reads one question from standard input and answers on standard output. Nothing but this thread may run.
///
/// # Errors
/// See `ServeError`.
pub fn serve(paper: &dyn Paper, limits: &Limits) -> Result<(), ServeError> {
    // What is looked up in files is looked up before there are none.
    let _ = moment(0);
    confine(limits)?;
    let mut input = std::io::stdin().lock();
    let (question, parts): (Question, _) = frames::read(&mut input, u64::MAX)?;
    // Nothing comes after the last frame.
    if input.read(&mut [0])? != 0 {
        return Err(std::io::Error::from(std::io::ErrorKind::InvalidData).into());
    }
    let mut output = std::io::stdout().lock();
    match question {
        Question::Application(application) => {
            let answer = match application.sealed(parts) {
                Some(sealed) => work::read(sealed, paper).map_err(|failure| failure.to_string()),
                None => Err("the question is malformed".to_owned()),
            };
            write_answer(&mut output, answer)?;
        }
        Question::Foreign(head) => match head.read(&parts) {
            Ok(ForeignReading { content, bytes }) => frames::write(&mut output, &Answer::Foreign(content), &[&bytes])?,
            Err(failure) => frames::write(&mut output, &Answer::Failed(failure), &[])?,
        },
    }
    Ok(())
}

fn write_answer(out: &mut impl Write, answer: Result<Reading, String>) -> std::io::Result<()> {
    match answer {
        Err(failure) => frames::write(out, &Answer::Failed(failure), &[]),
        Ok(Reading::Unreadable { reason, fault }) => frames::write(out, &Answer::Unreadable { reason, fault }, &[]),
        Ok(Reading::ForDestination(sealed)) => {
            frames::write(out, &Answer::ForDestination(sealed.head()), &sealed.parts().collect::<Vec<_>>())
        }
        Ok(Reading::Read(read)) => {
            let head = |file: &ReadFile| FileHead { number: file.number, role: file.role, name: file.name.clone() };
            let answer = Answer::Read {
                language: read.language.clone(),
                sections: read.sections.clone(),
                exports: read.exports.iter().map(|(format, _)| *format).collect(),
                files: read.files.iter().map(head).collect(),
            };
            let exports = read.exports.iter().map(|(_, bytes)| bytes.as_slice());
            let files = read.files.iter().map(|file| file.bytes.as_slice());
            let parts: Vec<&[u8]> = [read.answers.as_slice(), read.pdf.as_slice()].into_iter().chain(exports).chain(files).collect();
            frames::write(out, &answer, &parts)
        }
    }
}

impl ForeignHead {
    pub(super) fn of(foreign: &Foreign) -> Self {
        Self { kind: foreign.kind, key: *foreign.key.expose(), hash: foreign.hash.clone() }
    }

    fn read(&self, parts: &[Zeroizing<Vec<u8>>]) -> Result<ForeignReading, String> {
        let (jwe, schema) = match parts {
            [jwe] => (jwe, None),
            [jwe, schema] => (jwe, Some(schema.as_slice())),
            _ => return Err("the question is malformed".to_owned()),
        };
        foreign::read(self.kind, jwe, &ContentKey::from_bytes(self.key), self.hash.as_ref(), schema).map_err(|failure| failure.to_string())
    }
}

impl Application {
    pub(super) fn of(sealed: &Sealed) -> Self {
        Self {
            tenant: sealed.tenant.clone(),
            service: sealed.service.clone(),
            pid: sealed.pid.to_string(),
            form: sealed.form.to_string(),
            key: *sealed.key.expose(),
            received_at: sealed.received_at,
            reference: sealed.reference.clone(),
            authority: sealed.authority.clone(),
            exports: sealed.exports.clone(),
        }
    }

    fn sealed(&self, parts: Vec<Zeroizing<Vec<u8>>>) -> Option<Sealed> {
        let mut parts = parts.into_iter().map(|mut part| std::mem::take(&mut *part));
        Some(Sealed {
            tenant: self.tenant.clone(),
            service: self.service.clone(),
            pid: self.pid.parse().ok()?,
            form: self.form.parse().ok()?,
            form_bytes: Arc::new(parts.next()?),
            key: SubmissionKey::from_bytes(self.key),
            objects: Arc::new(parts.collect()),
            received_at: self.received_at,
            reference: self.reference.clone(),
            authority: self.authority.clone(),
            exports: self.exports.clone(),
        })
    }
}

/// An answer put together again; none if heads and parts don't fit. Whoever read may have been taken over by what was read: names and kinds of files lead out of
/// folders and headers elsewhere, so that they are made here, once more.
pub(super) fn reading(answer: Answer, parts: Vec<Zeroizing<Vec<u8>>>) -> Option<Result<Reading, String>> {
    let mut parts = parts.into_iter();
    let reading = match answer {
        Answer::Failed(failure) => Err(failure),
        // An answer to another question.
        Answer::Foreign(_) => return None,
        Answer::Unreadable { reason, fault } => Ok(Reading::Unreadable { reason, fault }),
        Answer::ForDestination(head) => Ok(Reading::ForDestination(head.joined(&mut parts)?)),
        Answer::Read { language, sections, exports, files } => {
            let (answers, pdf) = (parts.next()?, parts.next()?);
            let exports = exports.into_iter().map(|format| Some((format, parts.next()?))).collect::<Option<_>>()?;
            let mut numbers = BTreeSet::new();
            let file = |head: FileHead| {
                if !numbers.insert(head.number) {
                    return None;
                }
                let bytes = parts.next()?;
                let kind = FileKind::of_content(&bytes)?;
                let (name, media_type) = (file_name::clean(&head.name, kind), kind.media_type().to_owned());
                Some(ReadFile { number: head.number, role: head.role, name, media_type, bytes })
            };
            let files = files.into_iter().map(file).collect::<Option<_>>()?;
            Ok(Reading::Read(Box::new(Read { language, sections, answers, pdf, exports, files })))
        }
    };
    parts.next().is_none().then_some(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(files: &[(u32, &str, &[u8])]) -> Option<Result<Reading, String>> {
        let heads =
            files.iter().map(|(number, name, _)| FileHead { number: *number, role: AttachmentRole::Upload, name: (*name).to_owned() });
        let answer = Answer::Read { language: "de".to_owned(), sections: Vec::new(), exports: Vec::new(), files: heads.collect() };
        let own: [&[u8]; 2] = [b"{}", b"%PDF-1.7"];
        let parts = own.into_iter().chain(files.iter().map(|(_, _, bytes)| *bytes));
        reading(answer, parts.map(|bytes| Zeroizing::new(bytes.to_vec())).collect())
    }

    #[test]
    fn a_reading_process_that_was_taken_over_names_no_file_outside_of_its_folder_and_no_other_kind_than_there_is() {
        let Some(Ok(Reading::Read(read))) = answered(&[(3, "x/../../../etc/cron.d/x\r\nX-Kopf: y", b"%PDF-1.7")]) else {
            panic!("it was not read");
        };
        let files: Vec<_> = read.files.iter().map(|file| (file.name.as_str(), file.media_type.as_str())).collect();
        assert_eq!(files, [("xX-Kopf y.pdf", "application/pdf")]);
        assert!(answered(&[(3, "a.pdf", b"<script>")]).is_none(), "no kind that a form takes");
        assert!(answered(&[(3, "a.pdf", b"%PDF-1"), (3, "b.pdf", b"%PDF-1")]).is_none(), "two of one number");
    }
}
