//! The private side's signed word that a submission was delivered, or can't be, which lets the public side delete it. In: the outcome, or a token.
//! Out: a token, or what was signed. It says nothing of why something could not be read.

use serde::{Deserialize, Serialize};

use crate::{Digest, Pid, TokenError, VerifyingKey};

/// JOSE type of an acknowledgement.
pub const TYPE: &str = "vordruck-acknowledgement+jwt";

/// What became of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Durably handed to its channel.
    Delivered,
    /// Not processed; staff see it as an item that could not be read.
    Rejected,
}

/// An acknowledgement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Protocol version, [`crate::VERSION`].
    pub v: String,
    /// The tenant's id.
    pub tenant: String,
    /// The submission's name.
    pub pid: Pid,
    /// The digest of what was collected.
    pub digest: Digest,
    /// What became of it.
    pub outcome: Outcome,
    /// When, Unix seconds of the private side's clock.
    pub at: u64,
}

#[cfg(feature = "open")]
impl Acknowledgement {
    /// Signs the acknowledgement: a compact JWS whose header names the key by its fingerprint.
    ///
    /// # Errors
    /// `Serialisation`, which an acknowledgement has no reason for.
    pub fn sign(&self, key: &crate::signature::SigningKey) -> Result<String, crate::SealError> {
        crate::jws::sign(TYPE, self, key, &crate::jws::Carries::Fingerprint)
    }
}

impl Acknowledgement {
    /// What `token` says, if `key` signed it and it is about this tenant's submission.
    ///
    /// # Errors
    /// Each way in which the token isn't that acknowledgement.
    pub fn verify(token: &str, key: &VerifyingKey, tenant: &str, pid: &Pid, digest: &Digest) -> Result<Self, TokenError> {
        let said: Self = crate::jws::parse(token, TYPE)?.verify(key)?;
        if said.v != crate::VERSION {
            return Err(TokenError::UnknownVersion);
        }
        let bindings = [("tenant", said.tenant == tenant), ("pid", said.pid == *pid), ("digest", said.digest == *digest)];
        match bindings.iter().find(|(_, holds)| !holds) {
            Some((binding, _)) => Err(TokenError::WrongContext { binding }),
            None => Ok(said),
        }
    }
}
