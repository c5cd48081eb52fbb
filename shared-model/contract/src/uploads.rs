//! Objects of a submission on their way: opened with the pid, uploaded one by one, referred to by `submissions`.
//! An upload that is never submitted is deleted after 24 hours.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/uploads`. Repeating it with the same pid starts the objects anew, unless it was submitted.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenRequest {
    /// uuid4, drawn by the browser.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::uuid4")))]
    pub pid: String,
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// Service id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub service: String,
    /// Sizes of the sealed objects 0…N−1, in bytes.
    #[cfg_attr(feature = "validate", validate(length(min = 3, max = 64)))]
    pub object_sizes: Vec<u64>,
}

/// 201.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenResponse {
    /// b64u32, sent as `Authorization: Bearer` with every object and with the submission.
    pub session: String,
}

/// 200 after a piece of an object was stored (`Upload-Offset`, `Upload-Length` as for attachments).
pub type PutResponse = crate::attachments::PutResponse;
