//! `GET /{tenant}/{service}/`: the start page of a service.

use axum::extract::{RawQuery, State};
use axum::response::Response;
use vordruck_contract::paths;

use super::{Error, Place, page};
use crate::app::App;
use crate::extract::Path;
use crate::pages;

pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    page(&app, place, query.as_deref(), paths::start_page, pages::start).await
}
