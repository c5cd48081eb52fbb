//! The postbox over HTTP: all routes on this page, one endpoint a file. In: requests of clerks' browsers. Out: answers of `contract::postbox`, problem
//! documents, the page of the web app. Knows nothing of collecting.

mod alive;
mod answer;
mod archive;
mod assignee;
mod assignees;
mod attachment;
mod audit;
mod callback;
mod colleagues;
mod files;
mod health;
mod intake;
mod invitation;
mod item;
mod items;
mod metrics;
mod openapi;
mod origin;
mod page;
mod passkey_sign_in;
mod passkeys;
mod password;
mod pdf;
mod second_factor;
mod session;
mod sessions;
mod signed_in;
mod state;
mod transfers;
mod transport;
mod user;
mod users;

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodFilter, MethodRouter, on};
use tokio::sync::Notify;
use tower_http::catch_panic::CatchPanicLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::{Expiry, SessionManagerLayer};
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;

use crate::alarms::Alarms;
use crate::clock::Clock;
use crate::config::{StaffConfig, TenantConfig};
use crate::fit_connect::callback::Secret;
use crate::paper::ListPrinter;
use crate::problem::Refusal;
use crate::staff::administration::PasswordRules;
use crate::staff::passkey::RelyingParty;
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
    pub(crate) password_rules: PasswordRules,
    pub(crate) tenants: Arc<BTreeMap<String, TenantConfig>>,
    pub(crate) alarms: Alarms,
    pub(crate) lists: Arc<dyn ListPrinter>,
    pub(crate) assets: Arc<dyn Assets>,
    /// Whom passkeys are for.
    pub(crate) relying_party: Arc<RelyingParty>,
    /// Whether clerks reach us by https, so that the cookie can be bound to it.
    pub(crate) is_https: bool,
    /// Who may say that something is new at FIT-Connect, and whom to tell.
    pub(crate) callbacks: Arc<Callbacks>,
    /// Proxies that are believed about where a request comes from.
    pub(crate) trusted_proxies: Arc<[std::net::IpAddr]>,
}

/// FIT-Connect's callbacks.
#[derive(Default)]
pub(crate) struct Callbacks {
    pub(crate) secrets: Vec<Secret>,
    pub(crate) destinations: Vec<Arc<Notify>>,
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
    let fold = |router: Router<App>, route: Route| router.route(route.path, route.answer);
    let api = api().into_iter().fold(Router::new(), fold).layer(from_fn(origin::same_origin_only)).layer(cookie);
    let pages = pages().into_iter().chain(machines()).fold(Router::new(), fold);
    api.merge(pages)
        .fallback(async || Refusal::new(ProblemKind::NotFound))
        .method_not_allowed_fallback(async || Refusal::new(ProblemKind::MethodNotAllowed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| axum::response::IntoResponse::into_response(Refusal::internal("a handler panicked"))))
        .layer(from_fn_with_state(app.clone(), answer::answer))
        .with_state(app)
}

/// A route: how, where, and what answers. One list is both the router and what tests enumerate.
struct Route {
    method: Method,
    path: &'static str,
    answer: MethodRouter<App>,
}

fn route<H: Handler<T, App>, T: 'static>(method: Method, path: &'static str, endpoint: H) -> Route {
    // Only methods of our own table are asked for, and all of them are known.
    let filter = MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::TRACE);
    Route { method, path, answer: on(filter, endpoint) }
}

/// Method and path of every route, for the test that tries each with every role.
#[doc(hidden)]
#[must_use]
pub fn postbox_routes() -> Vec<(Method, &'static str)> {
    api().into_iter().chain(pages()).chain(machines()).map(|route| (route.method, route.path)).collect()
}

/// Those of them that programs ask, for the test that looks for each in the description.
#[doc(hidden)]
#[must_use]
pub fn machine_routes() -> Vec<(Method, &'static str)> {
    machines().into_iter().map(|route| (route.method, route.path)).collect()
}

fn api() -> Vec<Route> {
    vec![
        route(Method::GET, paths::POSTBOX_SESSION, session::get),
        route(Method::POST, paths::POSTBOX_SESSION, session::post),
        route(Method::DELETE, paths::POSTBOX_SESSION, session::delete),
        route(Method::PUT, paths::POSTBOX_PASSWORD, password::put),
        route(Method::GET, paths::POSTBOX_SESSIONS, sessions::get),
        route(Method::DELETE, paths::POSTBOX_SESSIONS, sessions::delete_others),
        route(Method::DELETE, paths::POSTBOX_OTHER_SESSION, sessions::delete),
        route(Method::POST, paths::POSTBOX_SECOND_FACTOR, second_factor::post),
        route(Method::PUT, paths::POSTBOX_SECOND_FACTOR, second_factor::put),
        route(Method::POST, paths::POSTBOX_SECOND_FACTOR_REMOVAL, second_factor::remove),
        route(Method::GET, paths::POSTBOX_PASSKEYS, passkeys::get),
        route(Method::POST, paths::POSTBOX_PASSKEYS, passkeys::post),
        route(Method::POST, paths::POSTBOX_PASSKEY_OFFER, passkeys::offer),
        route(Method::PUT, paths::POSTBOX_OWN_PASSKEY, passkeys::put),
        route(Method::POST, paths::POSTBOX_PASSKEY_REMOVAL, passkeys::remove),
        route(Method::POST, paths::POSTBOX_PASSKEY_SIGN_IN, passkey_sign_in::post),
        route(Method::PUT, paths::POSTBOX_PASSKEY_SIGN_IN, passkey_sign_in::put),
        route(Method::POST, paths::POSTBOX_INVITATION, invitation::post),
        route(Method::PUT, paths::POSTBOX_INVITATION, invitation::put),
        route(Method::GET, paths::POSTBOX_TRANSFERS, transfers::get),
        route(Method::GET, paths::POSTBOX_TRANSPORT, transport::get),
        route(Method::POST, paths::POSTBOX_RETRIES, transport::retry),
        route(Method::POST, paths::POSTBOX_ACKNOWLEDGEMENTS, transport::acknowledge),
        route(Method::GET, paths::POSTBOX_ITEMS, items::get),
        route(Method::POST, paths::POSTBOX_ARCHIVE, archive::post),
        route(Method::PUT, paths::POSTBOX_ASSIGNEES, assignees::put),
        route(Method::POST, paths::POSTBOX_COLLEAGUES, colleagues::post),
        route(Method::GET, paths::POSTBOX_ITEM, item::get),
        route(Method::GET, paths::POSTBOX_ITEM_PDF, pdf::get),
        route(Method::GET, paths::POSTBOX_ITEM_ATTACHMENT, attachment::get),
        route(Method::PUT, paths::POSTBOX_ITEM_STATE, state::put),
        route(Method::PUT, paths::POSTBOX_ITEM_ASSIGNEE, assignee::put),
        route(Method::GET, paths::POSTBOX_USERS, users::get),
        route(Method::POST, paths::POSTBOX_USERS, users::post),
        route(Method::GET, paths::POSTBOX_USERS_CSV, users::csv),
        route(Method::GET, paths::POSTBOX_USERS_PDF, users::pdf),
        route(Method::PUT, paths::POSTBOX_USER, user::put),
        route(Method::DELETE, paths::POSTBOX_USER, user::delete),
        route(Method::POST, paths::POSTBOX_USER_INVITATION, user::invite_again),
        route(Method::GET, paths::POSTBOX_AUDIT, audit::get),
    ]
}

fn pages() -> Vec<Route> {
    let app_pages = [
        paths::POSTBOX_LIST_PAGE,
        paths::POSTBOX_SIGN_IN_PAGE,
        paths::POSTBOX_ITEM_PAGE,
        paths::POSTBOX_PASSWORD_PAGE,
        paths::POSTBOX_ACCOUNT_PAGE,
        paths::POSTBOX_INVITATION_PAGE,
        paths::POSTBOX_USERS_PAGE,
        paths::POSTBOX_USER_PAGE,
        paths::POSTBOX_AUDIT_PAGE,
        paths::POSTBOX_TRANSPORT_PAGE,
    ];
    let app_pages = app_pages.into_iter().map(|path| route(Method::GET, path, page::app));
    app_pages.chain([route(Method::GET, paths::ASSETS, files::get)]).collect()
}

/// What programs ask without a session; described by `openapi`.
fn machines() -> Vec<Route> {
    vec![
        route(Method::GET, paths::OPENAPI, openapi::get),
        route(Method::GET, paths::HEALTH, health::get),
        route(Method::GET, paths::ALIVE, alive::get),
        route(Method::GET, paths::METRICS, metrics::get),
        route(Method::POST, paths::FIT_CONNECT_CALLBACKS, callback::post),
    ]
}
