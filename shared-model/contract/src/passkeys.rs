//! Passkeys of the postbox (W3C Web Authentication, Level 3): added, named, removed, signed in with. What browser and private side say to each other in a
//! ceremony passes as JSON text in the standard's own shapes (§ 5.1.8, § 5.1.9); this crate does not look inside.

use serde::{Deserialize, Serialize};

/// 200 of `GET /api/v1/session/passkeys`: the user's own, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyList {
    /// The passkeys.
    pub passkeys: Vec<PasskeyFacts>,
    /// The origin passkeys are for: browsers make and use them there only.
    pub origin: String,
}

/// One of the user's passkeys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyFacts {
    /// uuid4, to name or remove it by; it signs nobody in.
    pub id: String,
    /// What the user calls it.
    pub name: String,
    /// instant: when it was added.
    pub added_at: String,
    /// instant: when somebody signed in with it last; none: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_at: Option<String>,
}

/// `POST …/offer`, and `POST …/{passkey}/removal`: both take the password. 422 with `wrong` at `/password`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct PasskeyPermit {
    /// The present password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
}

/// 200 of asking for a ceremony: what the browser needs for it. Good once, for five minutes, in the session that asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyCeremony {
    /// JSON: `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    pub options: String,
}

/// `POST /api/v1/session/passkeys`: adds one. 201 with the `PasskeyFacts`; 422 with `refused` at `/credential`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct NewPasskey {
    /// What the user calls it.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 60)))]
    pub name: String,
    /// JSON: `RegistrationResponseJSON`.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 12_000)))]
    pub credential: String,
}

/// `PUT /api/v1/session/passkeys/{passkey}`: names it. 204.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct PasskeyName {
    /// What the user calls it.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 60)))]
    pub name: String,
}

/// `PUT /api/v1/passkey`: signs in. 200 with the `Session`, or 401.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct PasskeySignIn {
    /// JSON: `AuthenticationResponseJSON`.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 12_000)))]
    pub credential: String,
}
