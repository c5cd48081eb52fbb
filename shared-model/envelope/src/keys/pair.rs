//! Making keys and signing manifests: the private side's part. In: randomness, a root key. Out: key pairs and signed manifests.

use super::manifest::{KeyEntry, KeyManifest, Suite, TYPE};
use super::trust::{self, KeyError};
use crate::error::SealError;
use crate::hazmat::kem;
use crate::jws::{self, Carries};
use crate::signature::SigningKey;
use crate::{Kid, codec};

crate::secret::secret_bytes! {
    /// The seed of a tenant's private key in suite `hpke-1`. It lives in a file of the private side, sealed by a passphrase, and nowhere else.
    pub RecipientKey, 32
}

impl RecipientKey {
    /// The manifest entry of this key, usable from `not_before` to `not_after` (Unix seconds).
    ///
    /// # Errors
    /// `RecipientKey`: the seed gives no key pair (never seen: 1 in 2³⁸⁰).
    pub fn entry(&self, not_before: u64, not_after: u64) -> Result<KeyEntry, SealError> {
        let public = kem::public_key(self.expose()).ok_or(SealError::RecipientKey)?;
        Ok(KeyEntry {
            kid: KeyEntry::thumbprint(Suite::Hpke1, &public),
            suite: Suite::Hpke1.name().to_owned(),
            public: codec::base64url(&public),
            not_before,
            not_after,
        })
    }

    /// The id of this key.
    ///
    /// # Errors
    /// As [`RecipientKey::entry`].
    pub fn kid(&self) -> Result<Kid, SealError> {
        self.entry(0, 0).map(|entry| entry.kid)
    }
}

/// Signs a manifest with the tenant's root key: a compact JWS that encloses the root's public key. Refuses what every reader would refuse.
///
/// # Errors
/// A wrong version, a validity beyond 90 days, an entry that isn't a key or isn't named by its thumbprint.
pub fn sign_manifest(manifest: &KeyManifest, root: &SigningKey) -> Result<String, KeyError> {
    trust::check(manifest)?;
    jws::sign(TYPE, manifest, root, &Carries::Key).map_err(|_| crate::TokenError::Malformed.into())
}
