//! `GET /{tenant}/`: all services of a tenant.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LANGUAGE;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use vordruck_contract::formats::is_slug;
use vordruck_contract::paths;

use super::{Error, look, packed};
use crate::app::App;
use crate::extract::Path;
use crate::pages;
use crate::store::Presentations;

/// `{tenant}` in the path.
#[derive(Deserialize)]
pub(crate) struct Place {
    tenant: String,
}

pub(crate) async fn handle(
    State(app): State<App>,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    if !is_slug(&place.tenant) {
        return Err(Error::NotFound);
    }
    let look = look(&app, &place.tenant).await?;
    let cards = app.store.services(place.tenant.clone()).await?;
    let name = look.as_ref().map(|look| look.name.clone()).or_else(|| cards.first().map(|card| card.authority.name.clone()));
    let language = pages::Language::of_query(query.as_deref()).tag();
    let html = pages::tenant(&place.tenant, &name.ok_or(Error::NotFound)?, &cards, look.as_ref(), language, &app.assets.entry());
    Ok(([(CONTENT_LANGUAGE, language)], packed::page(&app, html, &headers).await).into_response())
}

/// `GET /{tenant}`: the same, as people type it.
pub(crate) async fn redirect(Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    if !is_slug(&place.tenant) {
        return Err(Error::NotFound);
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(Redirect::permanent(&format!("{}{query}", paths::tenant_page(&place.tenant))).into_response())
}
