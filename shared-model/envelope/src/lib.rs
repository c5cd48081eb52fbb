//! Sealing and opening: drafts, submissions, keys, receipts. In: bytes and the place they belong to. Out: sealed bytes, or bytes whose every
//! binding was checked. Knows no clock, no network, no form; randomness is a parameter. `FORMAT.md` beside this crate is the normative text.
//!
//! | side | feature | verbs |
//! |---|---|---|
//! | everyone | none | ids, [`Digest`], [`Verifier::matches`], sizes, the shapes of key manifest and receipt |
//! | public side, and the private side's own store | `at-rest` | [`at_rest`], [`receipt`] signing, acknowledgement checking |
//! | applicant's browser | `seal` | [`draft`], [`relay`], [`submission`] sealing, [`keys`] checking, [`receipt`] checking |
//! | private side | `open` | [`submission`] opening, [`keys`] making and signing |

pub mod digest;
pub mod entropy;
pub mod exposed;
pub mod id;
pub mod keys;
pub mod limits;
pub mod place;
pub mod receipt;
pub mod signature;
pub mod verifier;

#[cfg(feature = "primitives")]
pub mod acknowledgement;
#[cfg(feature = "at-rest")]
pub mod at_rest;
#[cfg(feature = "open")]
pub mod deletion;
#[cfg(feature = "seal")]
pub mod draft;
#[cfg(feature = "primitives")]
pub mod error;
#[cfg(feature = "seal")]
pub mod relay;
#[cfg(feature = "kem")]
pub mod submission;

mod codec;
mod context;
mod crockford;
#[cfg(feature = "primitives")]
#[cfg_attr(not(all(feature = "at-rest", feature = "seal", feature = "open")), allow(dead_code, reason = "each side uses another part"))]
mod hazmat;
#[cfg(feature = "primitives")]
mod jws;
mod secret;

pub use digest::{BlobHash, Digest};
#[cfg(feature = "getrandom")]
pub use entropy::OsEntropy;
pub use entropy::{Entropy, EntropyError};
#[cfg(feature = "primitives")]
pub use error::{OpenError, SealError, Unreadable};
pub use id::{AttachmentId, FormHash, Kid, Lookup, MalformedId, Pid};
pub use place::{DraftPlace, SubmissionPlace};
pub use receipt::Reference;
pub use signature::{Fingerprint, TokenError, VerifyingKey};
pub use verifier::{AccessProof, Share, Verifier};

/// The protocol version. It opens every context; bytes of another version are refused, never guessed at.
pub const VERSION: &str = "vd1";
