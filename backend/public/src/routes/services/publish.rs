//! `PUT /api/v1/tenants/{tenant}/services/{service}`: the tenant's private side publishes a service. Open drafts keep the form they were begun with.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::services::ServiceCard;
use vordruck_contract::statements::MOST_CHARACTERS;
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Json, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::own_tenant::{NotOwn, require_own};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    NotOwn(#[from] NotOwn),
    #[error("the card is for another place")]
    Differs(&'static str),
    #[error("an address on the card is not one a page may link to")]
    Link(&'static str),
    #[error("an end of the opening is no moment")]
    Moment(&'static str),
    #[error("words for a statement are missing or too long")]
    Words,
    #[error("the form is not published here")]
    NoForm,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotOwn(error) => error.into(),
            Error::Differs(pointer) => Self::field(ProblemKind::InvalidFields, pointer, "differs"),
            Error::Link(pointer) => Self::field(ProblemKind::InvalidFields, pointer, "https-url"),
            Error::Moment(pointer) => Self::field(ProblemKind::InvalidFields, pointer, "instant"),
            Error::Words => Self::field(ProblemKind::InvalidFields, "/statements", "length"),
            Error::NoForm => Self::field(ProblemKind::InvalidFields, "/form", "unknown-form"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::SERVICE, tag = "publications", params(
    ("tenant" = String, Path, description = "slug"), ("service" = String, Path, description = "slug"),
), request_body = ServiceCard, responses(
    (status = 204, description = "Published."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    Json(card): Json<ServiceCard>,
) -> Result<StatusCode, Error> {
    require_own(&app, bearer, &place.tenant, place.check())?;
    if card.tenant != place.tenant {
        return Err(Error::Differs("/tenant"));
    }
    if card.service != place.service {
        return Err(Error::Differs("/service"));
    }
    check_links(&card)?;
    check_opening(&card)?;
    check_statements(&card)?;
    let form: FormHash = card.form.parse().map_err(|_| Error::NoForm)?;
    if app.store.publish_service(card, form, app.now()).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Error::NoForm) }
}

/// Words for the statements fit on a page.
fn check_statements(card: &ServiceCard) -> Result<(), Error> {
    let fits = |text: &String| !text.trim().is_empty() && text.chars().count() <= MOST_CHARACTERS;
    let mut all = card.statements.values().chain(card.statements_in.values().flat_map(|words| words.values()));
    if all.all(fits) { Ok(()) } else { Err(Error::Words) }
}

/// When it is open is told in moments.
fn check_opening(card: &ServiceCard) -> Result<(), Error> {
    let Some(opening) = &card.opening else { return Ok(()) };
    for (pointer, end) in [("/opening/from", &opening.from), ("/opening/until", &opening.until)] {
        if end.as_ref().is_some_and(|end| end.parse::<jiff::Timestamp>().is_err()) {
            return Err(Error::Moment(pointer));
        }
    }
    Ok(())
}

/// A tenant's card may lead to web pages and nowhere else: no `javascript:`, no `data:`. Paths of this host are for demonstrations.
fn check_links(card: &ServiceCard) -> Result<(), Error> {
    let links = [
        ("/authority/privacy_url", &card.authority.privacy_url),
        ("/authority/accessibility_url", &card.authority.accessibility_url),
        ("/authority/imprint_url", &card.authority.imprint_url),
    ];
    for (pointer, link) in links {
        // Without a page of its own the authority has the drafts; an imprint is always its own.
        let is_left_to_us = link.is_empty() && pointer != "/authority/imprint_url";
        let web = is_left_to_us
            || link.starts_with("https://")
            || link.starts_with("http://")
            || (link.starts_with('/') && !link.starts_with("//"));
        if !web {
            return Err(Error::Link(pointer));
        }
    }
    Ok(())
}
