//! The tenant's key manifest on the wire: one compact JWS, checked by whoever seals, not by whoever stores.

use serde::{Deserialize, Serialize};

/// `GET` and `PUT /api/v1/tenants/{tenant}/keys`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KeyManifest {
    /// Compact JWS, signed by the tenant's offline root key.
    #[cfg_attr(feature = "validate", validate(length(min = 32, max = 65536)))]
    pub jws: String,
}
