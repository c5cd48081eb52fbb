//! Section `database`.

use serde::Deserialize;
use std::path::PathBuf;

/// Where drafts and submissions are stored.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// The SQLite file; created if it isn't there. Its folder must not be the keys' folder.
    pub path: PathBuf,
    /// Connections that read, at most. Each keeps a cache of its own. Default 4.
    #[serde(default = "readers")]
    pub readers: u32,
    /// Writes that share one commit, at most. Default 64; 1 turns group commit off.
    #[serde(default = "batch")]
    pub batch: usize,
}

fn readers() -> u32 {
    4
}

fn batch() -> usize {
    64
}
