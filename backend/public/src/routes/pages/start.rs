//! `GET /{tenant}/{service}/`: the start page of a service.

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use vordruck_contract::formats::is_slug;
use vordruck_contract::paths;

use super::{Error, Place, page};
use crate::app::App;
use crate::extract::Path;
use crate::pages;

pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    page(&app, place, query.as_deref(), paths::start_page, pages::start).await
}

/// `GET /{tenant}/{service}`: the same, as people type it. The page's own address ends with a slash.
pub(crate) async fn redirect(Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    if !is_slug(&place.tenant) || !is_slug(&place.service) {
        return Err(Error::NotFound);
    }
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    Ok(Redirect::permanent(&format!("{}{query}", paths::start_page(&place.tenant, &place.service))).into_response())
}
