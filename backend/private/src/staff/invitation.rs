//! Invitations: a link with which somebody sets the password, the first or a new one, so that no administrator ever knows one. In: the link's secret.
//! Out: whom it is for; the password set. The secret is drawn here, shown once, and kept as a keyed hash.

use base64ct::{Base64UrlUnpadded, Encoding as _};
use zeroize::Zeroizing;

use super::account::Account;
use super::administration::{By, PasswordRules, StaffError, save_password, with_password};
use crate::clock::{Rng, UnixSeconds};
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;
use crate::store::{Store, StoreError};

/// How long a link counts, in seconds.
const SECONDS: UnixSeconds = 7 * 86_400;

/// A link's secret, and until when it counts.
pub(crate) struct Link {
    pub(crate) token: String,
    pub(crate) expires_at: UnixSeconds,
}

/// Draws a link.
pub(super) fn draw(rng: &Rng, now: UnixSeconds) -> Result<Link, StaffError> {
    let secret: [u8; 32] = rng.bytes().map_err(StoreError::from)?;
    Ok(Link { token: Base64UrlUnpadded::encode_string(&secret), expires_at: now + SECONDS })
}

/// Whom a link is for.
pub(crate) async fn look(store: &Store, token: &str, now: UnixSeconds) -> Result<Account, StaffError> {
    let staff = store.lookup_invitation(token, now).await?.ok_or(StaffError::NoInvitation)?;
    store.lookup_staff(&staff).await?.filter(|account| !account.is_locked).ok_or(StaffError::NoInvitation)
}

/// Sets the password and removes second factor and passkeys: who gets a link has lost one or the other. The link is used up.
pub(crate) async fn accept(
    store: &Store,
    rules: &PasswordRules,
    token: &str,
    password: Zeroizing<String>,
    now: UnixSeconds,
) -> Result<(), StaffError> {
    let account = look(store, token, now).await?;
    // A refused password must not cost the link.
    let account = with_password(store, rules, account, password, By::Administrator, now).await?;
    if !store.remove_invitation(token).await? {
        return Err(StaffError::NoInvitation);
    }
    let (id, tenant) = (account.id.clone(), account.tenant().unwrap_or_default().to_owned());
    save_password(store, account, &id, now).await?;
    let entry = Entry { at: now, actor: &id, action: Action::InvitationAccepted, tenant: &tenant, subject: &id };
    let changed = store.change_staff(&id, Ends::Nothing, Some(&entry), |account| {
        account.remove_second_factors();
        true
    });
    changed.await?.map(drop).ok_or(StaffError::NoInvitation)
}
