//! The API's description, gathered from the endpoints. In: nothing. Out: an OpenAPI document. A snapshot in `tests/` shows every change of it.

use utoipa::OpenApi;

use crate::routes::{attachments, collection, drafts, forms, keys, presentation, relays, services, submissions, system, tenants, uploads};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Vordruck, public side",
        description = "Stores what it cannot read and hands it over. Every error is `application/problem+json` (RFC 9457).",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2")
    ),
    paths(
        services::read::handle,
        services::publish::handle,
        services::versions::handle,
        tenants::stock::handle,
        tenants::delete::handle,
        presentation::read::handle,
        presentation::publish::handle,
        keys::read::handle,
        keys::publish::handle,
        forms::read::handle,
        forms::publish::handle,
        drafts::create::handle,
        drafts::open::handle,
        drafts::read::handle,
        drafts::save::handle,
        drafts::delete::handle,
        drafts::mail::handle,
        attachments::read::handle,
        attachments::progress::handle,
        attachments::append::handle,
        relays::create::handle,
        relays::open::handle,
        relays::state::handle,
        relays::invite::handle,
        relays::append::handle,
        relays::progress::handle,
        relays::read::handle,
        relays::collected::handle,
        relays::end::handle,
        uploads::open::handle,
        uploads::append::handle,
        uploads::progress::handle,
        submissions::submit::handle,
        collection::lease::handle,
        collection::object::handle,
        collection::acknowledge::handle,
        system::receipt_key::handle,
        system::security_txt::handle,
        system::openapi::handle,
        system::health::handle,
        system::alive::handle,
    )
)]
struct Description;

pub(crate) fn document() -> utoipa::openapi::OpenApi {
    Description::openapi()
}
