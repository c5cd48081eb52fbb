//! Section `tenants.<id>`.

use serde::Deserialize;

/// What the public side knows of an authority's private side.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantConfig {
    /// SHA-256 of the collector's bearer token, 64 hexadecimal digits. The token itself is only known to the private side.
    pub collector_token_sha256: String,
    /// Ed25519 public key that signs acknowledgements, 43 base64url digits.
    pub collector_key: String,
}
