//! Pages for people. In: a tenant's and a service's id. Out: HTML, or the app's files.

pub(crate) mod asset;
pub(crate) mod resume;
pub(crate) mod start;

use axum::http::header::CONTENT_LANGUAGE;
use axum::response::{Html, IntoResponse, Response};
use vordruck_contract::formats::is_slug;
use vordruck_contract::problem::ProblemKind;

use super::services::Place;
use crate::app::App;
use crate::pages::{ServicePage, asked};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Publications;

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

/// Both pages of a service differ only in what `write` makes of it.
async fn page(
    app: &App,
    place: Place,
    query: Option<&str>,
    path: fn(&str, &str) -> String,
    write: fn(&ServicePage<'_>) -> String,
) -> Result<Response, Error> {
    if !is_slug(&place.tenant) || !is_slug(&place.service) {
        return Err(Error::NotFound);
    }
    let card = app.store.service(place.tenant, place.service).await?.ok_or(Error::NotFound)?;
    let entry = app.assets.entry();
    let page = ServicePage::new(&card, asked(query), &entry, path(&card.tenant, &card.service), app.now()).ok_or(Error::NotFound)?;
    let language = page.tag.to_owned();
    Ok(([(CONTENT_LANGUAGE, language)], Html(write(&page))).into_response())
}
