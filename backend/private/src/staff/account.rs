//! An account, as it is stored (sealed).

use serde::{Deserialize, Serialize};
use vordruck_contract::accounts::UserStatus;

use super::passkey::Passkey;
use super::permission::Grant;
use super::second_factor::SecondFactor;
use crate::clock::UnixSeconds;

/// A member of staff.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Account {
    /// Random; what sessions and the audit log say.
    pub(crate) id: String,
    /// User name in lower case.
    pub(crate) name: String,
    /// What people call them.
    pub(crate) display_name: String,
    /// What they may see.
    pub(crate) grants: Vec<Grant>,
    /// Tenants whose users they manage.
    #[serde(default)]
    pub(crate) administers: Vec<String>,
    /// Whether an administrator has locked it.
    #[serde(default)]
    pub(crate) is_locked: bool,
    /// PHC string of the present password (Argon2id); empty until an invitation is accepted, and nothing matches that.
    pub(crate) password: String,
    /// PHC strings of earlier passwords, latest first, at most six.
    pub(crate) earlier: Vec<String>,
    /// When the password was set.
    pub(crate) password_set_at: UnixSeconds,
    /// What signing in takes beside the password.
    #[serde(default)]
    pub(crate) second_factor: Option<SecondFactor>,
    /// A second factor that was offered and is not confirmed yet.
    #[serde(default)]
    pub(crate) second_factor_offered: Option<SecondFactor>,
    /// Passkeys; each is password and second factor in one.
    #[serde(default)]
    pub(crate) passkeys: Vec<Passkey>,
    /// When somebody signed in with it last.
    #[serde(default)]
    pub(crate) signed_in_at: Option<UnixSeconds>,
}

impl Account {
    /// How it stands.
    pub(crate) fn status(&self) -> UserStatus {
        match (self.is_locked, self.password.is_empty()) {
            (true, _) => UserStatus::Locked,
            (false, true) => UserStatus::Invited,
            (false, false) => UserStatus::Active,
        }
    }

    /// Whether the password alone is not enough to sign in.
    pub(crate) fn has_second_factor(&self) -> bool {
        self.second_factor.is_some() || !self.passkeys.is_empty()
    }

    /// Forgets all that signing in takes beside the password.
    pub(crate) fn remove_second_factors(&mut self) {
        self.second_factor = None;
        self.second_factor_offered = None;
        self.passkeys.clear();
    }

    /// The tenant whose administrators manage it; none when it reaches beyond one.
    pub(crate) fn tenant(&self) -> Option<&str> {
        let mut tenants = self.grants.iter().map(|grant| grant.tenant.as_str()).chain(self.administers.iter().map(String::as_str));
        let first = tenants.next()?;
        tenants.all(|tenant| tenant == first).then_some(first)
    }
}

/// A name as it is compared: lower case, without white space around it.
pub(crate) fn canonical_name(name: &str) -> String {
    name.trim().to_lowercase()
}
