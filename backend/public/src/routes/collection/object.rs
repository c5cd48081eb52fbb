//! `GET /api/v1/collect/{pid}/objects/{n}`: an object of a leased submission, for whoever holds the fence.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use vordruck_contract::headers::FENCE;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};

use crate::app::App;
use crate::extract::{Bearer, Path, number, required};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces;
use crate::routes::uploads::{self, UploadError, outer_seal};
use crate::store::{Objects, Owner, Submissions};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector")]
    NotAuthorised(Box<Refusal>),
    #[error("no such submission or object")]
    NotFound,
    #[error("the lease is somebody else's by now")]
    LeaseLost,
    #[error("the fence is missing or malformed")]
    Header(Box<Refusal>),
    #[error(transparent)]
    Upload(#[from] UploadError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::NotAuthorised(refusal) | Error::Header(refusal) => *refusal,
            Error::NotFound | Error::Upload(UploadError::Expired) => Self::new(ProblemKind::NotFound),
            Error::LeaseLost => Self::new(ProblemKind::LeaseLost),
            Error::Upload(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(get, path = paths::COLLECT_OBJECT, tag = "collection", params(
    ("pid" = String, Path, description = "uuid4"), ("n" = u32, Path, description = "Number of the object."),
    ("Vordruck-Fence" = u64, Header, description = "The fencing token of the lease."),
), responses(
    (status = 200, content_type = "application/octet-stream"),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "The lease has ended."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<uploads::Place>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let collector = app.collector(bearer).map_err(|refusal| Error::NotAuthorised(Box::new(refusal)))?;
    let text = required(&headers, FENCE).map_err(|refusal| Error::Header(Box::new(refusal)))?;
    let malformed = || Error::Header(Box::new(Refusal::field(ProblemKind::MalformedIdentifier, format!("header:{FENCE}"), "number")));
    let fence = number(text).ok_or_else(malformed)?;
    let submission = app.store.submission(collector.tenant.clone(), place.pid).await?.ok_or(Error::NotFound)?;
    if submission.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    if submission.fence != fence || submission.leased_until <= app.now() {
        return Err(Error::LeaseLost);
    }
    let owner = Owner::Submission { tenant: submission.tenant.clone(), pid: place.pid };
    let object = app.store.object(owner, uploads::name(place.n)).await?.ok_or(Error::NotFound)?;
    let seal = outer_seal(&app, &submission.tenant, place.pid, &submission.share, place.n)?;
    Ok(pieces::send(&app, object, Some(seal)))
}
