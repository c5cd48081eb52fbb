//! Ed25519 keys (RFC 8032): a tenant's root, a public side's receipts, a private side's acknowledgements. In: seeds or public bytes. Out: keys
//! and their fingerprints.

use sha2::{Digest as _, Sha256};

use crate::codec;
use crate::id::public_bytes;

public_bytes! {
    /// A raw Ed25519 public key, 43 base64url digits.
    VerifyingKey, 32, codec::base64url, codec::from_base64url, "43 base64url digits"
}

public_bytes! {
    /// SHA-256 of a raw Ed25519 public key, 64 hexadecimal digits: what a compiled form pins of its tenant's root key.
    Fingerprint, 32, codec::hex, codec::from_hex, "64 lower-case hexadecimal digits"
}

impl VerifyingKey {
    /// The fingerprint of this key.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::from_bytes(Sha256::digest(self.as_bytes()).into())
    }
}

/// Why a signed token (compact JWS) was not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TokenError {
    /// Not three parts of base64url, or the payload isn't the JSON it should be.
    #[error("not a signed token of the expected shape")]
    Malformed,
    /// Another algorithm, another type, or header members that aren't allowed here.
    #[error("the token's header is not the expected one")]
    UnexpectedHeader,
    /// The signature isn't the named key's over these bytes.
    #[error("the signature does not verify")]
    BadSignature,
    /// A protocol version this code doesn't know.
    #[error("unknown version")]
    UnknownVersion,
    /// The token speaks of something else than what was asked.
    #[error("the token is about another {binding}")]
    WrongContext {
        /// Which binding: `tenant`, `service`, `pid`, `form` or `digest`.
        binding: &'static str,
    },
}

#[cfg(any(feature = "at-rest", feature = "open"))]
crate::secret::secret_bytes! {
    /// The seed of an Ed25519 signing key. Keep it in a file of its own, sealed by a passphrase.
    pub SigningKey, 32
}

#[cfg(any(feature = "at-rest", feature = "open"))]
impl SigningKey {
    /// The public key that checks this key's signatures.
    #[must_use]
    pub fn verifying_key(&self) -> VerifyingKey {
        VerifyingKey::from_bytes(crate::hazmat::ed25519::public_key(self.expose()))
    }
}
