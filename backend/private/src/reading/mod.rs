//! Reading what strangers sent: opening, parsing, validating, exporting, putting on paper. In: a sealed submission, or a part of a foreign one, with the key
//! to this one alone. Out: what it says, or why it can't be told. In operation a confined child process does it (`child`, `confined`), in tests this one (`here`).

mod child;
mod confined;
pub(crate) mod file_name;
mod files;
mod for_destination;
pub(crate) mod foreign;
pub(crate) mod frames;
mod here;
#[cfg(debug_assertions)]
pub mod probe;
mod sealed_parts;
mod serving;
mod work;

use std::sync::Arc;

use async_trait::async_trait;
use vordruck_contract::postbox::{AttachmentRole, Section, UnreadableReason};
use vordruck_envelope::submission::SubmissionKey;
use vordruck_envelope::{FormHash, Pid};
use zeroize::Zeroizing;

pub use child::ChildProcess;
pub use confined::{Confinement, ConfinementError, Limits};
pub use for_destination::ForDestination;
pub(crate) use for_destination::SealedHead;
pub use foreign::{Foreign, ForeignKind, ForeignReading};
pub use here::InThisProcess;
pub use serving::{ServeError, serve};
pub use vordruck_form::export::Format as ExportFormat;

use crate::clock::UnixSeconds;

/// A sealed submission, ready to be opened.
pub struct Sealed {
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// Name of the submission.
    pub pid: Pid,
    /// Hash of the form it was filled in with.
    pub form: FormHash,
    /// Bytes of that form, as this side published it.
    pub form_bytes: Arc<Vec<u8>>,
    /// Opens this submission and no other.
    pub key: SubmissionKey,
    /// The sealed objects in order.
    pub objects: Arc<Vec<Vec<u8>>>,
    /// When the public side received it: the moment the rules are asked for.
    pub received_at: UnixSeconds,
    /// The number people quote.
    pub reference: String,
    /// Name of the authority.
    pub authority: String,
    /// In which formats the answers are wanted.
    pub exports: Vec<ExportFormat>,
}

/// What reading comes to.
pub enum Reading {
    /// It says this.
    Read(Box<Read>),
    /// It is sealed for a destination, and nobody here can tell what it says.
    ForDestination(ForDestination),
    /// It can't be read; `fault` is for the log and repeats nothing of it.
    Unreadable {
        /// Why, for staff.
        reason: UnreadableReason,
        /// Why exactly, for the log.
        fault: String,
    },
}

/// What a submission says, before the scanner has looked at its files.
pub struct Read {
    /// BCP 47 tag of the language the applicant used.
    pub language: String,
    /// The answers, read back in German.
    pub sections: Vec<Section>,
    /// The answers as received, JSON.
    pub answers: Zeroizing<Vec<u8>>,
    /// Our PDF.
    pub pdf: Zeroizing<Vec<u8>>,
    /// The answers in the formats that were asked for.
    pub exports: Vec<(ExportFormat, Zeroizing<Vec<u8>>)>,
    /// Files that came along.
    pub files: Vec<ReadFile>,
}

/// A file that an answer speaks of, or the applicant's copy.
pub struct ReadFile {
    /// Number of its object.
    pub number: u32,
    /// Where it belongs.
    pub role: AttachmentRole,
    /// Cleaned name.
    pub name: String,
    /// Media type told by the content.
    pub media_type: String,
    /// Content.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Nobody could say what it says.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// What reads panicked, was ended by the limits, or talked nonsense: the submission may be the cause.
    #[error("reading ended without an answer: {0}")]
    Died(String),
    /// It took too long: the submission may be the cause.
    #[error("reading took longer than {0} s")]
    TooSlow(u64),
    /// It could not be started or confined: the machine is the cause, and the submission waits.
    #[error("the reading process does not run: {0}")]
    NotRunning(String),
}

impl ReaderError {
    /// Whether it says nothing about the submission.
    #[must_use]
    pub fn is_machine(&self) -> bool {
        matches!(self, Self::NotRunning(_))
    }
}

/// Somebody who reads.
#[async_trait]
pub trait Reader: Send + Sync {
    /// Reads one submission.
    ///
    /// # Errors
    /// There is no answer.
    async fn read(&self, sealed: Sealed) -> Result<Reading, ReaderError>;

    /// Opens and reads a part of what others submitted to a destination of one's own.
    ///
    /// # Errors
    /// There is no answer.
    async fn read_foreign(&self, foreign: Foreign) -> Result<ForeignReading, ReaderError>;
}
