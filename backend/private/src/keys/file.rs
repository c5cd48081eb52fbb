//! One key, one file. In: a key and what it is for. Out: an age file readable by its owner only. A file for another purpose is refused, so that
//! mixed-up paths are noticed before anything is signed or opened with them.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use vordruck_envelope::exposed::Exposed;
use zeroize::Zeroizing;

use super::Unlock;
use crate::destination::DestinationKeys;

/// What a key is for; the first word of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Signs key manifests; kept offline.
    Root,
    /// Opens submissions.
    Recipient,
    /// Signs acknowledgements.
    Collector,
    /// Seals what is stored.
    AtRest,
    /// Opens what is submitted to a destination of one's own, and signs its answers.
    Destination,
}

/// Why a key file was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// The file itself.
    #[error("key file {}: {error}", .path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What the machine says.
        error: std::io::Error,
    },
    /// The passphrase or identity isn't the one it was sealed with, or the file was changed.
    #[error("key file {} does not open with this passphrase or identity", .0.display())]
    NotOpened(PathBuf),
    /// It holds another kind of key, or none.
    #[error("key file {} holds no {purpose}", .path.display())]
    WrongPurpose {
        /// Which.
        path: PathBuf,
        /// What it should hold.
        purpose: &'static str,
    },
    /// Sealing failed.
    #[error("key file {} could not be sealed", .0.display())]
    NotSealed(PathBuf),
    /// No random bytes.
    #[error(transparent)]
    Entropy(#[from] vordruck_envelope::EntropyError),
    /// A public key could not be derived.
    #[error(transparent)]
    Key(#[from] vordruck_envelope::SealError),
    /// The manifest would be refused by every reader.
    #[error(transparent)]
    Manifest(#[from] vordruck_envelope::keys::KeyError),
}

impl Purpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Root => "vordruck-root-key-1",
            Self::Recipient => "vordruck-recipient-key-1",
            Self::Collector => "vordruck-collector-key-1",
            Self::AtRest => "vordruck-at-rest-key-1",
            Self::Destination => "vordruck-destination-keys-1",
        }
    }
}

/// Writes a new key file; an existing one is never overwritten.
pub(crate) fn write_key(path: &Path, purpose: Purpose, key: &impl Exposed, unlock: &Unlock) -> Result<(), KeyFileError> {
    // Exposed here and nowhere else: this is how a key gets into its sealed file.
    let content = Zeroizing::new(format!("{} {}\n", purpose.word(), *key.to_exposed()));
    let sealed = unlock.seal(content.as_bytes()).ok_or_else(|| KeyFileError::NotSealed(path.to_owned()))?;
    create_private(path, &sealed).map_err(|error| KeyFileError::File { path: path.to_owned(), error })
}

/// Seals the keys of a destination into a file of their own.
///
/// # Errors
/// The file exists, or can't be written.
pub fn write_destination_keys(path: &Path, keys: &DestinationKeys, unlock: &Unlock) -> Result<(), KeyFileError> {
    write_key(path, Purpose::Destination, keys, unlock)
}

/// Reads a key file.
pub(crate) fn read_key<K: Exposed>(path: &Path, purpose: Purpose, unlock: &Unlock) -> Result<K, KeyFileError> {
    let sealed = std::fs::read(path).map_err(|error| KeyFileError::File { path: path.to_owned(), error })?;
    let content = unlock.open(&sealed).ok_or_else(|| KeyFileError::NotOpened(path.to_owned()))?;
    std::str::from_utf8(&content)
        .ok()
        .and_then(|text| text.trim_end().split_once(' '))
        .filter(|(word, _)| *word == purpose.word())
        .and_then(|(_, key)| K::from_exposed(key))
        .ok_or_else(|| KeyFileError::WrongPurpose { path: path.to_owned(), purpose: purpose.word() })
}

/// Creates a file that only its owner may read, durably: content and folder entry are on the disk when this returns. It is written aside and put into place whole,
/// so that no other process ever reads half a key; a file that is there stays, and is an error of the kind `AlreadyExists`.
pub(crate) fn create_private(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut aside = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    aside.write_all(content)?;
    aside.as_file().sync_all()?;
    aside.persist_noclobber(path).map_err(|error| error.error)?;
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;
    use vordruck_envelope::OsEntropy;
    use vordruck_envelope::keys::RecipientKey;
    use vordruck_envelope::signature::SigningKey;

    #[test]
    fn of_many_who_create_a_file_at_once_one_does_and_nobody_reads_half_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("key");
        let created = std::thread::scope(|scope| {
            let each = |number: u8| {
                let path = &path;
                scope.spawn(move || {
                    let created = create_private(path, &[number; 4096]);
                    let read = std::fs::read(path).unwrap();
                    assert!(read.len() == 4096 && read.iter().all(|byte| *byte == read[0]));
                    assert!(created.as_ref().is_ok() || created.as_ref().unwrap_err().kind() == std::io::ErrorKind::AlreadyExists);
                    usize::from(created.is_ok())
                })
            };
            (0..16).map(each).collect::<Vec<_>>().into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
        });
        assert_eq!((created, std::fs::read_dir(folder.path()).unwrap().count()), (1, 1));
    }

    #[test]
    fn a_key_comes_back_from_its_file_with_the_right_passphrase_only() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys/a.age");
        let right = Unlock::Passphrase("richtig".to_owned().into());
        let key = RecipientKey::generate(&mut OsEntropy).unwrap();
        write_key(&path, Purpose::Recipient, &key, &right).unwrap();
        assert_eq!(read_key::<RecipientKey>(&path, Purpose::Recipient, &right).unwrap().expose(), key.expose());
        let wrong = Unlock::Passphrase("falsch".to_owned().into());
        assert!(matches!(read_key::<RecipientKey>(&path, Purpose::Recipient, &wrong), Err(KeyFileError::NotOpened(_))));
    }

    #[test]
    fn a_file_for_another_purpose_is_refused_and_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.age");
        let unlock = Unlock::Identity(age::x25519::Identity::generate());
        let key = SigningKey::generate(&mut OsEntropy).unwrap();
        write_key(&path, Purpose::Collector, &key, &unlock).unwrap();
        assert!(matches!(read_key::<SigningKey>(&path, Purpose::Root, &unlock), Err(KeyFileError::WrongPurpose { .. })));
        assert!(matches!(write_key(&path, Purpose::Collector, &key, &unlock), Err(KeyFileError::File { .. })));
    }
}
