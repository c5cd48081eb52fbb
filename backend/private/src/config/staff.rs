//! Section `staff`.

use serde::Deserialize;
use vordruck_contract::postbox::PasswordProfile;

/// Rules for staff accounts.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct StaffConfig {
    /// Rules for new passwords: `modern` (default) or `bestand`.
    pub password_profile: PasswordProfile,
    /// Minutes without a request after which a session ends. Default 30.
    pub idle_minutes: u32,
    /// Hours after which a session ends, however busy it is. Default 10.
    pub session_hours: u32,
}

impl Default for StaffConfig {
    fn default() -> Self {
        Self { password_profile: PasswordProfile::default(), idle_minutes: 30, session_hours: 10 }
    }
}
