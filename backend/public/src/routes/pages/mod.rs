//! Pages for people. In: a tenant's and a service's id. Out: HTML, or the app's files.

pub(crate) mod asset;
pub(crate) mod embedding;
pub(crate) mod gateway;
mod packed;
pub(crate) mod qr;
pub(crate) mod relay;
pub(crate) mod resume;
pub(crate) mod script;
pub(crate) mod start;
pub(crate) mod statements;
pub(crate) mod tenant;

use axum::http::HeaderMap;
use axum::http::header::CONTENT_LANGUAGE;
use axum::response::{IntoResponse, Response};
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;

use super::services::Place;
use crate::app::App;
use crate::embedding::is_for_a_frame;
use crate::look::Look;
use crate::page_style::PageStyle;
use crate::pages::{ServicePage, Speaks, Surroundings, asked};
use crate::problem::{Fault, Refusal, faults};
use crate::store::{Presentations, Publications};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("no such service")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

/// What a request for a page says beside its path.
#[derive(Clone, Copy)]
struct Asked<'a> {
    language: Option<&'a str>,
    headers: &'a HeaderMap,
}

impl<'a> Asked<'a> {
    fn new(query: Option<&'a str>, headers: &'a HeaderMap) -> Self {
        Self { language: asked(query), headers }
    }
}

/// The tenant's own look, if it has one.
async fn look(app: &App, tenant: &str) -> Result<Option<Look>, Error> {
    let stored = app.store.presentation(tenant.to_owned()).await?;
    Ok(stored.and_then(|(settings, logo)| Look::of(&settings, logo.as_ref())))
}

/// A page in a language of the service.
async fn page(
    app: &App,
    place: Place,
    asked: Asked<'_>,
    path: fn(&str, &str) -> String,
    write: fn(&ServicePage<'_>) -> String,
) -> Result<Response, Error> {
    page_in(app, place, asked, path, Speaks::Card, write).await
}

/// The pages of a service differ only in what `write` makes of it, and in the languages they can be had in.
async fn page_in(
    app: &App,
    place: Place,
    asked: Asked<'_>,
    path: fn(&str, &str) -> String,
    speaks: Speaks,
    write: fn(&ServicePage<'_>) -> String,
) -> Result<Response, Error> {
    if !is_slug(&place.tenant) || !is_slug(&place.service) {
        return Err(Error::NotFound);
    }
    let look = look(app, &place.tenant).await?;
    let card = app.store.service(place.tenant, place.service).await?.ok_or(Error::NotFound)?;
    let entry = app.assets.entry();
    let style = PageStyle::of(&entry, look.as_ref());
    let around = Surroundings {
        now: app.now(),
        entry: &entry,
        public_url: &app.config.server.public_url,
        look: look.as_ref(),
        style: style.as_ref(),
        is_framed: is_for_a_frame(asked.headers),
    };
    let page = ServicePage::new(&card, asked.language, path(&card.tenant, &card.service), speaks, around).ok_or(Error::NotFound)?;
    let language = page.tag.to_owned();
    let mut response = ([(CONTENT_LANGUAGE, language)], packed::page(app, write(&page), asked.headers).await).into_response();
    style.map(|style| response.extensions_mut().insert(style.allowed()));
    Ok(response)
}

/// Lets the tenant's listed origins frame an answer.
async fn framed_by_the_listed(app: &App, tenant: String, mut response: Response) -> Result<Response, Error> {
    if let Some(listed) = look(app, &tenant).await?.and_then(|look| look.framed_by) {
        response.extensions_mut().insert(listed);
    }
    Ok(response)
}
