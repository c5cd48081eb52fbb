//! Section `scanner`.

use serde::Deserialize;
use std::path::PathBuf;

/// Which malware scanner looks at what arrives.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, tag = "kind", rename_all = "kebab-case")]
pub enum ScannerConfig {
    /// None; every item says that it was not checked.
    None,
    /// ClamAV's daemon. It has to be configured with `AlertExceedsMax yes` and `AlertEncrypted yes`: by default it calls what it can't look
    /// into clean.
    Clamd {
        /// Its Unix socket; or `address`.
        #[serde(default)]
        socket: Option<PathBuf>,
        /// Its TCP address, e.g. `10.0.0.5:3310`.
        #[serde(default)]
        address: Option<String>,
        /// Seconds one object may take. Default 120.
        #[serde(default = "patience_seconds")]
        patience_seconds: u64,
    },
}

fn patience_seconds() -> u64 {
    120
}
