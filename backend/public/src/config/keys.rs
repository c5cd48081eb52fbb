//! Section `keys`.

use serde::Deserialize;
use std::path::PathBuf;

/// Where key files are: outside the database's folder and outside of every backup, because destroying a day key is what deletes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysConfig {
    /// Folders that each hold all day keys, at best on two disks. A key is written to all before it is used. At least one.
    pub replicas: Vec<PathBuf>,
    /// The key that signs receipts, 32 raw bytes; made if it isn't there.
    pub receipt_key: PathBuf,
}
