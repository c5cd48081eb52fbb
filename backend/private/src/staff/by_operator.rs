//! What the operator does with accounts, on the command line: all of them, also those that reach beyond a tenant. In: names as they are typed. Out: accounts
//! as they stand, links. Everything is written down as done by the command line.

use vordruck_contract::accounts::UserStatus;
use zeroize::Zeroizing;

use super::account::{Account, canonical_name};
use super::administration::{By, COMMAND_LINE, PasswordRules, StaffError, StaffMember, blank, save_password, with_password};
use super::invitation::{self, Link};
use super::permission::Grant;
use crate::clock::UnixSeconds;
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;
use crate::store::{Store, StoreError};

/// An account as the operator sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffAccount {
    /// Who it is and what they may do.
    pub member: StaffMember,
    /// How it stands.
    pub status: UserStatus,
    /// Whether the password alone is not enough.
    pub has_second_factor: bool,
    /// When somebody signed in with it last, Unix seconds; none: never.
    pub signed_in_at: Option<UnixSeconds>,
}

/// What somebody may do from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleChange {
    /// May read these, too.
    pub grant: Vec<Grant>,
    /// May read these no longer.
    pub revoke: Vec<Grant>,
    /// Administers these tenants, too.
    pub administers: Vec<String>,
    /// Administers these no longer.
    pub no_longer_administers: Vec<String>,
}

/// A desk of the operator.
#[derive(Clone, Copy)]
pub(crate) struct Operator<'a> {
    pub(crate) store: &'a Store,
    pub(crate) rules: &'a PasswordRules,
    pub(crate) now: UnixSeconds,
}

impl Operator<'_> {
    /// Adds a user with a password.
    pub(crate) async fn add(self, member: StaffMember, password: Zeroizing<String>) -> Result<(), StaffError> {
        let account = blank(self.store, member, self.now).await?;
        let account = with_password(self.store, self.rules, account, password, By::Administrator, self.now).await?;
        Ok(self.store.add_staff(&account, None, &self.entry(Action::StaffAdded, &account)).await?)
    }

    /// Adds a user without a password; with the link, the user sets one.
    pub(crate) async fn invite(self, member: StaffMember) -> Result<Link, StaffError> {
        let account = blank(self.store, member, self.now).await?;
        let link = invitation::draw(&self.store.rng, self.now)?;
        let invitation = Some((link.token.as_str(), link.expires_at));
        self.store.add_staff(&account, invitation, &self.entry(Action::StaffInvited, &account)).await?;
        Ok(link)
    }

    /// A new link for who has lost password, passkey or second factor. All of them count until the link is used.
    pub(crate) async fn invite_again(self, name: &str) -> Result<Link, StaffError> {
        let account = self.find(name).await?;
        if account.is_locked {
            return Err(StaffError::Locked);
        }
        let link = invitation::draw(&self.store.rng, self.now)?;
        self.store.add_invitation(&account.id, &link.token, link.expires_at, &self.entry(Action::StaffInvited, &account)).await?;
        Ok(link)
    }

    /// Locks or unlocks; false when it already is. Locking ends all sessions.
    pub(crate) async fn lock(self, name: &str, is_locked: bool) -> Result<bool, StaffError> {
        let account = self.find(name).await?;
        let action = if is_locked { Action::StaffLocked } else { Action::StaffUnlocked };
        let ends = if is_locked { Ends::All } else { Ends::Nothing };
        let entry = self.entry(action, &account);
        let changed = self.store.change_staff(&account.id, ends, Some(&entry), |account| {
            let was_locked = std::mem::replace(&mut account.is_locked, is_locked);
            was_locked != is_locked
        });
        Ok(changed.await?.is_some())
    }

    /// Changes what somebody may do; tells what it is then.
    pub(crate) async fn change_role(self, name: &str, change: RoleChange) -> Result<StaffAccount, StaffError> {
        let account = self.find(name).await?;
        let (mut grants, mut administers) = (account.grants.clone(), account.administers.clone());
        grants.extend(change.grant);
        grants.retain(|grant| !change.revoke.contains(grant));
        grants.sort();
        grants.dedup();
        administers.extend(change.administers);
        administers.retain(|tenant| !change.no_longer_administers.contains(tenant));
        administers.sort();
        administers.dedup();
        if grants.is_empty() && administers.is_empty() {
            return Err(StaffError::NoPermission);
        }
        let entry = self.entry(Action::StaffChanged, &account);
        let changed = self.store.change_staff(&account.id, Ends::Nothing, Some(&entry), |account| {
            let is_other = (&account.grants, &account.administers) != (&grants, &administers);
            account.grants = grants;
            account.administers = administers;
            is_other
        });
        // Nothing to change: it is as it was.
        Ok(described(changed.await?.unwrap_or(account)))
    }

    /// Sets a user's password; ends all sessions of the user.
    pub(crate) async fn set_password(self, name: &str, password: Zeroizing<String>) -> Result<(), StaffError> {
        let account = self.find(name).await?;
        let account = with_password(self.store, self.rules, account, password, By::Administrator, self.now).await?;
        save_password(self.store, account, COMMAND_LINE, self.now).await
    }

    /// Removes a user and ends the sessions.
    pub(crate) async fn remove(self, name: &str) -> Result<(), StaffError> {
        let account = self.find(name).await?;
        Ok(self.store.remove_staff(&account.id, &self.entry(Action::StaffRemoved, &account)).await?)
    }

    async fn find(self, name: &str) -> Result<Account, StaffError> {
        self.store.lookup_staff_by_name(&canonical_name(name)).await?.ok_or(StaffError::UnknownName)
    }

    fn entry<'b>(self, action: Action, account: &'b Account) -> Entry<'b> {
        Entry { at: self.now, actor: COMMAND_LINE, action, tenant: account.tenant().unwrap_or_default(), subject: &account.id }
    }
}

/// All users, by name.
pub(crate) async fn list(store: &Store) -> Result<Vec<StaffAccount>, StoreError> {
    Ok(store.list_staff().await?.into_iter().map(described).collect())
}

fn described(account: Account) -> StaffAccount {
    StaffAccount {
        status: account.status(),
        has_second_factor: account.has_second_factor(),
        signed_in_at: account.signed_in_at,
        member: StaffMember {
            name: account.name,
            display_name: account.display_name,
            grants: account.grants,
            administers: account.administers,
        },
    }
}
