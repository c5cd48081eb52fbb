//! Who asks. In: the session cookie. Out: the account as it stands now, or 401; whether it administers the tenant of the path, or 404. Permissions are looked up anew with every request.

use std::collections::HashMap;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use tower_sessions::Session;
use vordruck_contract::problem::ProblemKind;

use super::App;
use crate::problem::Refusal;
use crate::staff::account::Account;
use crate::staff::accounts_of_tenant::Desk;
use crate::staff::permission::{self, Wish};
use crate::staff::session::{KEY, Lifetime, SignedIn};
use crate::store::items::Item;

/// How old the note of the last request may get, in seconds, before it is written again.
const REFRESH: i64 = 60;

/// A clerk with a living session.
pub(super) struct Clerk {
    pub(super) account: Account,
    pub(super) signed_in: SignedIn,
}

impl FromRequestParts<App> for Clerk {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let refused = || Refusal::new(ProblemKind::NotAuthorised);
        let session = parts.extensions.get::<Session>().cloned().ok_or_else(|| Refusal::internal("no session layer"))?;
        let mut signed_in: SignedIn = session.get(KEY).await?.ok_or_else(refused)?;
        let now = app.clock.now();
        if signed_in.expires_at(Lifetime::of(&app.staff)) <= now {
            session.flush().await?;
            return Err(refused());
        }
        let Some(account) = app.store.lookup_staff(&signed_in.staff).await?.filter(|account| !account.is_locked) else {
            session.flush().await?;
            return Err(refused());
        };
        if now - signed_in.last_seen_at >= REFRESH {
            signed_in.last_seen_at = now;
            session.insert(KEY, &signed_in).await?;
        }
        Ok(Self { account, signed_in })
    }
}

/// An administrator of the tenant in the path. For anybody else the tenant isn't there.
pub(super) struct Administrator {
    pub(super) account: Account,
    pub(super) tenant: String,
    /// The `{user}` of the path; empty where the path has none.
    pub(super) user: String,
}

impl FromRequestParts<App> for Administrator {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let clerk = Clerk::from_request_parts(parts, app).await?;
        let hidden = || Refusal::new(ProblemKind::NotFound);
        let Path(mut path) = Path::<HashMap<String, String>>::from_request_parts(parts, app).await.map_err(|_| hidden())?;
        let tenant = path.remove("tenant").filter(|tenant| clerk.account.administers.contains(tenant)).ok_or_else(hidden)?;
        Ok(Self { account: clerk.account, tenant, user: path.remove("user").unwrap_or_default() })
    }
}

impl Administrator {
    /// Where this administrator works.
    pub(super) fn desk<'a>(&'a self, app: &'a App) -> Desk<'a> {
        Desk { store: &app.store, tenant: &self.tenant, by: &self.account, now: app.clock.now() }
    }
}

impl Clerk {
    /// The item, if this clerk may do that with it. What is forbidden looks like what isn't there.
    pub(super) async fn item(&self, app: &App, id: &str, wish: Wish) -> Result<Item, Refusal> {
        self.find_item(app, id, wish).await?.ok_or_else(|| Refusal::new(ProblemKind::NotFound))
    }

    /// The same, for whoever goes on without it.
    pub(super) async fn find_item(&self, app: &App, id: &str, wish: Wish) -> Result<Option<Item>, Refusal> {
        let item = app.store.lookup_item(id).await?.filter(|item| item.delete_at > app.clock.now());
        Ok(item.filter(|item| permission::may(&self.account.grants, wish, &item.tenant, &item.service)))
    }
}
