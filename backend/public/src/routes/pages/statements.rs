//! `GET /{tenant}/{service}/barrierefreiheit` and `…/datenschutz`: where the authority's own page is, or a draft in German,
//! English or Leichte Sprache.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use vordruck_contract::paths;
use vordruck_contract::services::Authority;

use super::{Asked, Error, Place, page_in};
use crate::app::App;
use crate::extract::Path;
use crate::pages::{self, ServicePage, Speaks};
use crate::store::Publications;

pub(crate) async fn accessibility(
    State(app): State<App>,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asked = Asked::new(query.as_deref(), &headers);
    own_or_draft(&app, place, asked, |authority| &authority.accessibility_url, paths::accessibility_page, pages::accessibility).await
}

pub(crate) async fn privacy(
    State(app): State<App>,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let asked = Asked::new(query.as_deref(), &headers);
    own_or_draft(&app, place, asked, |authority| &authority.privacy_url, paths::privacy_page, pages::privacy).await
}

async fn own_or_draft(
    app: &App,
    place: Place,
    asked: Asked<'_>,
    own: fn(&Authority) -> &String,
    path: fn(&str, &str) -> String,
    draft: fn(&ServicePage<'_>) -> String,
) -> Result<Response, Error> {
    let card = app.store.service(place.tenant.clone(), place.service.clone()).await?;
    match card.as_ref().map(|card| own(&card.authority)).filter(|own| !own.is_empty()) {
        Some(own) => Ok(Redirect::temporary(own).into_response()),
        None => page_in(app, place, asked, path, Speaks::Pages, draft).await,
    }
}
