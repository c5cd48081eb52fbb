//! What can be wrong, as facts. Nothing in here repeats content, a PIN, a key or a name a person chose.

use crate::EntropyError;

/// Why something was not sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealError {
    /// No random bytes, hence nothing sealed.
    #[error(transparent)]
    Entropy(#[from] EntropyError),
    /// The key derivation did not get its memory (64 MiB).
    #[error("not enough memory to derive a key from the PIN")]
    OutOfMemory,
    /// Content beyond [`crate::limits::MAX_CONTENT`], or more seals under one key than are safe.
    #[error("the content is longer than this format allows")]
    ContentTooLong,
    /// An object's name beyond [`crate::limits::MAX_NAME`].
    #[error("the name of an object is longer than this format allows")]
    NameTooLong,
    /// A submission needs answers, and has at most [`crate::limits::MAX_OBJECTS`] objects.
    #[error("{count} objects are not a submission")]
    ObjectCount {
        /// Objects asked for, object 0 included.
        count: u32,
    },
    /// Objects were not given in the order answers, PDF, attachments, or not as many as announced.
    #[error("object {number} is out of order")]
    ObjectOrder {
        /// The object's number.
        number: u32,
    },
    /// The recipient's public key isn't one of its suite.
    #[error("the recipient's public key is not valid")]
    RecipientKey,
    /// A structure could not be written as JSON.
    #[error("a structure could not be serialised")]
    Serialisation,
}

/// Why something was not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// Fewer bytes than the format needs, or a length that no content seals to.
    #[error("the sealed bytes are truncated")]
    Truncated,
    /// Sealed under another key or for another place (tenant, service, draft, form, revision, object), or the header was changed. The commitment
    /// can't tell these apart, by design.
    #[error("sealed under another key or for another place")]
    CommitmentMismatch,
    /// A chunk was changed, moved, or cut.
    #[error("chunk {chunk} was changed")]
    ChunkRejected {
        /// Counted from 0.
        chunk: u64,
    },
    /// AES-GCM refused: another day key, another ring, day or id, or changed bytes.
    #[error("sealed under another day key or for another place, or changed")]
    TagMismatch,
    /// The padding's length prefix doesn't fit.
    #[error("the padding's length does not fit")]
    PadLength,
    /// The name before a file's content is longer than what follows, or isn't text.
    #[error("the name of a file cannot be read")]
    NameMalformed,
    /// A pad byte isn't zero.
    #[error("a pad byte is not zero")]
    PadNotZero,
    /// Not a version this code knows.
    #[error("unknown version")]
    UnknownVersion,
    /// Not a suite this code knows.
    #[error("unknown suite")]
    UnknownSuite,
    /// Sealed for a key that isn't this one.
    #[error("sealed for another recipient key")]
    UnknownRecipient,
    /// The wrapped package key can't be unwrapped: another recipient, tenant, service, form, pid or digest, or changed bytes.
    #[error("the wrapped key was rejected")]
    WrapRejected,
    /// The blobs don't hash to the digest they came with.
    #[error("the blobs do not hash to the digest")]
    DigestMismatch,
    /// Not as many blobs as a submission has or object 0 says.
    #[error("not as many objects as stated")]
    CountMismatch,
    /// Object 0 isn't the manifest of a submission.
    #[error("object 0 is not a manifest")]
    ManifestMalformed,
    /// Object 0 was written for another tenant, service, submission or form.
    #[error("the manifest names another {binding}")]
    WrongContext {
        /// Which binding: `tenant`, `service`, `pid` or `form`.
        binding: &'static str,
    },
    /// An object's length isn't the one stated in object 0.
    #[error("object {number} has another size than stated")]
    SizeMismatch {
        /// The object's number.
        number: u32,
    },
    /// An object's SHA-512 isn't the one stated in object 0.
    #[error("object {number} has another hash than stated")]
    HashMismatch {
        /// The object's number.
        number: u32,
    },
}

/// What the outside may learn of a submission that wasn't opened: that it wasn't. `Display` says no more; [`Unreadable::fault`] is for the
/// local log only, since an answer that differs by cause would turn the private side into a decryption oracle.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("the submission could not be read")]
pub struct Unreadable(OpenError);

impl Unreadable {
    /// The fact, for the local log.
    #[must_use]
    pub fn fault(&self) -> OpenError {
        self.0
    }
}

impl From<OpenError> for Unreadable {
    fn from(fault: OpenError) -> Self {
        Self(fault)
    }
}
