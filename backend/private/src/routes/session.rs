//! Signing in, who is signed in, signing out.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::Json;
use axum::extract::{ConnectInfo, Extension, State};
use axum::http::StatusCode;
use tower_sessions::Session as Cookie;
use vordruck_contract::postbox::{ServiceAccess, Session, SignInRequest};
use vordruck_form::compiled::CompiledForm;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::staff::account::Account;
use crate::staff::permission::{self, Wish};
use crate::staff::session::{KEY, Lifetime, SignedIn};
use crate::staff::sign_in::sign_in;
use crate::store::audit::{Action, Entry};

/// `POST`
pub(super) async fn post(
    State(app): State<App>,
    cookie: Cookie,
    from: Option<Extension<ConnectInfo<SocketAddr>>>,
    Checked(request): Checked<SignInRequest>,
) -> Result<Json<Session>, Refusal> {
    let now = app.clock.now();
    let address = from.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Extension(ConnectInfo(address))| address.ip());
    let password = zeroize::Zeroizing::new(request.password);
    let account = sign_in(&app.store, &request.name, &password, address, now).await?;
    let signed_in = SignedIn { staff: account.id.clone(), at: now, last_seen_at: now };
    // A session id that was known before signing in is worth nothing afterwards.
    cookie.flush().await?;
    cookie.cycle_id().await?;
    cookie.insert(KEY, &signed_in).await?;
    Ok(Json(session(&app, &account, &signed_in).await?))
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
    Ok(Session {
        name: account.name.clone(),
        display_name: account.display_name.clone(),
        services,
        ends_at: instant(signed_in.ends_at(Lifetime::of(&app.staff))),
        idle_minutes: app.staff.idle_minutes,
        password_profile: app.staff.password_profile,
    })
}
