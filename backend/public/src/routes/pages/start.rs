//! `GET /{tenant}/{service}/`: the start page of a service.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use vordruck_contract::formats::is_slug;
use vordruck_contract::paths;

use super::{Asked, Error, Place, framed_by_the_listed, page};
use crate::app::App;
use crate::extract::Path;
use crate::pages;

/// The one page that a tenant's listed sites may show in a frame.
pub(crate) async fn handle(
    State(app): State<App>,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let tenant = place.tenant.clone();
    let response = page(&app, place, Asked::new(query.as_deref(), &headers), paths::start_page, pages::start).await?;
    framed_by_the_listed(&app, tenant, response).await
}

/// `GET /{tenant}/{service}`: the same, as people type it. The page's own address ends with a slash.
pub(crate) async fn redirect(Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    if !is_slug(&place.tenant) || !is_slug(&place.service) {
        return Err(Error::NotFound);
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(Redirect::permanent(&format!("{}{query}", paths::start_page(&place.tenant, &place.service))).into_response())
}
