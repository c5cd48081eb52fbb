//! Drafts: created, opened, saved, mailed, deleted. The server stores a body it cannot read under a lookup that says nothing.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/drafts`: the browser announces a draft it has made keys for.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateRequest {
    /// b64u16, derived from the link secret.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u16")))]
    pub lookup: String,
    /// b64u32, hash of the proof that link and PIN are known.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub verifier: String,
    /// Tenant id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub tenant: String,
    /// Service id.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::slug")))]
    pub service: String,
    /// hex64, the form the draft is pinned to.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::hex64")))]
    pub form: String,
}

/// 201: the server's share of the draft key, and a session to save with.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CreateResponse {
    /// b64u32.
    pub share: String,
    /// b64u32, sent as `Authorization: Bearer`; 30 minutes idle.
    pub session: String,
    /// instant: when an unsaved draft goes away.
    pub expires_at: String,
}

/// `POST /api/v1/drafts/open`: proof of link and PIN.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenRequest {
    /// b64u16.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u16")))]
    pub lookup: String,
    /// b64u32, the preimage of the verifier.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub auth: String,
}

/// 200: what the browser needs to read the draft. Wrong link, wrong PIN and no such draft are one and the same 401.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenResponse {
    /// b64u32.
    pub share: String,
    /// b64u32.
    pub session: String,
    /// Revision of the stored body; 0 when nothing was saved yet.
    pub rev: u64,
    /// Tenant id.
    pub tenant: String,
    /// Service id.
    pub service: String,
    /// hex64, the form the draft is pinned to.
    pub form: String,
    /// instant.
    pub expires_at: String,
}

/// 200 after `PUT …/body` with `If-Match: "<rev before>"` and `Vordruck-Attachments`; the body is committed durably.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveResponse {
    /// The new revision: the one before plus one.
    pub rev: u64,
    /// instant: now + 30 days.
    pub expires_at: String,
}

/// `POST …/mail`: send the resume link. The PIN is never in it.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailRequest {
    /// The applicant's address; kept only until the mail server has taken the mail.
    #[cfg_attr(feature = "validate", validate(email, length(max = 254)))]
    pub email: String,
    /// b64u32, the link secret.
    #[cfg_attr(feature = "validate", validate(custom(function = "crate::formats::checks::b64u32")))]
    pub link_secret: String,
    /// BCP 47 tag of the mail's language, `de` or `en`.
    #[cfg_attr(feature = "validate", validate(length(min = 2, max = 16)))]
    pub language: String,
}

/// 202: the mail is in the outbox.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailResponse {
    /// How many more mails this draft may send.
    pub remaining: u32,
}
