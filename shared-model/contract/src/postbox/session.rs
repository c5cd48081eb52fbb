//! Signing in, who is signed in, and the rules for passwords. Knows nothing of items.

use serde::{Deserialize, Serialize};

/// `POST /api/v1/session`: a clerk signs in. Unknown name, wrong password and closed account are one and the same 401.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInRequest {
    /// User name, as the administrator gave it; case does not matter.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 64)))]
    pub name: String,
    /// Password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
    /// The six digits of the second factor, where the account has one; without them the answer is 401 with `required` at `/code`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 16)))]
    pub code: Option<String>,
}

/// 200 of signing in and of `GET /api/v1/session`; the session itself is a cookie that no script can read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// uuid4 of the account.
    pub id: String,
    /// User name.
    pub name: String,
    /// What people call the user.
    pub display_name: String,
    /// What the user may see; never empty texts, sorted by tenant and title.
    pub services: Vec<ServiceAccess>,
    /// The tenants whose users this one administers.
    #[serde(default)]
    pub administers: Vec<TenantAccess>,
    /// instant: when the session ends, however busy it is.
    pub ends_at: String,
    /// Minutes without a request after which it ends.
    pub idle_minutes: u32,
    /// The rules a new password has to follow.
    pub password_profile: PasswordProfile,
    /// Whether signing in takes a second factor.
    #[serde(default)]
    pub has_second_factor: bool,
}

/// A tenant whose users somebody administers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantAccess {
    /// Tenant id.
    pub tenant: String,
    /// Name of the authority.
    pub tenant_name: String,
}

/// Somebody who works with items.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// What people call them.
    pub display_name: String,
    /// uuid4 of the account.
    pub id: String,
}

/// A service whose submissions the user may read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ServiceAccess {
    /// Tenant id.
    pub tenant: String,
    /// Name of the authority.
    pub tenant_name: String,
    /// Service id.
    pub service: String,
    /// German name of the service.
    pub title: String,
}

/// Rules for passwords.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordProfile {
    /// At least 15 characters, no well-known password, no words of the context; nothing else (NIST SP 800-63B-4 §3.1.1.2).
    #[default]
    Modern,
    /// The incumbent's: at least 10 characters, three of four classes, not trivial, not one of the last six, a day between changes.
    Bestand,
}

/// `PUT /api/v1/session/password`: a clerk changes the own password. 204, or 422 with `PasswordFault` codes at `/new_password`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "validate", derive(validator::Validate))]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PasswordRequest {
    /// The present password.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub password: String,
    /// The one to come.
    #[cfg_attr(feature = "validate", validate(length(min = 1, max = 256)))]
    pub new_password: String,
}

/// Why a new password is refused. On the wire as the `code` of a `FieldProblem`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PasswordFault {
    /// Fewer characters than demanded: 15, in the profile `bestand` 10.
    TooShort,
    /// More than 256 bytes.
    TooLong,
    /// On the list of well-known passwords, or nothing but repetitions and sequences.
    WellKnown,
    /// Holds the user's name, the display name, the tenant or the service.
    Context,
    /// Fewer than three of: upper case, lower case, digits, others (`bestand` only).
    TooFewClasses,
    /// A date, a number plate or a street with a number, and hardly anything else (`bestand` only).
    Guessable,
    /// The present one; in the profile `bestand` one of the last six.
    UsedBefore,
    /// Changed within the last day (`bestand` only; an administrator can still set one).
    ChangedRecently,
}

impl PasswordFault {
    /// The code on the wire, as serde writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too-short",
            Self::TooLong => "too-long",
            Self::WellKnown => "well-known",
            Self::Context => "context",
            Self::TooFewClasses => "too-few-classes",
            Self::Guessable => "guessable",
            Self::UsedBefore => "used-before",
            Self::ChangedRecently => "changed-recently",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn password_fault_codes_are_what_serde_writes() {
        for fault in [
            PasswordFault::TooShort,
            PasswordFault::TooLong,
            PasswordFault::WellKnown,
            PasswordFault::Context,
            PasswordFault::TooFewClasses,
            PasswordFault::Guessable,
            PasswordFault::UsedBefore,
            PasswordFault::ChangedRecently,
        ] {
            assert_eq!(serde_json::to_value(fault).unwrap(), fault.code());
        }
    }
}
