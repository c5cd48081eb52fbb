//! Managing accounts: what every way of doing it shares, and a clerk with the own password.

use std::collections::BTreeMap;

use vordruck_contract::postbox::{PasswordFault, PasswordProfile};
use zeroize::Zeroizing;

use super::account::{Account, canonical_name};
use super::password::{self, Context, REMEMBERED};
use super::permission::Grant;
use crate::clock::UnixSeconds;
use crate::config::{Config, TenantConfig};
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;
use crate::store::{Store, StoreError};

/// Who acts, in the audit log, when no clerk does.
pub(super) const COMMAND_LINE: &str = "command-line";

/// An account without its secrets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StaffMember {
    /// User name.
    pub name: String,
    /// What people call them.
    pub display_name: String,
    /// What they may see.
    pub grants: Vec<Grant>,
    /// Tenants whose users they manage in the web app. This alone shows no item.
    pub administers: Vec<String>,
}

/// Why an account was not changed.
#[derive(Debug, thiserror::Error)]
pub enum StaffError {
    /// There is one of this name.
    #[error("there is a user of this name already")]
    NameTaken,
    /// There is none of this name.
    #[error("there is no user of this name")]
    UnknownName,
    /// Names have 1 to 64 characters: letters, digits, point, hyphen, underscore, at sign.
    #[error("a user name has 1 to 64 letters, digits or the signs . - _ @")]
    MalformedName,
    /// Nobody manages the own account, and administrators of a tenant none that reaches beyond it.
    #[error("this account is managed by somebody else")]
    NotYours,
    /// An account without any permission would be nobody's to manage.
    #[error("the user is permitted nothing")]
    NoPermission,
    /// The account is locked; a link would open nothing.
    #[error("the account is locked")]
    Locked,
    /// The invitation was used, is over, or never was.
    #[error("there is no such invitation")]
    NoInvitation,
    /// The present password isn't that.
    #[error("the present password is not accepted")]
    WrongPassword,
    /// The new password may not be used.
    #[error("the password is refused: {}", .0.iter().map(|fault| advice(*fault)).collect::<Vec<_>>().join("; "))]
    Password(Vec<PasswordFault>),
    /// Hashing failed: no memory or no randomness.
    #[error("the password could not be hashed")]
    Hashing,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What to do about it, for a terminal.
fn advice(fault: PasswordFault) -> &'static str {
    match fault {
        PasswordFault::TooShort => "take more characters, at least 15 (10 in the profile `bestand`)",
        PasswordFault::TooLong => "take fewer characters, at most 256 bytes",
        PasswordFault::WellKnown => "it is well known or a mere sequence, take another",
        PasswordFault::Context => "leave out names of the user, the tenant and the service",
        PasswordFault::TooFewClasses => "mix at least three of upper case, lower case, digits and others",
        PasswordFault::Guessable => "it is hardly more than a date, a number plate or an address, take another",
        PasswordFault::UsedBefore => "it was used before, take another",
        PasswordFault::ChangedRecently => "it was changed within the last day, change it tomorrow or ask an administrator",
    }
}

/// Who sets a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The clerk, who waits a day between changes where the profile says so.
    Oneself,
    /// An administrator, who doesn't.
    Administrator,
}

/// The rules for passwords: the installation's, and those of tenants that have their own.
#[derive(Clone)]
pub(crate) struct PasswordRules {
    pub(crate) usual: PasswordProfile,
    pub(crate) of_tenants: BTreeMap<String, PasswordProfile>,
}

impl PasswordRules {
    pub(crate) fn of(config: &Config) -> Self {
        let own = |(id, tenant): (&String, &TenantConfig)| Some((id.clone(), tenant.password_profile?));
        Self { usual: config.staff.password_profile, of_tenants: config.tenants.iter().filter_map(own).collect() }
    }

    /// Those for an account: its tenant's; the usual ones for who works for several.
    pub(crate) fn profile(&self, account: &Account) -> PasswordProfile {
        account.tenant().and_then(|tenant| self.of_tenants.get(tenant)).copied().unwrap_or(self.usual)
    }
}

/// An account without a password, not stored yet.
pub(super) async fn blank(store: &Store, member: StaffMember, now: UnixSeconds) -> Result<Account, StaffError> {
    let name = canonical_name(&member.name);
    let is_well_formed = (1..=64).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if !is_well_formed {
        return Err(StaffError::MalformedName);
    }
    if store.lookup_staff_by_name(&name).await?.is_some() {
        return Err(StaffError::NameTaken);
    }
    Ok(Account {
        id: store.rng.uuid().map_err(StoreError::from)?,
        name,
        display_name: member.display_name.trim().to_owned(),
        grants: member.grants,
        administers: member.administers,
        is_locked: false,
        password: String::new(),
        earlier: Vec::new(),
        password_set_at: now,
        second_factor: None,
        second_factor_offered: None,
        passkeys: Vec::new(),
        signed_in_at: None,
    })
}

/// A clerk changes the own password; ends all sessions, this one too.
pub(crate) async fn change_password(
    store: &Store,
    rules: &PasswordRules,
    account: Account,
    present: Zeroizing<String>,
    new: Zeroizing<String>,
    now: UnixSeconds,
) -> Result<(), StaffError> {
    verify(&account, present).await?;
    let account = with_password(store, rules, account, new, By::Oneself, now).await?;
    let actor = account.id.clone();
    save_password(store, account, &actor, now).await
}

/// Takes a tenant out of everybody's grants; who has no other goes. Returns how many accounts were changed or removed.
pub(crate) async fn forget_tenant(store: &Store, tenant: &str, now: UnixSeconds) -> Result<u64, StaffError> {
    let mut changed = 0;
    for account in store.list_staff().await? {
        let reaches = |account: &Account| {
            account.grants.iter().map(|grant| &grant.tenant).chain(&account.administers).filter(|t| *t != tenant).count()
        };
        let touches = account.grants.iter().any(|grant| grant.tenant == tenant) || account.administers.iter().any(|own| own == tenant);
        if !touches {
            continue;
        }
        changed += 1;
        let entry = Entry { at: now, actor: COMMAND_LINE, action: Action::StaffRemoved, tenant: "", subject: &account.id };
        if reaches(&account) == 0 {
            store.remove_staff(&account.id, &entry).await?;
            continue;
        }
        let forget = |account: &mut Account| {
            account.grants.retain(|grant| grant.tenant != tenant);
            account.administers.retain(|administered| administered != tenant);
            true
        };
        store.change_staff(&account.id, Ends::All, Some(&entry), forget).await?;
    }
    Ok(changed)
}

/// Whether it is the account's present password.
pub(crate) async fn verify(account: &Account, present: Zeroizing<String>) -> Result<(), StaffError> {
    let hash = account.password.clone();
    let is_right = tokio::task::spawn_blocking(move || password::verify(&present, &hash)).await.map_err(|_| StoreError::Interrupted)?;
    if is_right { Ok(()) } else { Err(StaffError::WrongPassword) }
}

/// Writes an account's new password, unless it was changed by somebody else meanwhile; ends its sessions.
pub(super) async fn save_password(store: &Store, account: Account, actor: &str, now: UnixSeconds) -> Result<(), StaffError> {
    let tenant = account.tenant().unwrap_or_default();
    let entry = Entry { at: now, actor, action: Action::PasswordChanged, tenant, subject: &account.id };
    let changed = store.change_staff(&account.id, Ends::All, Some(&entry), |stored| {
        let replaced = account.earlier.first().map_or("", String::as_str);
        let is_as_it_was = stored.password == replaced;
        stored.password.clone_from(&account.password);
        stored.earlier.clone_from(&account.earlier);
        stored.password_set_at = now;
        is_as_it_was
    });
    changed.await?.map(drop).ok_or(StaffError::UnknownName)
}

/// The account with a new password, if the rules allow it.
pub(super) async fn with_password(
    store: &Store,
    rules: &PasswordRules,
    mut account: Account,
    password: Zeroizing<String>,
    by: By,
    now: UnixSeconds,
) -> Result<Account, StaffError> {
    let (rng, profile) = (store.rng.clone(), rules.profile(&account));
    let hashed = tokio::task::spawn_blocking(move || {
        let mut words = vec![account.name.clone(), account.display_name.clone()];
        words.extend(account.grants.iter().flat_map(|grant| [Some(grant.tenant.clone()), grant.service.clone()]).flatten());
        let earlier: Vec<String> =
            std::iter::once(account.password.clone()).filter(|hash| !hash.is_empty()).chain(account.earlier.clone()).collect();
        let set_at = (by == By::Oneself).then_some(account.password_set_at);
        let faults = password::faults(profile, &password, &Context { words: &words, earlier: &earlier, set_at, now });
        if !faults.is_empty() {
            return Err(StaffError::Password(faults));
        }
        account.password = password::hash(&password, &rng).ok_or(StaffError::Hashing)?;
        account.earlier = earlier.into_iter().take(REMEMBERED).collect();
        account.password_set_at = now;
        Ok(account)
    });
    hashed.await.map_err(|_| StoreError::Interrupted)?
}
