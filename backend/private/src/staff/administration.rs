//! Managing accounts: what the command line does, and a clerk with the own password.

use vordruck_contract::postbox::{PasswordFault, PasswordProfile};
use zeroize::Zeroizing;

use super::account::{Account, canonical_name};
use super::password::{self, Context, REMEMBERED};
use super::permission::Grant;
use crate::clock::UnixSeconds;
use crate::store::audit::{Action, Entry};
use crate::store::{Store, StoreError};

/// Who acts, in the audit log, when no clerk does.
const COMMAND_LINE: &str = "command-line";

/// An account without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffMember {
    /// User name.
    pub name: String,
    /// What people call them.
    pub display_name: String,
    /// What they may see.
    pub grants: Vec<Grant>,
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
    /// The present password isn't that.
    #[error("the present password is not accepted")]
    WrongPassword,
    /// The new password may not be used.
    #[error("the password is refused: {}", .0.iter().map(|fault| fault.code()).collect::<Vec<_>>().join(", "))]
    Password(Vec<PasswordFault>),
    /// Hashing failed: no memory or no randomness.
    #[error("the password could not be hashed")]
    Hashing,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Who sets a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// The clerk, who waits a day between changes where the profile says so.
    Oneself,
    /// An administrator, who doesn't.
    Administrator,
}

/// Adds a user.
pub(crate) async fn add(
    store: &Store,
    profile: PasswordProfile,
    member: StaffMember,
    password: Zeroizing<String>,
    now: UnixSeconds,
) -> Result<(), StaffError> {
    let name = canonical_name(&member.name);
    let is_well_formed = (1..=64).contains(&name.chars().count()) && name.chars().all(|c| c.is_alphanumeric() || ".-_@".contains(c));
    if !is_well_formed {
        return Err(StaffError::MalformedName);
    }
    if store.lookup_staff_by_name(&name).await?.is_some() {
        return Err(StaffError::NameTaken);
    }
    let account = Account {
        id: store.rng.uuid().map_err(StoreError::from)?,
        name,
        display_name: member.display_name,
        grants: member.grants,
        password: String::new(),
        earlier: Vec::new(),
        password_set_at: now,
    };
    let account = with_password(store, profile, account, password, By::Administrator, now).await?;
    let entry = Entry { at: now, actor: COMMAND_LINE, action: Action::StaffAdded, tenant: "", subject: &account.id };
    Ok(store.save_staff(&account, &entry).await?)
}

/// Sets a user's password; ends all sessions of the user.
pub(crate) async fn set_password(
    store: &Store,
    profile: PasswordProfile,
    name: &str,
    password: Zeroizing<String>,
    now: UnixSeconds,
) -> Result<(), StaffError> {
    let account = store.lookup_staff_by_name(&canonical_name(name)).await?.ok_or(StaffError::UnknownName)?;
    let account = with_password(store, profile, account, password, By::Administrator, now).await?;
    let entry = Entry { at: now, actor: COMMAND_LINE, action: Action::PasswordChanged, tenant: "", subject: &account.id };
    Ok(store.save_staff(&account, &entry).await?)
}

/// A clerk changes the own password; ends all sessions, this one too.
pub(crate) async fn change_password(
    store: &Store,
    profile: PasswordProfile,
    account: Account,
    present: Zeroizing<String>,
    new: Zeroizing<String>,
    now: UnixSeconds,
) -> Result<(), StaffError> {
    let hash = account.password.clone();
    let is_right = tokio::task::spawn_blocking(move || password::verify(&present, &hash)).await.map_err(|_| StoreError::Interrupted)?;
    if !is_right {
        return Err(StaffError::WrongPassword);
    }
    let account = with_password(store, profile, account, new, By::Oneself, now).await?;
    let entry = Entry { at: now, actor: &account.id, action: Action::PasswordChanged, tenant: "", subject: &account.id };
    Ok(store.save_staff(&account, &entry).await?)
}

/// Removes a user and ends the sessions.
pub(crate) async fn remove(store: &Store, name: &str, now: UnixSeconds) -> Result<(), StaffError> {
    let account = store.lookup_staff_by_name(&canonical_name(name)).await?.ok_or(StaffError::UnknownName)?;
    let entry = Entry { at: now, actor: COMMAND_LINE, action: Action::StaffRemoved, tenant: "", subject: &account.id };
    Ok(store.remove_staff(&account.id, &entry).await?)
}

/// All users, by name.
pub(crate) async fn list(store: &Store) -> Result<Vec<StaffMember>, StaffError> {
    let accounts = store.list_staff().await?;
    Ok(accounts
        .into_iter()
        .map(|account| StaffMember { name: account.name, display_name: account.display_name, grants: account.grants })
        .collect())
}

async fn with_password(
    store: &Store,
    profile: PasswordProfile,
    mut account: Account,
    password: Zeroizing<String>,
    by: By,
    now: UnixSeconds,
) -> Result<Account, StaffError> {
    let rng = store.rng.clone();
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
