//! Signing in, who is signed in, signing out.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Json;
use axum::extract::{ConnectInfo, FromRequestParts, State};
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use tower_sessions::Session as Cookie;
use vordruck_contract::postbox::{ServiceAccess, Session, SignInRequest, TenantAccess};
use vordruck_form::compiled::CompiledForm;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::staff::account::Account;
use crate::staff::permission::{self, Wish};
use crate::staff::session::{KEY, Lifetime, SignedIn, browser};
use crate::staff::sign_in::{Shown, sign_in};
use crate::store::audit::{Action, Entry};

/// Who is at the door: where from, with which browser.
pub(super) struct Visitor {
    pub(super) address: IpAddr,
    browser: String,
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Refusal> {
        let from = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = from.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(address)| address.ip().to_canonical());
        let agent = parts.headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).map(browser);
        Ok(Self { address: client(peer, &parts.headers, &app.trusted_proxies), browser: agent.unwrap_or_default() })
    }
}

/// `POST`
pub(super) async fn post(
    State(app): State<App>,
    cookie: Cookie,
    visitor: Visitor,
    Checked(request): Checked<SignInRequest>,
) -> Result<Json<Session>, Refusal> {
    let password = zeroize::Zeroizing::new(request.password);
    let shown = Shown { name: &request.name, password: &password, code: request.code.as_deref(), from: visitor.address };
    let account = sign_in(&app.store, &shown, app.clock.now()).await?;
    begin(&app, &cookie, visitor, account).await
}

/// Begins a session for whoever has proven to be the account's owner.
pub(super) async fn begin(app: &App, cookie: &Cookie, visitor: Visitor, account: Account) -> Result<Json<Session>, Refusal> {
    let now = app.clock.now();
    let signed_in = SignedIn {
        staff: account.id.clone(),
        at: now,
        last_seen_at: now,
        handle: app.store.rng.uuid().map_err(Refusal::internal)?,
        address: visitor.address.to_string(),
        browser: visitor.browser,
    };
    // A session id that was known before signing in is worth nothing afterwards.
    cookie.flush().await?;
    cookie.cycle_id().await?;
    cookie.insert(KEY, &signed_in).await?;
    Ok(Json(session(app, &account, &signed_in).await?))
}

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk) -> Result<Json<Session>, Refusal> {
    Ok(Json(session(&app, &clerk.account, &clerk.signed_in).await?))
}

/// `DELETE`: 204 whether or not somebody was signed in.
pub(super) async fn delete(State(app): State<App>, cookie: Cookie) -> Result<StatusCode, Refusal> {
    if let Some(signed_in) = cookie.get::<SignedIn>(KEY).await? {
        app.store
            .audit(&Entry { at: app.clock.now(), actor: &signed_in.staff, action: Action::SignedOut, tenant: "", subject: "" })
            .await?;
    }
    cookie.flush().await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn session(app: &App, account: &Account, signed_in: &SignedIn) -> Result<Session, Refusal> {
    let mut services = Vec::new();
    for (tenant, service, bytes) in app.store.list_newest_forms().await? {
        if permission::may(&account.grants, Wish::Read, &tenant, &service) {
            let title =
                CompiledForm::from_bytes(&bytes).map(|form| form.title.in_language(0).to_owned()).unwrap_or_else(|_| service.clone());
            let tenant_name = app.tenants.get(&tenant).map_or_else(|| tenant.clone(), |tenant| tenant.name.clone());
            services.push(ServiceAccess { tenant, tenant_name, service, title });
        }
    }
    services.sort();
    let name_of = |tenant: &String| app.tenants.get(tenant).map_or_else(|| tenant.clone(), |tenant| tenant.name.clone());
    let administers = account.administers.iter().map(|tenant| TenantAccess { tenant: tenant.clone(), tenant_name: name_of(tenant) });
    Ok(Session {
        id: account.id.clone(),
        name: account.name.clone(),
        display_name: account.display_name.clone(),
        services,
        administers: administers.collect(),
        ends_at: instant(signed_in.ends_at(Lifetime::of(&app.staff))),
        idle_minutes: app.staff.idle_minutes,
        password_profile: app.password_rules.profile(account),
        has_second_factor: account.second_factor.is_some(),
    })
}

/// Who asked. Only the last entry is a trusted proxy's own word; all before it can be invented by the client.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> IpAddr {
    if !trusted.contains(&peer) {
        return peer;
    }
    let named = headers.get_all("x-forwarded-for").iter().next_back().and_then(|value| value.to_str().ok());
    named.and_then(|text| text.rsplit(',').next()?.trim().parse().ok()).unwrap_or(peer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_entry() {
        let ip = |text: &str| text.parse::<IpAddr>().unwrap();
        let headers = HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), "198.51.100.1, 192.0.2.9".parse().unwrap())]);
        assert_eq!(client(ip("10.0.0.1"), &headers, &[]), ip("10.0.0.1"));
        assert_eq!(client(ip("10.0.0.1"), &headers, &[ip("10.0.0.1")]), ip("192.0.2.9"));
        assert_eq!(client(ip("10.0.0.1"), &HeaderMap::new(), &[ip("10.0.0.1")]), ip("10.0.0.1"));
    }
}
