//! A submission: the sealed objects belong together from here on, and the applicant holds a signed receipt.

use serde::{Deserialize, Serialize};
#[cfg(feature = "validate")]
use validator::Validate;

/// `POST /api/v1/submissions` with `Idempotency-Key: <pid>` and the upload's session as bearer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmitRequest {
    /// uuid4.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::uuid4")))]
    pub pid: String,
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// Service id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub service: String,
    /// hex64.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex64")))]
    pub form: String,
    /// Thumbprint of the tenant key the package key is wrapped to.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub kid: String,
    /// `hpke-1`.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 16)))]
    pub suite: String,
    /// base64url: the wrapped package key.
    #[cfg_attr(feature = "validate", validate(length(min = 64, max = 8192)))]
    pub wrap: String,
    /// The sealed objects, in order.
    #[cfg_attr(feature = "validate", validate(length(min = 3, max = 64), nested))]
    pub objects: Vec<ObjectDigest>,
    /// hex128: the digest over all objects.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex128")))]
    pub digest: String,
    /// The draft this came from, deleted in the same transaction. If its session has ended, the submission counts all the same and the draft
    /// expires by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "validate", validate(nested))]
    pub draft: Option<DraftToDelete>,
}

/// Size and digest of one sealed object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ObjectDigest {
    /// Bytes of the sealed object.
    pub size: u64,
    /// hex128: SHA-512 of the sealed object.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex128")))]
    pub sha512: String,
}

/// Names the draft and proves the right to delete it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DraftToDelete {
    /// b64u16.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u16")))]
    pub lookup: String,
    /// b64u32: the draft's session.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub session: String,
}

/// 201 the first time, 200 for the same pid and digest, inside a 409 for the same pid with another digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// uuid4.
    pub pid: String,
    /// The number people quote, e.g. `VD-7K3M9-QX2TB`; derived from tenant and pid.
    pub reference: String,
    /// hex128.
    pub digest: String,
    /// instant.
    pub received_at: String,
    /// instant: until when the public side keeps it at the latest.
    pub retain_until: String,
    /// Compact JWS (EdDSA) over all of the above and tenant, service, form.
    pub jws: String,
}
