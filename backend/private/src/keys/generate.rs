//! Making a tenant's keys and signing its key manifest: what the command line needs. In: a folder, randomness, an unlock. Out: key files and the
//! public values that go into both sides' configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use age::secrecy::ExposeSecret as _;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use sha2::{Digest as _, Sha256};
use vordruck_envelope::keys::{KeyManifest, RecipientKey};
use vordruck_envelope::signature::SigningKey;
use zeroize::Zeroizing;

use super::file::{KeyFileError, Purpose, create_private, read_key, write_key};
use super::{Unlock, UnlockError};
use crate::clock::{Randomness, Rng, UnixSeconds, unsigned};

/// Where a tenant's key files are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFiles {
    /// The root key that signs key manifests. Belongs offline.
    pub root: PathBuf,
    /// The private key submissions are sealed for.
    pub recipient: PathBuf,
    /// The key that signs acknowledgements.
    pub collector: PathBuf,
    /// The collector's bearer token, plain text.
    pub token: PathBuf,
}

/// What is public of generated keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GeneratedKeys {
    /// Their files.
    pub files: KeyFiles,
    /// SHA-256 of the root's public key, 64 hexadecimal digits: goes into compiled forms.
    pub root_fingerprint: String,
    /// The collector's public key, 43 base64url digits: goes into the public side's configuration.
    pub collector_key: String,
    /// SHA-256 of the token's text, 64 hexadecimal digits: goes into the public side's configuration.
    pub collector_token_sha256: String,
}

impl KeyFiles {
    /// The files of a tenant in a folder.
    #[must_use]
    pub fn of(folder: &Path, tenant: &str) -> Self {
        Self {
            root: folder.join(format!("{tenant}-root.age")),
            recipient: folder.join(format!("{tenant}-recipient.age")),
            collector: folder.join(format!("{tenant}-collector.age")),
            token: folder.join(format!("{tenant}-collector.token")),
        }
    }
}

/// What the public side is told of a collector.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CollectorKeys {
    /// The collector's public key, 43 base64url digits.
    pub collector_key: String,
    /// SHA-256 of the token's text, 64 hexadecimal digits.
    pub collector_token_sha256: String,
}

/// Makes the keys with which a tenant's private side proves who it is. Existing files are never overwritten.
///
/// # Errors
/// A file exists or can't be written, or there is no randomness.
pub fn generate_collector_keys(
    key_file: &Path,
    token_file: &Path,
    unlock: &Unlock,
    rng: Arc<dyn Randomness>,
) -> Result<CollectorKeys, KeyFileError> {
    let mut rng = Rng(rng);
    let collector = SigningKey::generate(&mut rng)?;
    let token = Zeroizing::new(Base64UrlUnpadded::encode_string(&rng.bytes::<32>()?));
    write_key(key_file, Purpose::Collector, &collector, unlock)?;
    create_private(token_file, token.as_bytes()).map_err(|error| KeyFileError::File { path: token_file.to_owned(), error })?;
    Ok(CollectorKeys {
        collector_key: collector.verifying_key().to_string(),
        collector_token_sha256: hex(&Sha256::digest(token.as_bytes())),
    })
}

/// Makes all keys of a tenant. Existing files are never overwritten: that would make submissions on their way unreadable.
///
/// # Errors
/// A file exists or can't be written, or there is no randomness.
pub fn generate_tenant_keys(folder: &Path, tenant: &str, unlock: &Unlock, rng: Arc<dyn Randomness>) -> Result<GeneratedKeys, KeyFileError> {
    let files = KeyFiles::of(folder, tenant);
    let mut own = Rng(Arc::clone(&rng));
    let root = SigningKey::generate(&mut own)?;
    let recipient = RecipientKey::generate(&mut own)?;
    write_key(&files.root, Purpose::Root, &root, unlock)?;
    write_key(&files.recipient, Purpose::Recipient, &recipient, unlock)?;
    let CollectorKeys { collector_key, collector_token_sha256 } = generate_collector_keys(&files.collector, &files.token, unlock, rng)?;
    Ok(GeneratedKeys { root_fingerprint: root.verifying_key().fingerprint().to_string(), collector_key, collector_token_sha256, files })
}

/// Signs a key manifest that names the given private keys' public halves, best first. Valid for `days`, at most 90.
///
/// # Errors
/// A key file doesn't open, or the manifest would be refused by every reader.
pub fn sign_manifest(
    root_file: &Path,
    key_files: &[PathBuf],
    tenant: &str,
    sequence: u64,
    not_before: UnixSeconds,
    days: u32,
    unlock: &Unlock,
) -> Result<String, KeyFileError> {
    let root: SigningKey = read_key(root_file, Purpose::Root, unlock)?;
    let not_before = unsigned(not_before);
    let not_after = not_before.saturating_add(u64::from(days) * 86_400);
    let mut keys = Vec::new();
    for path in key_files {
        let key: RecipientKey = read_key(path, Purpose::Recipient, unlock)?;
        keys.push(key.entry(not_before, not_after)?);
    }
    let manifest = KeyManifest {
        v: vordruck_envelope::VERSION.to_owned(),
        tenant: tenant.to_owned(),
        sequence,
        not_before,
        not_after,
        keys,
        revoked: Vec::new(),
        destinations: Vec::new(),
    };
    Ok(vordruck_envelope::keys::sign_manifest(&manifest, &root)?)
}

/// The public values of key files that exist already.
///
/// # Errors
/// A key file doesn't open.
pub fn read_tenant_keys(folder: &Path, tenant: &str, unlock: &Unlock) -> Result<GeneratedKeys, KeyFileError> {
    let files = KeyFiles::of(folder, tenant);
    let root: SigningKey = read_key(&files.root, Purpose::Root, unlock)?;
    let collector: SigningKey = read_key(&files.collector, Purpose::Collector, unlock)?;
    let token = std::fs::read_to_string(&files.token).map_err(|error| KeyFileError::File { path: files.token.clone(), error })?;
    Ok(GeneratedKeys {
        root_fingerprint: root.verifying_key().fingerprint().to_string(),
        collector_key: collector.verifying_key().to_string(),
        collector_token_sha256: hex(&Sha256::digest(token.trim().as_bytes())),
        files,
    })
}

/// Makes an age identity file, for demonstrations and for machines with a protected disk of their own.
///
/// # Errors
/// The file exists or can't be written.
pub fn generate_identity(path: &Path) -> Result<Unlock, UnlockError> {
    let identity = age::x25519::Identity::generate();
    let bytes = identity.to_string();
    create_private(path, bytes.expose_secret().as_bytes()).map_err(|error| UnlockError::NotWritten { path: path.to_owned(), error })?;
    Ok(Unlock::Identity(identity))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
