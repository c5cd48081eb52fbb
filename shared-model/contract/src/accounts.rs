//! Accounts of the postbox: what clerks do with their own, what administrators of a tenant do with those of others, invitations, the audit log. Served
//! by the private side only. Knows names and permissions, never passwords that are stored.

use serde::{Deserialize, Serialize};

use crate::postbox::{PasswordProfile, ServiceAccess};

/// 200 of `GET /api/v1/sessions`: the user's own, latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionList {
    /// The sessions.
    pub sessions: Vec<SessionFacts>,
}

/// One of the user's sessions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionFacts {
    /// uuid4, to end it by; it signs nobody in.
    pub id: String,
    /// instant: when it began.
    pub began_at: String,
    /// instant: when it was used last, to the minute.
    pub seen_at: String,
    /// Where from: an IP address.
    pub address: String,
    /// Browser and system as far as the browser says, e.g. `Firefox, Linux`; may be empty.
    pub browser: String,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// `POST /api/v1/session/second-factor`: begins to set up a second factor; also what removing it asks for. 422 with `wrong` at `/password`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct SecondFactorRequest {
    /// The present password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
}

/// 200 of that: what an authenticator app has to be told. It counts only once it was confirmed.
#[derive(Clone, Serialize, Deserialize)]
pub struct SecondFactorOffer {
    /// The secret in base32 (RFC 4648), in groups of four.
    pub secret: String,
    /// The same as an `otpauth://` address, which apps on the same device open.
    pub uri: String,
}

/// `PUT /api/v1/session/second-factor`: confirms it. 204, or 422 with `wrong` at `/code`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct SecondFactorCode {
    /// Six digits (RFC 6238).
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 16)))]
    pub code: String,
}

/// `POST /api/v1/invitation`: whom an invitation is for. 404 when it is over, was used, or never was.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct InvitationLook {
    /// The secret of the link.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub token: String,
}

/// 200 of that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvitationFacts {
    /// User name.
    pub name: String,
    /// What people call the user.
    pub display_name: String,
    /// The rules the password has to follow.
    pub password_profile: PasswordProfile,
}

/// `PUT /api/v1/invitation`: accepts it by setting a password. 204; then one signs in. 422 with `PasswordFault` codes at `/new_password`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct InvitationAnswer {
    /// The secret of the link.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub token: String,
    /// The password to be.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub new_password: String,
}

/// 200 of `GET /api/v1/administration/{tenant}/users`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserList {
    /// Everybody who may read something of this tenant, by name.
    pub users: Vec<User>,
    /// The services there are to be permitted.
    pub services: Vec<ServiceAccess>,
}

/// An account, as administrators of a tenant see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// uuid4.
    pub id: String,
    /// User name.
    pub name: String,
    /// What people call the user.
    pub display_name: String,
    /// What the user may do with this tenant.
    pub permissions: Permissions,
    /// How the account stands.
    pub status: UserStatus,
    /// Whether signing in takes a second factor.
    pub has_second_factor: bool,
    /// instant: when the user signed in last; none: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signed_in_at: Option<String>,
    /// False: the account reaches beyond this tenant, the operator manages it.
    pub is_managed_here: bool,
    /// Whether it is the account of who asks; nobody changes the own one.
    pub is_self: bool,
}

/// How an account stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UserStatus {
    /// Can sign in.
    Active,
    /// Has not accepted the invitation yet.
    Invited,
    /// Locked by an administrator.
    Locked,
}

/// What a user may do with one tenant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Permissions {
    /// Reads and works on all services, also those that come later.
    pub all_services: bool,
    /// Service ids; reads and works on these.
    pub services: Vec<String>,
    /// Manages users and reads the audit log. This alone shows no application.
    pub is_administrator: bool,
}

/// `POST /api/v1/administration/{tenant}/users`: 201 with an `Invitation`. 409-free: a taken name is 422 with `taken` at `/name`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct NewUser {
    /// User name: 1 to 64 letters, digits or the signs `. - _ @`.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub name: String,
    /// What people call the user.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 120)))]
    pub display_name: String,
    /// What the user may do.
    pub permissions: Permissions,
}

/// `PUT /api/v1/administration/{tenant}/users/{user}`: 200 with the `User`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
pub struct UserChange {
    /// What people call the user.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 120)))]
    pub display_name: String,
    /// What the user may do.
    pub permissions: Permissions,
    /// Whether the account is locked; locking ends its sessions.
    pub is_locked: bool,
}

/// 201 of inviting somebody, and of `POST …/users/{user}/invitation`, which is for who has lost password or second factor. Shown once.
#[derive(Clone, Serialize, Deserialize)]
pub struct Invitation {
    /// The account.
    pub user: User,
    /// The secret of the link; it stands behind `#`, so that no server sees it when the page is opened.
    pub token: String,
    /// instant: until when it can be accepted.
    pub expires_at: String,
}

/// Query of `GET /api/v1/administration/{tenant}/audit`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditQuery {
    /// Only what was before this place, as `AuditList::next` said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// 200 of that: latest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditList {
    /// Who did what, 100 lines at most.
    pub lines: Vec<AuditLine>,
    /// The place behind the last of them, if there are more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// One line of the audit log. No content of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    /// instant.
    pub at: String,
    /// Display name; none: the program, the command line, or somebody unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What, e.g. `pdf-downloaded`.
    pub action: String,
    /// What it was done to: the reference number of an item, a user's display name, or an id when it is gone.
    pub subject: String,
}
