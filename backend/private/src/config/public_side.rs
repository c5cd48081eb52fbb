//! Section `public_side`.

use serde::Deserialize;
use std::path::PathBuf;

/// The public side. All connections go there from here; none come back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublicSideConfig {
    /// Scheme and host, without a path, e.g. `https://formulare.musterstadt.example`. `http` only to a loopback address, refused otherwise.
    pub url: String,
    /// A PEM file with the certificate of an authority of one's own, trusted beside the system's.
    #[serde(default)]
    pub root_certificate: Option<PathBuf>,
    /// The Ed25519 key that signs receipts, 43 base64url digits. When missing, the first one seen is kept, and any other refused from then on.
    #[serde(default)]
    pub receipt_key: Option<String>,
}
