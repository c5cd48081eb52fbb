//! The postbox over HTTP: all routes on this page, one endpoint a file. In: requests of clerks' browsers. Out: answers of `contract::postbox`, problem
//! documents, the page of the web app. Knows nothing of collecting.

mod answer;
mod attachment;
mod files;
mod intake;
mod item;
mod items;
mod origin;
mod page;
mod password;
mod pdf;
mod session;
mod signed_in;
mod state;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;

use crate::alarms::Alarms;
use crate::clock::Clock;
use crate::config::{StaffConfig, TenantConfig};
use crate::problem::Refusal;
use crate::staff::session::{Lifetime, Sessions};
use crate::store::Store;
use vordruck_contract::assets::Assets;

/// Longest request of a clerk in bytes.
const MOST_BYTES: usize = 16 << 10;

/// What endpoints work with.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) store: Store,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) staff: StaffConfig,
    pub(crate) tenants: Arc<BTreeMap<String, TenantConfig>>,
    pub(crate) alarms: Alarms,
    pub(crate) assets: Arc<dyn Assets>,
    /// Whether clerks reach us by https, so that the cookie can be bound to it.
    pub(crate) is_https: bool,
    /// Proxies that are believed about where a request comes from.
    pub(crate) trusted_proxies: Arc<[std::net::IpAddr]>,
}

/// All routes.
pub(crate) fn router(app: App) -> Router {
    let sessions = Sessions { store: app.store.clone(), clock: Arc::clone(&app.clock), lifetime: Lifetime::of(&app.staff) };
    let cookie = SessionManagerLayer::new(sessions)
        // The prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis § 4.1.3.2); it can't be had without https.
        .with_name(if app.is_https { "__Host-vordruck" } else { "vordruck" })
        .with_secure(app.is_https)
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_path("/")
        .with_expiry(Expiry::OnSessionEnd);
    let api = Router::new()
        .route(paths::POSTBOX_SESSION, get(session::get).post(session::post).delete(session::delete))
        .route(paths::POSTBOX_PASSWORD, put(password::put))
        .route(paths::POSTBOX_ITEMS, get(items::get))
        .route(paths::POSTBOX_ITEM, get(item::get))
        .route(paths::POSTBOX_ITEM_PDF, get(pdf::get))
        .route(paths::POSTBOX_ITEM_ATTACHMENT, get(attachment::get))
        .route(paths::POSTBOX_ITEM_STATE, put(state::put))
        .layer(from_fn(origin::same_origin_only))
        .layer(cookie);
    let pages = Router::new()
        .route(paths::POSTBOX_LIST_PAGE, get(page::app))
        .route(paths::POSTBOX_SIGN_IN_PAGE, get(page::app))
        .route(paths::POSTBOX_ITEM_PAGE, get(page::app))
        .route(paths::POSTBOX_PASSWORD_PAGE, get(page::app))
        .route(paths::ASSETS, get(files::get))
        .route(paths::HEALTH, get(health));
    api.merge(pages)
        .fallback(async || Refusal::new(ProblemKind::NotFound))
        .method_not_allowed_fallback(async || Refusal::new(ProblemKind::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| axum::response::IntoResponse::into_response(Refusal::internal("a handler panicked"))))
        .layer(from_fn_with_state(app.clone(), answer::answer))
        .with_state(app)
}

async fn health(axum::extract::State(app): axum::extract::State<App>) -> Result<&'static str, Refusal> {
    app.store.list_newest_forms().await?;
    Ok("ok\n")
}
