//! All routes on one page. In: the app's state. Out: a service that answers every request, refusals included.

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use vordruck_contract::paths;

use crate::app::App;
use crate::layers;
use crate::routes::{
    attachments, collection, drafts, forms, keys, pages, presentation, relays, services, submissions, system, tenants, uploads,
};

pub(crate) fn router(app: App, around: impl FnOnce(Router) -> Router) -> Router {
    let routes = Router::new()
        // Pages, for people.
        .route(paths::START_PAGE, get(pages::start::handle))
        .route(paths::START_PAGE_BARE, get(pages::start::redirect))
        .route(paths::ACCESSIBILITY_PAGE, get(pages::statements::accessibility))
        .route(paths::PRIVACY_PAGE, get(pages::statements::privacy))
        .route(paths::RESUME_PAGE, get(pages::resume::handle))
        .route(paths::TENANT_PAGE, get(pages::tenant::handle))
        .route(paths::TENANT_PAGE_BARE, get(pages::tenant::redirect))
        .route(paths::EMBEDDING_PAGE, get(pages::embedding::handle))
        .route(paths::GATEWAY_PAGE, get(pages::gateway::handle))
        .route(paths::QR_CODE, get(pages::qr::handle))
        .route(paths::RELAY_PAGE, get(pages::relay::handle))
        .route(paths::ASSETS, get(pages::asset::handle))
        .route(paths::THEME_FILE, get(presentation::file::handle))
        .route(paths::WEB_COMPONENT, get(pages::script::web_component))
        .route(paths::PAGE_SCRIPT, get(pages::script::handle))
        // What private sides publish and browsers read.
        .route(paths::SERVICE, get(services::read::handle).put(services::publish::handle))
        .route(paths::SERVICE_VERSIONS, get(services::versions::handle))
        .route(paths::TENANT, get(tenants::stock::handle).delete(tenants::delete::handle))
        .route(paths::PRESENTATION, get(presentation::read::handle).put(presentation::publish::handle))
        .route(paths::KEYS, get(keys::read::handle).put(keys::publish::handle))
        .route(paths::FORM, get(forms::read::handle).put(forms::publish::handle))
        // Drafts.
        .route(paths::DRAFTS, post(drafts::create::handle))
        .route(paths::DRAFTS_OPEN, post(drafts::open::handle))
        .route(paths::DRAFT, axum::routing::delete(drafts::delete::handle))
        .route(paths::DRAFT_BODY, get(drafts::read::handle).put(drafts::save::handle))
        .route(paths::DRAFT_ATTACHMENT, get(attachments::read::handle).head(attachments::progress::handle).put(attachments::append::handle))
        .route(paths::DRAFT_MAIL, post(drafts::mail::handle))
        // Relays: from a telephone into an open application.
        .route(paths::RELAYS, post(relays::create::handle))
        .route(paths::RELAYS_OPEN, post(relays::open::handle))
        .route(paths::RELAY, get(relays::state::handle).delete(relays::end::handle))
        .route(paths::RELAY_INVITATION, axum::routing::put(relays::invite::handle))
        .route(
            paths::RELAY_FILE,
            axum::routing::put(relays::append::handle)
                .head(relays::progress::handle)
                .get(relays::read::handle)
                .delete(relays::collected::handle),
        )
        // Submissions.
        .route(paths::UPLOADS, post(uploads::open::handle))
        .route(paths::UPLOAD_OBJECT, axum::routing::put(uploads::append::handle).head(uploads::progress::handle))
        .route(paths::SUBMISSIONS, post(submissions::submit::handle))
        // Private sides collect.
        .route(paths::COLLECT_LEASE, post(collection::lease::handle))
        .route(paths::COLLECT_OBJECT, get(collection::object::handle))
        .route(paths::COLLECT_ACKNOWLEDGE, post(collection::acknowledge::handle))
        // About this instance.
        .route(paths::RECEIPT_KEY, get(system::receipt_key::handle))
        .route(paths::SECURITY_TXT, get(system::security_txt::handle))
        .route(paths::OPENAPI, get(system::openapi::handle))
        .route(paths::HEALTH, get(system::health::handle))
        .route(paths::ALIVE, get(system::alive::handle))
        // Everything else.
        .fallback(system::nothing_here)
        .method_not_allowed_fallback(system::other_method)
        .with_state(app.clone());
    around(routes)
        .layer(from_fn(layers::check))
        .layer(CatchPanicLayer::custom(layers::panicked))
        .layer(from_fn_with_state(app, layers::answer))
        // Bodies are limited where they are read: each endpoint has its own limit.
        .layer(axum::extract::DefaultBodyLimit::disable())
}
