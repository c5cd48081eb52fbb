//! `GET /{tenant}/{service}/handy`: where the link of a relay leads. It has no side effect, since whatever reads codes may follow links, too.

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::paths;

use super::{Asked, Error, Place, page};
use crate::app::App;
use crate::extract::Path;
use crate::pages;

pub(crate) async fn handle(
    State(app): State<App>,
    Path(place): Path<Place>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Error> {
    page(&app, place, Asked::new(query.as_deref(), &headers), paths::relay_page, pages::relay).await
}
