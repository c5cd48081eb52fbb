//! `PUT /api/v1/uploads/{pid}/{n}`: appends to object `n`, as far as the line holds.

use axum::extract::State;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_contract::uploads::PutResponse;

use super::{Place, UploadError, find, name, outer_seal};
use crate::app::App;
use crate::extract::{Arriving, Bearer, Path, UploadRange};
use crate::problem::{Fault, Refusal, faults};
use crate::routes::pieces::{self, PieceError, Target};
use crate::store::Owner;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error(transparent)]
    Upload(#[from] UploadError),
    #[error("the length is not the announced one")]
    OtherLength,
    #[error(transparent)]
    Piece(#[from] PieceError),
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Upload(error) => error.into(),
            Error::OtherLength => Self::field(ProblemKind::InvalidFields, "header:upload-length", "differs"),
            Error::Piece(error) => error.into(),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::UPLOAD_OBJECT, tag = "submissions", request_body(content_type = "application/octet-stream"), params(
    ("pid" = String, Path, description = "uuid4"), ("n" = u32, Path, description = "Number of the object."),
    ("Upload-Offset" = u64, Header, description = "Where this body begins, in bytes."),
    ("Upload-Length" = u64, Header, description = "How long the whole object is, in bytes."),
), responses(
    (status = 200, body = PutResponse, description = "Stored durably."),
    (status = 409, body = Problem, content_type = "application/problem+json", description = "Goes on at `current_offset`."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    range: UploadRange,
    body: Arriving,
) -> Result<axum::Json<PutResponse>, Error> {
    let (upload, size) = find(&app, bearer, &place).await?;
    if size != range.length {
        return Err(Error::OtherLength);
    }
    let seal = outer_seal(&app, &upload.tenant, upload.pid, &upload.share, place.n)?;
    let owner = Owner::Submission { tenant: upload.tenant, pid: upload.pid };
    let target = Target { owner, name: name(place.n), range, seal: Some(seal) };
    Ok(axum::Json(pieces::append(&app, target, body).await?))
}
