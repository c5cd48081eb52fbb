//! Relays: sealed files from a telephone to an application that is open on another device. Created by the open device, joined by the telephone, gone
//! after an hour, or as soon as the open device ends it. The server passes on what it cannot read.
//!
//! Files are uploaded as attachments are: `PUT` with `Upload-Offset` and `Upload-Length` appends, `HEAD` tells where to go on. The open device reads a complete
//! one with `GET`; `DELETE` says that it has it, and it is gone.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/relays`: the open device announces a relay it has drawn a secret for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RelayCreateRequest))]
pub struct CreateRequest {
    /// b64u16, derived from the relay's secret.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u16")))]
    pub lookup: String,
    /// b64u32, hash of the proof that the secret is known.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub verifier: String,
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// Service id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub service: String,
}

/// 201: the server's share of the relay's key, and the open device's session.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RelayCreateResponse))]
pub struct CreateResponse {
    /// b64u32.
    pub share: String,
    /// b64u32, sent as `Authorization: Bearer`; ends with the relay.
    pub session: String,
    /// instant: when the relay ends.
    pub expires_at: String,
}

/// `POST /api/v1/relays/open`: the telephone proves that it knows the secret.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RelayOpenRequest))]
pub struct OpenRequest {
    /// b64u16.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u16")))]
    pub lookup: String,
    /// b64u32, the preimage of the verifier.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub auth: String,
}

/// 200: what the telephone needs. Wrong secret, ended and unknown are one and the same 401. A session that was there before ends.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RelayOpenResponse))]
pub struct OpenResponse {
    /// b64u32.
    pub share: String,
    /// b64u32.
    pub session: String,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// The sealed invitation, base64url.
    pub invitation: String,
    /// instant.
    pub expires_at: String,
}

/// 200: how a relay is, for either end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = RelayState))]
pub struct State {
    /// Whether a telephone has joined.
    pub joined: bool,
    /// Files that are complete and have not been collected, the oldest first: b64u16.
    pub files: Vec<String>,
    /// Whether a file is on its way.
    pub arriving: bool,
    /// instant.
    pub expires_at: String,
}
