//! `GET /{tenant}/{service}/qr.svg`: the QR code of a start page's address, in the language asked for.

use axum::extract::{RawQuery, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use vordruck_contract::formats::is_slug;
use vordruck_contract::paths;

use super::{Error, Place};
use crate::app::App;
use crate::extract::Path;
use crate::pages::{asked, qr};
use crate::store::Publications;

pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, RawQuery(query): RawQuery) -> Result<Response, Error> {
    if !is_slug(&place.tenant) || !is_slug(&place.service) {
        return Err(Error::NotFound);
    }
    let card = app.store.service(place.tenant, place.service).await?.ok_or(Error::NotFound)?;
    let tag = asked(query.as_deref()).filter(|tag| card.texts.contains_key(*tag)).unwrap_or("de");
    let address = format!("{}{}?lang={tag}", app.config.server.public_url, paths::start_page(&card.tenant, &card.service));
    let title = card.texts.get(tag).map_or("", |texts| texts.title.as_str());
    let svg = qr::svg(&address, title).ok_or(Error::NotFound)?;
    Ok(([(CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}
