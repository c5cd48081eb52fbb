//! Object 0 of a submission: what the other objects are. In: JSON. Out: types; [`super::open_submission`] checks them against the objects.

use serde::{Deserialize, Serialize};

use crate::digest::BlobHash;
use crate::{FormHash, Pid};

/// What is in a submission. Sealed like every other object: the public side doesn't see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectManifest {
    /// Protocol version, [`crate::VERSION`].
    pub v: String,
    /// The tenant's id.
    pub tenant: String,
    /// The service's id.
    pub service: String,
    /// The submission's name.
    pub pid: Pid,
    /// The form version.
    pub form: FormHash,
    /// Which code validated the answers in the browser. Information only: the private side validates again.
    pub validated_by: String,
    /// Objects 1 … N−1 in order.
    pub objects: Vec<ObjectEntry>,
}

/// What an object is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ObjectEntry {
    /// Its number, from 1.
    pub number: u32,
    /// What it is for.
    pub role: Role,
    /// File name as the applicant's device gave it. Hostile input: never a path, never HTML.
    pub name: String,
    /// Media type as the browser gave it. Hostile input, too.
    pub media_type: String,
    /// Length in bytes, before padding.
    pub size: u64,
    /// SHA-512 of the content before padding, hexadecimal.
    pub sha512: BlobHash,
}

/// What an object is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The answers, JSON: object 1, unless the submission is for a destination.
    Answers,
    /// The PDF the applicant saw, if any: object 2. The private side renders its own.
    Pdf,
    /// What the applicant attached.
    Attachment,
    /// The metadata for a destination, a compact JWE of suite `jwe-1`: object 1. Objects 2 and up are its data and attachments, and nothing else is there.
    SealedMetadata,
    /// The answers in the destination's format, a JWE as well: object 2.
    SealedData,
    /// Something attached, a JWE as well; its name is the UUID by which the metadata call it.
    SealedAttachment,
}

impl Role {
    /// Whether it is sealed for a destination, so that the tenant can only pass it on.
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::SealedMetadata | Self::SealedData | Self::SealedAttachment)
    }

    /// Whether an object with this number may have this role. That roles of both kinds don't mix, is for whoever reads them to see.
    #[must_use]
    pub const fn fits(self, number: u32) -> bool {
        match self {
            Self::Answers | Self::SealedMetadata => number == 1,
            Self::Pdf | Self::SealedData => number == 2,
            Self::Attachment => number >= 2,
            Self::SealedAttachment => number >= 3,
        }
    }
}
