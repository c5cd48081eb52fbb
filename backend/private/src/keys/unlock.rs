//! What opens key files: a passphrase or an age identity. In: bytes. Out: an age file (age-encryption.org/v1), which the ordinary `age` tool opens
//! too, and back.

use std::path::{Path, PathBuf};

use age::secrecy::SecretString;
use zeroize::Zeroizing;

use crate::config::UnlockConfig;

/// How much work a passphrase is in a new key file: scrypt with N = 2^18 takes 256 MiB and, on a machine of 2026, a second. Fixed, because the library asks how
/// fast the machine is just now, and seals with 1 GiB on one that has nothing else to do. Tests run unoptimised, where that much work takes a minute.
const WORK_FACTOR: u8 = if cfg!(test) { 11 } else { 18 };
/// The most that is opened (4 GiB). The library's own bound follows how busy the machine is just now: it would refuse what an idle one has sealed, and a wrong
/// passphrase would be told of.
const MOST_WORK: u8 = 22;

/// Opens and seals key files.
#[derive(Clone)]
pub enum Unlock {
    /// A passphrase, stretched with scrypt.
    Passphrase(SecretString),
    /// An age identity (X25519).
    Identity(age::x25519::Identity),
}

/// Why key files stay closed.
#[derive(Debug, thiserror::Error)]
pub enum UnlockError {
    /// The file with the passphrase or the identity can't be read.
    #[error("{path}, which has to unlock the keys, cannot be read: {error}")]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The file for a new identity can't be made.
    #[error("{path} cannot be made: {error}")]
    NotWritten {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// The first line, which has to be the passphrase, is empty.
    #[error("the passphrase is empty; it has to be the first line")]
    EmptyPassphrase,
    /// There is no line `AGE-SECRET-KEY-1…` in the identity file.
    #[error("{0}, which has to unlock the keys, holds no age identity (a line AGE-SECRET-KEY-1…)")]
    NoIdentity(PathBuf),
}

impl Unlock {
    /// Reads what the configuration names.
    ///
    /// # Errors
    /// Each way in which it is no passphrase or identity.
    pub fn from_config(config: &UnlockConfig) -> Result<Self, UnlockError> {
        match config {
            UnlockConfig::PassphraseFile(path) => {
                let text = read(path)?;
                let line = text.lines().next().unwrap_or_default();
                if line.is_empty() { Err(UnlockError::EmptyPassphrase) } else { Ok(Self::Passphrase(line.to_owned().into())) }
            }
            UnlockConfig::IdentityFile(path) => Self::from_identity_file(path),
        }
    }

    /// Reads an age identity file.
    ///
    /// # Errors
    /// The file can't be read or holds no identity.
    pub fn from_identity_file(path: &Path) -> Result<Self, UnlockError> {
        let text = read(path)?;
        let identity = text.lines().find_map(|line| line.trim().parse::<age::x25519::Identity>().ok());
        identity.map(Self::Identity).ok_or_else(|| UnlockError::NoIdentity(path.to_owned()))
    }

    pub(super) fn seal(&self, content: &[u8]) -> Option<Vec<u8>> {
        match self {
            Self::Passphrase(passphrase) => {
                let mut recipient = age::scrypt::Recipient::new(passphrase.clone());
                recipient.set_work_factor(WORK_FACTOR);
                age::encrypt(&recipient, content)
            }
            Self::Identity(identity) => age::encrypt(&identity.to_public(), content),
        }
        .ok()
    }

    pub(super) fn open(&self, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Passphrase(passphrase) => {
                let mut identity = age::scrypt::Identity::new(passphrase.clone());
                identity.set_max_work_factor(MOST_WORK);
                age::decrypt(&identity, sealed)
            }
            Self::Identity(identity) => age::decrypt(identity, sealed),
        }
        .ok()
        .map(Zeroizing::new)
    }
}

fn read(path: &Path) -> Result<Zeroizing<String>, UnlockError> {
    std::fs::read_to_string(path).map(Zeroizing::new).map_err(|error| UnlockError::Unreadable { path: path.to_owned(), error })
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Passphrase(_) => "Passphrase(…)",
            Self::Identity(_) => "Identity(…)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_the_same_work_however_busy_the_machine_is() {
        let unlock = Unlock::Passphrase("ein langer Satz".to_owned().into());
        let sealed = unlock.seal(b"key").unwrap();
        let stanza = sealed.split(|byte| *byte == b'\n').nth(1).unwrap();
        assert!(
            stanza.starts_with(b"-> scrypt ") && stanza.ends_with(format!(" {WORK_FACTOR}").as_bytes()),
            "{}",
            String::from_utf8_lossy(stanza)
        );
        assert_eq!(unlock.open(&sealed).unwrap().as_slice(), b"key");
    }
}
