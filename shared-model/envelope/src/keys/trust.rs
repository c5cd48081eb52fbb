//! Believing a key manifest. In: the signed manifest, what the compiled form pins, the time. Out: [`TrustedKeys`], which nothing else makes, and
//! from it a recipient.

use super::destination::{self, DestinationKey};
use super::manifest::{KeyEntry, KeyManifest, Suite, TYPE};
use crate::hazmat::kem;
use crate::limits::{CLOCK_TOLERANCE, MAX_MANIFEST_VALIDITY};
use crate::signature::TokenError;
use crate::{Fingerprint, Kid, VERSION, codec, jws};

/// What a compiled form pins of its tenant's keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pinned<'a> {
    /// The tenant's id.
    pub tenant: &'a str,
    /// SHA-256 of the tenant's raw Ed25519 root key.
    pub root: Fingerprint,
    /// Manifests with a smaller sequence number are refused.
    pub least_sequence: u64,
}

/// Why a key manifest, or a key of it, is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// The token itself.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// Signed by a key whose fingerprint isn't the pinned one.
    #[error("signed by another root key than the form pins")]
    FingerprintMismatch,
    /// A manifest of another tenant.
    #[error("the manifest belongs to another tenant")]
    WrongTenant,
    /// A sequence number below the pinned one.
    #[error("manifest {found} is older than {least}")]
    Outdated {
        /// The least sequence number accepted.
        least: u64,
        /// The manifest's.
        found: u64,
    },
    /// Valid for more than 90 days, or ends before it begins.
    #[error("the manifest's validity is not between 0 and 90 days")]
    ValidityPeriod,
    /// The time hasn't come, beyond the tolerance of ten minutes.
    #[error("the manifest is not valid yet")]
    NotYetValid,
    /// The time is over, beyond the tolerance of ten minutes.
    #[error("the manifest has expired")]
    Expired,
    /// An entry of a suite this code doesn't know.
    #[error("a key's suite is unknown")]
    UnknownSuite,
    /// An entry whose `kid` isn't the thumbprint of its key.
    #[error("a key's id is not its thumbprint")]
    ThumbprintMismatch,
    /// An entry that isn't a public key of its suite.
    #[error("a key is not a public key of its suite")]
    MalformedKey,
    /// No key is usable now and not revoked.
    #[error("no usable key")]
    NoUsableKey,
    /// The service is for a destination whose key is missing, revoked, or not usable now.
    #[error("no usable key of the destination that the service is for")]
    NoDestinationKey,
}

/// A manifest whose signature, root, tenant, age and keys were checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrustedKeys {
    manifest: KeyManifest,
}

impl TrustedKeys {
    /// Checks a signed manifest against what the form pins, at `now` (Unix seconds).
    ///
    /// # Errors
    /// Each reason to refuse it.
    pub fn verify(token: &str, pinned: &Pinned<'_>, now: u64) -> Result<Self, KeyError> {
        let unverified = jws::parse(token, TYPE)?;
        let root = unverified.enclosed_key().ok_or(TokenError::UnexpectedHeader)?;
        if root.fingerprint() != pinned.root {
            return Err(KeyError::FingerprintMismatch);
        }
        let manifest: KeyManifest = unverified.verify(&root)?;
        check(&manifest)?;
        if manifest.tenant != pinned.tenant {
            return Err(KeyError::WrongTenant);
        }
        if manifest.sequence < pinned.least_sequence {
            return Err(KeyError::Outdated { least: pinned.least_sequence, found: manifest.sequence });
        }
        check_time(&manifest, now)?;
        Ok(Self { manifest })
    }

    /// What was signed.
    #[must_use]
    pub fn manifest(&self) -> &KeyManifest {
        &self.manifest
    }

    /// The tenant's first key that is usable at `now` (Unix seconds) and not revoked.
    ///
    /// # Errors
    /// `NoUsableKey`; `NotYetValid` or `Expired` if the manifest's own time has passed since it was checked.
    pub fn recipient(&self, now: u64) -> Result<Recipient, KeyError> {
        check_time(&self.manifest, now)?;
        let mut usable = self.manifest.keys.iter().filter(|entry| self.is_usable(entry, now));
        let entry = usable.find(|entry| entry.suite == Suite::Hpke1.name()).ok_or(KeyError::NoUsableKey)?;
        match read_entry(entry)? {
            Public::Hpke1(public) => Ok(Recipient { suite: Suite::Hpke1, kid: entry.kid, public: *public }),
            Public::Jwe1(_) => Err(KeyError::NoUsableKey),
        }
    }

    /// The key of the destination that a service is for; none for services that the tenant reads itself. There is no way back to the tenant's own key: a service
    /// that is for a destination without a usable key is not sealed at all.
    ///
    /// # Errors
    /// `NoDestinationKey`; `NotYetValid` or `Expired` as [`recipient`](Self::recipient).
    pub fn destination(&self, service: &str, now: u64) -> Result<Option<DestinationKey>, KeyError> {
        check_time(&self.manifest, now)?;
        let Some(said) = self.manifest.destinations.iter().find(|destination| destination.service == service) else { return Ok(None) };
        let is_its = |entry: &&KeyEntry| entry.kid == said.key && self.is_usable(entry, now);
        let entry = self.manifest.keys.iter().find(is_its).ok_or(KeyError::NoDestinationKey)?;
        match read_entry(entry)? {
            Public::Jwe1(modulus) => Ok(Some(DestinationKey::of(said, modulus))),
            Public::Hpke1(_) => Err(KeyError::NoDestinationKey),
        }
    }

    fn is_usable(&self, entry: &KeyEntry, now: u64) -> bool {
        !self.manifest.revoked.contains(&entry.kid)
            && entry.not_before <= now.saturating_add(CLOCK_TOLERANCE)
            && now < entry.not_after.saturating_add(CLOCK_TOLERANCE)
    }
}

/// A public key of one suite or the other.
enum Public {
    Hpke1(Box<kem::PublicKey>),
    /// The modulus.
    Jwe1(Vec<u8>),
}

/// Whom to seal to.
pub struct Recipient {
    suite: Suite,
    kid: Kid,
    #[cfg_attr(not(feature = "seal"), allow(dead_code, reason = "only the browser seals"))]
    pub(crate) public: kem::PublicKey,
}

impl Recipient {
    /// The key's id.
    #[must_use]
    pub fn kid(&self) -> Kid {
        self.kid
    }

    /// The key's suite.
    #[must_use]
    pub fn suite(&self) -> Suite {
        self.suite
    }
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Recipient({}, {})", self.suite.name(), self.kid)
    }
}

/// What holds of a manifest at any time and for any form.
pub(super) fn check(manifest: &KeyManifest) -> Result<(), KeyError> {
    if manifest.v != VERSION {
        return Err(TokenError::UnknownVersion.into());
    }
    match manifest.not_after.checked_sub(manifest.not_before) {
        Some(1..=MAX_MANIFEST_VALIDITY) => {}
        _ => return Err(KeyError::ValidityPeriod),
    }
    manifest.keys.iter().try_for_each(|entry| read_entry(entry).map(drop))
}

fn check_time(manifest: &KeyManifest, now: u64) -> Result<(), KeyError> {
    if now.saturating_add(CLOCK_TOLERANCE) < manifest.not_before {
        return Err(KeyError::NotYetValid);
    }
    if now >= manifest.not_after.saturating_add(CLOCK_TOLERANCE) {
        return Err(KeyError::Expired);
    }
    Ok(())
}

fn read_entry(entry: &KeyEntry) -> Result<Public, KeyError> {
    let suite = Suite::from_name(&entry.suite).ok_or(KeyError::UnknownSuite)?;
    let bytes = codec::vec_from_base64url(&entry.public).ok_or(KeyError::MalformedKey)?;
    let thumbprint = KeyEntry::thumbprint(suite, &bytes);
    let public = match suite {
        Suite::Hpke1 => Public::Hpke1(Box::new(kem::PublicKey::from_bytes(&bytes).ok_or(KeyError::MalformedKey)?)),
        Suite::Jwe1 if destination::is_modulus(&bytes) => Public::Jwe1(bytes),
        Suite::Jwe1 => return Err(KeyError::MalformedKey),
    };
    if thumbprint == entry.kid { Ok(public) } else { Err(KeyError::ThumbprintMismatch) }
}
