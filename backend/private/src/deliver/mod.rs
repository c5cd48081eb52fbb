//! Delivering: what was read goes into a channel. In: a delivery. Out: the certainty that it is durably there. A channel may be asked twice for the same
//! submission and has to leave one.

mod channels;
pub(crate) mod content;
pub(crate) mod fit_connect;
mod folder;
pub(crate) mod manifest;
pub(crate) mod packed;
pub(crate) mod postbox;
mod s3;
mod sftp;
mod trace;
pub(crate) mod web;
mod webhook;
mod xml_schema;
pub mod xta;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use vordruck_contract::postbox::{AssuranceLevel, AttachmentRole, Scan, Section, UnreadableReason};
use vordruck_envelope::Pid;
use zeroize::Zeroizing;

pub(crate) use channels::Channels;
pub use content::SchemaError;
pub use trace::Trace;

use crate::clock::UnixSeconds;
use crate::reading::{ExportFormat, ForDestination};
use crate::store::StoreError;

/// A submission on its last way.
#[derive(Clone)]
pub struct Delivery {
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// Its name; with the digest it makes the delivery unique.
    pub pid: Pid,
    /// hex128 over everything that was sent.
    pub digest: String,
    /// The number people quote.
    pub reference: String,
    /// When the public side received it.
    pub received_at: UnixSeconds,
    /// hex64 of the form.
    pub form: String,
    /// Its version; empty when unknown.
    pub form_version: String,
    /// German name of the service; the id when unknown.
    pub title: String,
    /// Days it is kept in the postbox.
    pub postbox_days: u32,
    /// What it says.
    pub parcel: Parcel,
}

/// What a delivery holds.
#[derive(Clone)]
pub enum Parcel {
    /// Opened, valid, looked at.
    Readable(Arc<ReadableParcel>),
    /// Sealed by the applicant's browser for a destination: only to be passed on.
    ForDestination(Arc<ForDestination>),
    /// Could not be read; kept as it came, so that it can still be read when the cause is mended.
    Unreadable {
        /// Why.
        reason: UnreadableReason,
        /// The lease, JSON.
        lease: Arc<Vec<u8>>,
        /// The sealed objects in order.
        objects: Arc<Vec<Vec<u8>>>,
    },
}

/// A submission that could be read.
pub struct ReadableParcel {
    /// BCP 47 tag of the language the applicant used.
    pub language: String,
    /// The answers, read back in German.
    pub sections: Vec<Section>,
    /// The answers as received, JSON.
    pub answers: Zeroizing<Vec<u8>>,
    /// Our PDF; of what was submitted to a destination of one's own, the sender's, or nothing.
    pub pdf: Zeroizing<Vec<u8>>,
    /// The answers in the formats that channels want.
    pub exports: Vec<(ExportFormat, Zeroizing<Vec<u8>>)>,
    /// Files that came along.
    pub files: Vec<DeliveredFile>,
    /// The level of assurance that the form demands and nobody has vouched for.
    pub unproven: Option<AssuranceLevel>,
}

/// A file that came along.
pub struct DeliveredFile {
    /// Number of its object.
    pub number: u32,
    /// Where it belongs.
    pub role: AttachmentRole,
    /// Cleaned name.
    pub name: String,
    /// Media type told by the content.
    pub media_type: String,
    /// What the scanner said.
    pub scan: Scan,
    /// Content.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// Why a channel didn't take it. The texts repeat nothing of what was entered.
#[derive(Debug, thiserror::Error)]
pub enum ChannelError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The content could not be written in the channel's format.
    #[error("the delivery could not be written")]
    NotWritten,
    /// Not now; it is asked again.
    #[error("{0}")]
    NotNow(String),
    /// Never: it doesn't fit the receiver's schema at these places. The next channel is asked.
    #[error("it does not fit the receiver's schema at {}", .0.join(", "))]
    Mismatch(Vec<String>),
    /// Never: the receiver refuses it. The next channel is asked.
    #[error("{0}")]
    Refused(String),
    /// Somebody else works on it by now.
    #[error("another process works on it")]
    LeaseLost,
}

/// Why a channel can't be set up.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A file of the configuration.
    #[error("{path} cannot be read: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A schema.
    #[error(transparent)]
    Schema(#[from] content::SchemaError),
    /// The directory of authorities.
    #[error(transparent)]
    Dvdv(#[from] crate::dvdv::DvdvError),
    /// A value of the configuration.
    #[error("{0}")]
    Value(&'static str),
    /// An address.
    #[error("{0:?} is no address, such as https://host.example/path")]
    Address(String),
    /// An address without TLS.
    #[error("{0:?} is not protected: an address begins with https:// unless it is this machine's")]
    Unprotected(String),
    /// One of several.
    #[error("private.tenants.{tenant}.{section}.{name}: {error}")]
    In {
        /// Tenant id.
        tenant: String,
        /// `channels` or `destinations`.
        section: &'static str,
        /// Its name.
        name: String,
        /// What is wrong with it.
        error: Box<SetupError>,
    },
    /// A service is to take a channel that isn't there.
    #[error("private.tenants.{tenant}.deliver names {channel:?}, which is none of the tenant's channels")]
    UnknownChannel {
        /// Tenant id.
        tenant: String,
        /// What is named.
        channel: String,
    },
}

impl SetupError {
    /// The same, with where it is.
    pub(crate) fn within(self, tenant: &str, section: &'static str, name: &str) -> Self {
        Self::In { tenant: tenant.to_owned(), section, name: name.to_owned(), error: Box::new(self) }
    }

    pub(crate) fn file(path: &Path, error: std::io::Error) -> Self {
        Self::File { path: path.to_owned(), error }
    }
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Handed {
    /// The receiver has it; whether it takes it, it will say later.
    Transferred,
    /// The receiver has it durably: what is kept here is deleted.
    Confirmed,
}

/// A way to the authority.
#[async_trait]
pub trait Channel: Send + Sync {
    /// Its name in the configuration and in logs.
    fn name(&self) -> &str;

    /// In which formats it wants the answers.
    fn exports(&self) -> Vec<ExportFormat> {
        Vec::new()
    }

    /// Whether it passes on what a browser has sealed for its receiver, which nobody here can read.
    fn passes_on(&self) -> bool {
        false
    }

    /// Delivers durably; delivering the same submission again leaves one. What has to be known after a crash goes into the trace.
    ///
    /// # Errors
    /// It is not durably there.
    async fn deliver(&self, delivery: &Delivery, trace: &mut Trace) -> Result<Handed, ChannelError>;

    /// Asks the receiver of something transferred whether it takes it.
    ///
    /// # Errors
    /// No answer, or no.
    async fn follow_up(&self, _: &Delivery, _: &mut Trace) -> Result<Handed, ChannelError> {
        Ok(Handed::Confirmed)
    }
}
