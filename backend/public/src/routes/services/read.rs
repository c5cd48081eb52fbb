//! `GET /api/v1/tenants/{tenant}/services/{service}`: a service's card.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::services::ServiceCard;
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::Path;
use crate::problem::{Fault, Refusal, faults};
use crate::routes::revalidated;
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("the path is malformed")]
    Path(Box<Refusal>),
    #[error("no such service")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Path(refusal) => *refusal,
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::SERVICE, tag = "publications", params(
    ("tenant" = String, Path, description = "slug"), ("service" = String, Path, description = "slug"),
), responses(
    (status = 200, body = ServiceCard),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, Path(place): Path<Place>, headers: HeaderMap) -> Result<Response, Error> {
    place.check().map_err(|refusal| Error::Path(Box::new(refusal)))?;
    let card = app.store.service(place.tenant, place.service).await?.ok_or(Error::NotFound)?;
    let body = serde_json::to_vec(&card).map_err(|_| Fault::Stored("service card"))?;
    Ok(revalidated::answer(&headers, FormHash::of(&body), ([("content-type", "application/json")], body)))
}
