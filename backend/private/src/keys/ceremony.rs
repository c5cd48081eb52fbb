//! The key ceremony: the root key stays on a machine without network, and what has to travel is public. In: on the working machine the tenant's private
//! keys, on the offline machine the root. Out: a request with public keys; signed manifests for the months to come; their acceptance. Every step can be
//! repeated: nothing that exists is overwritten, and nothing secret is in anything that travels.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use vordruck_envelope::keys::{Destination, KeyEntry, KeyError, KeyManifest, Pinned, RecipientKey, Suite, TrustedKeys};
use vordruck_envelope::signature::SigningKey;
use vordruck_envelope::{Fingerprint, Kid};

use super::Unlock;
use super::file::{KeyFileError, Purpose, read_key, write_key};
use crate::clock::{Randomness, Rng, UnixSeconds, unsigned};

const DAY: u64 = 86_400;
/// How long a manifest is valid: the longest that readers accept.
const VALID_DAYS: u64 = 90;
/// When the next one begins, so that a month remains in which nobody has to hurry.
const STEP_DAYS: u64 = 60;

/// What travels to the offline machine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyRequest {
    /// Tenant id.
    pub tenant: String,
    /// The highest sequence number there is; the next manifests count on from it.
    pub last_sequence: u64,
    /// Public keys, best first. Their periods are set when they are signed; what is a destination's (suite `jwe-1`) holds no longer than it says here.
    pub keys: Vec<KeyEntry>,
    /// Services whose applications browsers seal for a destination.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub destinations: Vec<Destination>,
}

/// What travels back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedManifests {
    /// Tenant id.
    pub tenant: String,
    /// SHA-256 of the root's public key, 64 hexadecimal digits: compare it with the one noted at the ceremony.
    pub root_fingerprint: String,
    /// In the order in which they become valid.
    pub manifests: Vec<SignedManifest>,
}

/// One signed manifest; what stands beside the token is checked against it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedManifest {
    /// Its sequence number.
    pub sequence: u64,
    /// Valid from, Unix seconds.
    pub not_before: u64,
    /// Valid before, Unix seconds.
    pub not_after: u64,
    /// Keys it revokes.
    pub revoked: Vec<Kid>,
    /// The signed manifest.
    pub jws: String,
}

/// Why a step of the ceremony did not happen.
#[derive(Debug, thiserror::Error)]
pub enum CeremonyError {
    /// A key file.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// A manifest that readers would refuse.
    #[error("manifest {0}: {1}")]
    Manifest(u64, KeyError),
    /// All keys would be revoked.
    #[error("no key would be left: rotate first, request again, then revoke")]
    NothingLeft,
    /// For another tenant.
    #[error("this is for the tenant {0}")]
    OtherTenant(String),
    /// Not counted on from what is installed.
    #[error("manifest {found} does not follow {last}, the last one that is installed")]
    Sequence {
        /// The last one installed.
        last: u64,
        /// The first one offered.
        found: u64,
    },
    /// Nothing in it.
    #[error("there is no manifest in it")]
    Empty,
    /// A key that isn't among the tenant's key files: nobody could open what is sealed for it.
    #[error("manifest {0} names a key that is not among the tenant's key files")]
    ForeignKey(u64),
}

impl SignedManifest {
    /// Whether it names a key to seal to. Reads what was signed without checking the signature: for people to look at, not to believe.
    #[must_use]
    pub fn jws_names(&self, kid: &Kid) -> bool {
        self.said().is_some_and(|manifest| manifest.keys.iter().any(|key| key.kid == *kid))
    }

    /// Whether it says that services are sealed for destinations. As little to be believed as the above.
    #[must_use]
    pub fn names_destinations(&self) -> bool {
        self.said().is_some_and(|manifest| !manifest.destinations.is_empty())
    }

    fn said(&self) -> Option<KeyManifest> {
        use base64ct::Encoding as _;
        let payload = self.jws.split('.').nth(1).and_then(|part| base64ct::Base64UrlUnpadded::decode_vec(part).ok())?;
        serde_json::from_slice(&payload).ok()
    }
}

/// Makes a root key, sealed. Returns its fingerprint, which is public and should be noted on paper.
///
/// # Errors
/// The file exists or can't be written, or there is no randomness.
pub fn generate_root(file: &Path, unlock: &Unlock, rng: Arc<dyn Randomness>) -> Result<String, CeremonyError> {
    let root = SigningKey::generate(&mut Rng(rng)).map_err(KeyFileError::from)?;
    write_key(file, Purpose::Root, &root, unlock)?;
    Ok(root.verifying_key().fingerprint().to_string())
}

/// Makes a private key that submissions are sealed for. Returns its id.
///
/// # Errors
/// As [`generate_root`].
pub fn generate_recipient(file: &Path, unlock: &Unlock, rng: Arc<dyn Randomness>) -> Result<Kid, CeremonyError> {
    let key = RecipientKey::generate(&mut Rng(rng)).map_err(KeyFileError::from)?;
    write_key(file, Purpose::Recipient, &key, unlock)?;
    Ok(key.kid().map_err(KeyFileError::from)?)
}

/// The public halves of the tenant's private keys.
///
/// # Errors
/// A key file doesn't open.
pub fn request(tenant: &str, key_files: &[PathBuf], last_sequence: u64, unlock: &Unlock) -> Result<KeyRequest, CeremonyError> {
    let entry = |file: &PathBuf| {
        let key: RecipientKey = read_key(file, Purpose::Recipient, unlock)?;
        key.entry(0, 0).map_err(KeyFileError::from)
    };
    let keys = key_files.iter().map(entry).collect::<Result<_, KeyFileError>>()?;
    Ok(KeyRequest { tenant: tenant.to_owned(), last_sequence, keys, destinations: Vec::new() })
}

/// Signs manifests from `now` on that together are valid for `months` months, each for 90 days, a new one every 60. Keys in `revoked` are named as such in
/// all of them.
///
/// # Errors
/// The root doesn't open, or no key would be left.
pub fn sign(
    request: &KeyRequest,
    root_file: &Path,
    unlock: &Unlock,
    now: UnixSeconds,
    months: u32,
    revoked: &[Kid],
) -> Result<SignedManifests, CeremonyError> {
    let root: SigningKey = read_key(root_file, Purpose::Root, unlock)?;
    let usable: Vec<&KeyEntry> = request.keys.iter().filter(|key| !revoked.contains(&key.kid)).collect();
    if usable.iter().all(|key| is_destinations(key)) {
        return Err(CeremonyError::NothingLeft);
    }
    let end = unsigned(now).saturating_add(u64::from(months.max(1)) * 30 * DAY);
    let mut manifests = Vec::new();
    let mut not_before = unsigned(now);
    for sequence in request.last_sequence.saturating_add(1).. {
        let not_after = not_before.saturating_add(VALID_DAYS * DAY);
        let manifest = KeyManifest {
            v: vordruck_envelope::VERSION.to_owned(),
            tenant: request.tenant.clone(),
            sequence,
            not_before,
            not_after,
            keys: usable.iter().map(|key| within(key, not_before, not_after)).collect(),
            revoked: revoked.to_vec(),
            destinations: request.destinations.clone(),
        };
        let jws = vordruck_envelope::keys::sign_manifest(&manifest, &root).map_err(|error| CeremonyError::Manifest(sequence, error))?;
        manifests.push(SignedManifest { sequence, not_before, not_after, revoked: revoked.to_vec(), jws });
        if not_after >= end {
            break;
        }
        not_before = not_before.saturating_add(STEP_DAYS * DAY);
    }
    Ok(SignedManifests { tenant: request.tenant.clone(), root_fingerprint: root.verifying_key().fingerprint().to_string(), manifests })
}

/// A key for the period of a manifest. How long a destination's key holds, is its certificate's to say.
fn within(key: &KeyEntry, not_before: u64, not_after: u64) -> KeyEntry {
    let not_after = if is_destinations(key) { not_after.min(key.not_after) } else { not_after };
    KeyEntry { not_before, not_after, ..key.clone() }
}

/// Whether a key is a destination's: nobody here has its private half.
pub(crate) fn is_destinations(key: &KeyEntry) -> bool {
    key.suite == Suite::Jwe1.name()
}

/// Checks what came back, as every browser will, before it is installed: signed by the known root, for this tenant, counted on from `last_sequence`, for
/// keys this machine can open with.
///
/// # Errors
/// What is wrong first.
pub fn accept(signed: &SignedManifests, tenant: &str, root: Fingerprint, last_sequence: u64, known: &[Kid]) -> Result<(), CeremonyError> {
    if signed.tenant != tenant {
        return Err(CeremonyError::OtherTenant(signed.tenant.clone()));
    }
    let first = signed.manifests.first().ok_or(CeremonyError::Empty)?;
    if first.sequence != last_sequence.saturating_add(1) {
        return Err(CeremonyError::Sequence { last: last_sequence, found: first.sequence });
    }
    for manifest in &signed.manifests {
        let pinned = Pinned { tenant, root, least_sequence: manifest.sequence };
        let trusted = TrustedKeys::verify(&manifest.jws, &pinned, manifest.not_before)
            .map_err(|error| CeremonyError::Manifest(manifest.sequence, error))?;
        let said = trusted.manifest();
        let told = (said.sequence, said.not_before, said.not_after, &said.revoked);
        if told != (manifest.sequence, manifest.not_before, manifest.not_after, &manifest.revoked) {
            return Err(CeremonyError::Manifest(manifest.sequence, KeyError::ValidityPeriod));
        }
        if said.keys.iter().any(|key| !is_destinations(key) && !known.contains(&key.kid)) {
            return Err(CeremonyError::ForeignKey(manifest.sequence));
        }
    }
    Ok(())
}

/// The manifest to publish at `now`: the newest that is valid; none if their time is over or has not come.
#[must_use]
pub fn current(manifests: &[SignedManifest], now: UnixSeconds) -> Option<&SignedManifest> {
    let now = unsigned(now);
    manifests.iter().filter(|manifest| manifest.not_before <= now && now < manifest.not_after).max_by_key(|manifest| manifest.sequence)
}

/// When the first of the destinations that the last manifest names has no usable key any more, Unix seconds; none if it names none.
#[must_use]
pub fn destinations_end(manifests: &[SignedManifest]) -> Option<u64> {
    let said: Vec<KeyManifest> = manifests.iter().filter_map(SignedManifest::said).collect();
    let holds_until = |kid: &Kid| {
        let entries = said.iter().flat_map(|manifest| &manifest.keys).filter(|key| key.kid == *kid);
        entries.map(|key| key.not_after).max().unwrap_or(0)
    };
    let last = said.iter().max_by_key(|manifest| manifest.sequence)?;
    last.destinations.iter().map(|destination| holds_until(&destination.key)).min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandomness;

    const NOW: UnixSeconds = 1_795_334_400;

    struct Machines {
        folder: tempfile::TempDir,
        unlock: Unlock,
        fingerprint: String,
        kid: Kid,
    }

    fn machines() -> Machines {
        let folder = tempfile::tempdir().unwrap();
        let unlock = Unlock::Identity(age::x25519::Identity::generate());
        let fingerprint = generate_root(&folder.path().join("root.age"), &unlock, Arc::new(SystemRandomness)).unwrap();
        let kid = generate_recipient(&folder.path().join("1.age"), &unlock, Arc::new(SystemRandomness)).unwrap();
        Machines { folder, unlock, fingerprint, kid }
    }

    impl Machines {
        fn at(&self, name: &str) -> PathBuf {
            self.folder.path().join(name)
        }

        fn signed(&self, files: &[&str], last: u64, months: u32, revoked: &[Kid]) -> Result<SignedManifests, CeremonyError> {
            let files: Vec<PathBuf> = files.iter().map(|name| self.at(name)).collect();
            let request = request("town", &files, last, &self.unlock).unwrap();
            sign(&request, &self.at("root.age"), &self.unlock, NOW, months, revoked)
        }

        fn root(&self) -> Fingerprint {
            self.fingerprint.parse().unwrap()
        }
    }

    #[test]
    fn a_year_is_covered_without_a_gap_and_browsers_accept_every_manifest() {
        let machines = machines();
        let signed = machines.signed(&["1.age"], 0, 12, &[]).unwrap();
        accept(&signed, "town", machines.root(), 0, &[machines.kid]).unwrap();
        assert_eq!(signed.root_fingerprint, machines.fingerprint);
        for day in 0..360 {
            assert!(current(&signed.manifests, NOW + day * 86_400).is_some(), "day {day}");
        }
        assert_eq!(current(&signed.manifests, NOW + 61 * 86_400).unwrap().sequence, 2);
        assert!(current(&signed.manifests, NOW - 1).is_none());
    }

    #[test]
    fn nothing_secret_travels_and_files_are_the_owners_alone() {
        let machines = machines();
        let request = request("town", &[machines.at("1.age")], 0, &machines.unlock).unwrap();
        let key: RecipientKey = read_key(&machines.at("1.age"), Purpose::Recipient, &machines.unlock).unwrap();
        use vordruck_envelope::exposed::Exposed as _;
        let travelling =
            serde_json::to_string(&request).unwrap() + &serde_json::to_string(&machines.signed(&["1.age"], 0, 1, &[]).unwrap()).unwrap();
        assert!(!travelling.contains(key.to_exposed().as_str()));
        use std::os::unix::fs::PermissionsExt as _;
        for name in ["root.age", "1.age"] {
            assert_eq!(std::fs::metadata(machines.at(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
        }
    }

    #[test]
    fn a_rotated_key_is_revoked_and_the_manifests_count_on() {
        let machines = machines();
        let second = generate_recipient(&machines.at("2.age"), &machines.unlock, Arc::new(SystemRandomness)).unwrap();
        let signed = machines.signed(&["2.age", "1.age"], 5, 1, &[machines.kid]).unwrap();
        accept(&signed, "town", machines.root(), 5, &[second, machines.kid]).unwrap();
        let manifest = &signed.manifests[0];
        assert_eq!((manifest.sequence, manifest.revoked.as_slice()), (6, &[machines.kid][..]));
        let pinned = Pinned { tenant: "town", root: machines.root(), least_sequence: 6 };
        let trusted = TrustedKeys::verify(&manifest.jws, &pinned, unsigned(NOW)).unwrap();
        assert_eq!(trusted.recipient(unsigned(NOW)).unwrap().kid(), second);
        assert!(matches!(machines.signed(&["1.age"], 0, 1, &[machines.kid]), Err(CeremonyError::NothingLeft)));
    }

    #[test]
    fn a_destinations_key_is_signed_no_longer_than_its_certificate_holds_and_nobody_here_needs_its_private_half() {
        let machines = machines();
        let mut request = request("town", &[machines.at("1.age")], 0, &machines.unlock).unwrap();
        let (now, day) = (unsigned(NOW), 86_400);
        let modulus = [vec![0x80], vec![1; 511]].concat();
        let key = KeyEntry::of_destination(&modulus, now, now + 70 * day);
        request.destinations.push(Destination {
            service: "hund".to_owned(),
            id: "879ee109-a690-4db8-ab32-424f064ca8f1".to_owned(),
            kid: "theirs".to_owned(),
            key: key.kid,
            format: "json".to_owned(),
            schema_uri: "urn:x".to_owned(),
            reply_email_field: None,
        });
        request.keys.push(key.clone());
        let signed = sign(&request, &machines.at("root.age"), &machines.unlock, NOW, 6, &[]).unwrap();
        accept(&signed, "town", machines.root(), 0, &[machines.kid]).unwrap();
        assert!(signed.manifests.iter().all(SignedManifest::names_destinations));
        let asked = |number: usize, days: u64| {
            let pinned = Pinned { tenant: "town", root: machines.root(), least_sequence: 1 };
            let at = now + days * day;
            TrustedKeys::verify(&signed.manifests[number].jws, &pinned, at).unwrap().destination("hund", at)
        };
        assert_eq!(asked(0, 69).unwrap().unwrap().kid, "theirs");
        assert_eq!(asked(0, 71), Err(KeyError::NoDestinationKey));
        assert_eq!(asked(1, 71), Err(KeyError::NoDestinationKey), "a later manifest does not make it hold longer");
        assert_eq!(destinations_end(&signed.manifests), Some(now + 70 * day));
        let only_theirs = KeyRequest { keys: vec![key], ..request };
        let nothing = sign(&only_theirs, &machines.at("root.age"), &machines.unlock, NOW, 1, &[]);
        assert!(matches!(nothing, Err(CeremonyError::NothingLeft)));
    }

    #[test]
    fn what_does_not_fit_is_not_installed() {
        let machines = machines();
        let signed = machines.signed(&["1.age"], 0, 1, &[]).unwrap();
        let stranger = self::machines();
        let kids = [machines.kid];
        assert!(matches!(accept(&signed, "village", machines.root(), 0, &kids), Err(CeremonyError::OtherTenant(_))));
        assert!(matches!(
            accept(&signed, "town", stranger.root(), 0, &kids),
            Err(CeremonyError::Manifest(1, KeyError::FingerprintMismatch))
        ));
        assert!(matches!(accept(&signed, "town", machines.root(), 3, &kids), Err(CeremonyError::Sequence { last: 3, found: 1 })));
        assert!(matches!(accept(&signed, "town", machines.root(), 0, &[stranger.kid]), Err(CeremonyError::ForeignKey(1))));
        let mut lying = signed.clone();
        lying.manifests[0].not_after += 86_400;
        assert!(accept(&lying, "town", machines.root(), 0, &kids).is_err());
        let mut older = signed.clone();
        older.manifests[0].jws = machines.signed(&["1.age"], 7, 1, &[]).unwrap().manifests[0].jws.clone();
        assert!(accept(&older, "town", machines.root(), 0, &kids).is_err());
    }

    #[test]
    fn a_root_that_exists_is_never_overwritten() {
        let machines = machines();
        assert!(generate_root(&machines.at("root.age"), &machines.unlock, Arc::new(SystemRandomness)).is_err());
    }
}
