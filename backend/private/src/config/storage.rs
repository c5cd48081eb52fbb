//! Section `storage`.

use serde::Deserialize;
use std::path::PathBuf;

/// Where what was collected is kept, sealed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageConfig {
    /// The folder of the database, if `database` names no other place; created if it isn't there.
    pub folder: PathBuf,
    /// The folder of the day keys: outside the database's folder and outside of every backup, because destroying a day key is what deletes.
    pub day_keys: PathBuf,
    /// The key everything else at rest hangs on, sealed like the other key files; made if it isn't there.
    pub key_file: PathBuf,
    /// What opens the key files.
    pub unlock: UnlockConfig,
}

/// What opens the sealed key files. Without it they are worth nothing.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
pub enum UnlockConfig {
    /// A file with the passphrase in its first line, e.g. one that systemd's `LoadCredential` provides.
    PassphraseFile(PathBuf),
    /// A file with an age identity (`AGE-SECRET-KEY-1…`): for demonstrations and for machines with a protected disk of their own.
    IdentityFile(PathBuf),
}
