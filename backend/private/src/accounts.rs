//! Accounts, for the command line. In: names as they are typed. Out: accounts as they stand, links to be passed on. Knows no HTTP.

use zeroize::Zeroizing;

use crate::side::PrivateSide;
use crate::staff::administration::{PasswordRules, StaffError, StaffMember};
use crate::staff::by_operator::{self, Operator, RoleChange, StaffAccount};
use crate::store::StoreError;

/// A link with which somebody sets a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationLink {
    /// Path and fragment at the postbox's address; the fragment is the secret.
    pub path: String,
    /// Until when it counts, Unix seconds.
    pub expires_at: i64,
}

impl PrivateSide {
    /// Adds a member of staff.
    ///
    /// # Errors
    /// The name is taken or malformed, or the password is refused.
    pub async fn add_user(&self, member: StaffMember, password: Zeroizing<String>) -> Result<(), StaffError> {
        let rules = self.password_rules();
        self.operator(&rules).add(member, password).await
    }

    /// Adds a member of staff who sets the password with the link that is told; `None` for somebody who is there already and has lost it.
    ///
    /// # Errors
    /// The name is taken, malformed or unknown, or the account locked.
    pub async fn invite_user(&self, name: &str, member: Option<StaffMember>) -> Result<InvitationLink, StaffError> {
        let rules = self.password_rules();
        let operator = self.operator(&rules);
        let link = match member {
            Some(member) => operator.invite(member).await?,
            None => operator.invite_again(name).await?,
        };
        Ok(InvitationLink {
            path: format!("{}#{}", vordruck_contract::paths::POSTBOX_INVITATION_PAGE, link.token),
            expires_at: link.expires_at,
        })
    }

    /// Locks or unlocks a user; false when it already is so. Locking ends the sessions.
    ///
    /// # Errors
    /// There is no such user.
    pub async fn lock_user(&self, name: &str, is_locked: bool) -> Result<bool, StaffError> {
        let rules = self.password_rules();
        self.operator(&rules).lock(name, is_locked).await
    }

    /// Changes what a user may do, and tells what it is then; an empty change only tells.
    ///
    /// # Errors
    /// There is no such user, or nothing would be left.
    pub async fn change_role(&self, name: &str, change: RoleChange) -> Result<StaffAccount, StaffError> {
        let rules = self.password_rules();
        self.operator(&rules).change_role(name, change).await
    }

    /// Sets a password and ends the user's sessions.
    ///
    /// # Errors
    /// There is no such user, or the password is refused.
    pub async fn set_password(&self, name: &str, password: Zeroizing<String>) -> Result<(), StaffError> {
        let rules = self.password_rules();
        self.operator(&rules).set_password(name, password).await
    }

    /// Removes a user and ends the sessions.
    ///
    /// # Errors
    /// There is no such user.
    pub async fn remove_user(&self, name: &str) -> Result<(), StaffError> {
        let rules = self.password_rules();
        self.operator(&rules).remove(name).await
    }

    /// All users, by name.
    ///
    /// # Errors
    /// The store.
    pub async fn list_users(&self) -> Result<Vec<StaffAccount>, StoreError> {
        by_operator::list(&self.store).await
    }

    fn operator<'a>(&'a self, rules: &'a PasswordRules) -> Operator<'a> {
        Operator { store: &self.store, rules, now: self.clock.now() }
    }
}
