//! What administrators of a tenant do with its accounts. In: a tenant they administer, their own account, wishes. Out: accounts, links. Accounts that
//! reach beyond the tenant are shown and not changed; the own one isn't either, so that no tenant loses its last administrator to a slip.

use vordruck_contract::accounts::Permissions;
use vordruck_contract::formats::is_slug;

use super::account::Account;
use super::administration::{StaffError, StaffMember, blank};
use super::invitation::{self, Link};
use super::permission::Grant;
use crate::clock::UnixSeconds;
use crate::store::Store;
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;

/// Where and by whom.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) store: &'a Store,
    pub(crate) tenant: &'a str,
    pub(crate) by: &'a Account,
    pub(crate) now: UnixSeconds,
}

/// Everybody who has to do with the tenant, by name.
pub(crate) async fn list(store: &Store, tenant: &str) -> Result<Vec<Account>, StaffError> {
    let near = store.list_staff_near(tenant).await?;
    Ok(near.into_iter().filter(|account| permissions(account, tenant) != Permissions::default()).collect())
}

/// What an account may do with a tenant.
pub(crate) fn permissions(account: &Account, tenant: &str) -> Permissions {
    let here = account.grants.iter().filter(|grant| grant.tenant == tenant);
    Permissions {
        all_services: here.clone().any(|grant| grant.service.is_none()),
        services: here.filter_map(|grant| grant.service.clone()).collect(),
        is_administrator: account.administers.iter().any(|administered| administered == tenant),
    }
}

impl Desk<'_> {
    /// Invites somebody.
    pub(crate) async fn invite(self, name: String, display_name: String, wished: &Permissions) -> Result<(Account, Link), StaffError> {
        let (grants, administers) = self.permitted(wished)?;
        let account = blank(self.store, StaffMember { name, display_name, grants, administers }, self.now).await?;
        let link = invitation::draw(&self.store.rng, self.now)?;
        let invitation = Some((link.token.as_str(), link.expires_at));
        self.store.add_staff(&account, invitation, &self.entry(Action::StaffInvited, &account.id)).await?;
        Ok((account, link))
    }

    /// A new link for who has lost password or second factor. Both count until the link is used.
    pub(crate) async fn invite_again(self, id: &str) -> Result<(Account, Link), StaffError> {
        let account = self.managed(id).await?;
        let link = invitation::draw(&self.store.rng, self.now)?;
        self.store.add_invitation(id, &link.token, link.expires_at, &self.entry(Action::StaffInvited, id)).await?;
        Ok((account, link))
    }

    /// Changes somebody's name and permissions, locks or unlocks.
    pub(crate) async fn change(self, id: &str, display_name: &str, wished: &Permissions, lock: bool) -> Result<Account, StaffError> {
        let before = self.managed(id).await?;
        let (grants, administers) = self.permitted(wished)?;
        let action = match (before.is_locked, lock) {
            (false, true) => Action::StaffLocked,
            (true, false) => Action::StaffUnlocked,
            _ => Action::StaffChanged,
        };
        let entry = self.entry(action, id);
        let ends = if lock { Ends::All } else { Ends::Nothing };
        let changed = self.store.change_staff(id, ends, Some(&entry), |account| {
            display_name.trim().clone_into(&mut account.display_name);
            account.grants = grants;
            account.administers = administers;
            account.is_locked = lock;
            true
        });
        changed.await?.ok_or(StaffError::UnknownName)
    }

    /// Removes somebody.
    pub(crate) async fn remove(self, id: &str) -> Result<(), StaffError> {
        self.managed(id).await?;
        Ok(self.store.remove_staff(id, &self.entry(Action::StaffRemoved, id)).await?)
    }

    /// The account, if it is one of this tenant's to manage. One that has nothing to do with the tenant is not there.
    async fn managed(self, id: &str) -> Result<Account, StaffError> {
        let account = self.store.lookup_staff(id).await?.ok_or(StaffError::UnknownName)?;
        if permissions(&account, self.tenant) == Permissions::default() {
            return Err(StaffError::UnknownName);
        }
        if account.tenant() != Some(self.tenant) || account.id == self.by.id {
            return Err(StaffError::NotYours);
        }
        Ok(account)
    }

    fn permitted(self, wished: &Permissions) -> Result<(Vec<Grant>, Vec<String>), StaffError> {
        if *wished == Permissions::default() || !wished.services.iter().all(|service| is_slug(service)) {
            return Err(StaffError::NoPermission);
        }
        let grant = |service| Grant { tenant: self.tenant.to_owned(), service };
        let mut grants: Vec<Grant> = if wished.all_services {
            vec![grant(None)]
        } else {
            wished.services.iter().map(|service| grant(Some(service.clone()))).collect()
        };
        grants.sort();
        grants.dedup();
        Ok((grants, if wished.is_administrator { vec![self.tenant.to_owned()] } else { Vec::new() }))
    }

    fn entry<'a>(&'a self, action: Action, subject: &'a str) -> Entry<'a> {
        Entry { at: self.now, actor: &self.by.id, action, tenant: self.tenant, subject }
    }
}
