//! The private side collects: it leases, reads, and acknowledges. All connections are opened by the private side.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/collect/lease` with the tenant's collector token as bearer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaseRequest {
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// How many at most.
    #[cfg_attr(feature = "validate", validate(range(min = 1, max = 100)))]
    pub max: u32,
    /// How long the server may wait for work before it answers with none, in seconds.
    #[cfg_attr(feature = "validate", validate(range(max = 60)))]
    pub wait_seconds: u32,
}

/// 200, possibly with no items.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeaseResponse {
    /// Oldest first.
    pub items: Vec<LeasedSubmission>,
}

/// All that is known of a submission outside of its sealed objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeasedSubmission {
    /// uuid4.
    pub pid: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// hex64.
    pub form: String,
    /// Thumbprint of the tenant key.
    pub kid: String,
    /// `hpke-1`.
    pub suite: String,
    /// base64url: the wrapped package key.
    pub wrap: String,
    /// The sealed objects, in order.
    pub objects: Vec<crate::submissions::ObjectDigest>,
    /// The receipt the applicant holds.
    pub receipt: crate::submissions::Receipt,
    /// Fencing token: grows with every lease of this submission.
    pub fence: u64,
    /// instant, by the database's clock.
    pub leased_until: String,
}

/// What became of it, as far as the outside may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// Delivered durably. Also said of what could not be read: staff see that, the outside must not.
    Received,
}

/// `POST …/acknowledge`. Repeating it is answered like the first time.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcknowledgeRequest {
    /// The fencing token of the lease.
    pub fence: u64,
    /// What became of it.
    pub outcome: Outcome,
    /// hex128: what was delivered.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex128")))]
    pub digest: String,
    /// Compact JWS (EdDSA, the collector's key) over pid, digest, outcome and time.
    #[cfg_attr(feature = "validate", validate(length(min = 32, max = 4096)))]
    pub jws: String,
}

/// 200: the public side has deleted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcknowledgeResponse {
    /// instant.
    pub deleted_at: String,
}
