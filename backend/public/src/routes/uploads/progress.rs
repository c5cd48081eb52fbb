//! `HEAD /api/v1/uploads/{pid}/{n}`: the offset to go on from.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;

use super::{Place, UploadError, find, name};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces;
use crate::store::{Objects, Owner};

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Upload(#[from] UploadError),
    #[error("nothing of it is here yet")]
    NotFound,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Upload(error) => error.into(),
            Error::NotFound => Self::new(ProblemKind::NotFound),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(head, path = paths::UPLOAD_OBJECT, tag = "submissions", params(
    ("pid" = String, Path, description = "uuid4"), ("n" = u32, Path, description = "Number of the object."),
), responses((status = 200, description = "`Upload-Offset` and `Upload-Length` say how far it is."), (status = 404)))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<Response, Error> {
    let (upload, _) = find(&app, bearer, &place).await?;
    let owner = Owner::Submission { tenant: upload.tenant, pid: upload.pid };
    let object = app.store.object(owner, name(place.n)).await?.ok_or(Error::NotFound)?;
    Ok(pieces::progress(&object))
}
