//! An account, as it is stored (sealed).

use serde::{Deserialize, Serialize};

use super::permission::Grant;
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
    /// PHC string of the present password (Argon2id).
    pub(crate) password: String,
    /// PHC strings of earlier passwords, latest first, at most six.
    pub(crate) earlier: Vec<String>,
    /// When the password was set.
    pub(crate) password_set_at: UnixSeconds,
}

/// A name as it is compared: lower case, without white space around it.
pub(crate) fn canonical_name(name: &str) -> String {
    name.trim().to_lowercase()
}
