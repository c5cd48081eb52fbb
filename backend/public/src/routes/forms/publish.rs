//! `PUT /api/v1/forms/{form}`: a private side stores a compiled form under its hash.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use vordruck_contract::forms::MEDIA_TYPE;
use vordruck_contract::paths;
use vordruck_contract::problem::{Problem, ProblemKind};
use vordruck_envelope::FormHash;

use super::Place;
use crate::app::App;
use crate::extract::{Bearer, Path, read_whole, require_media_type};
use crate::problem::{Fault, Refusal, faults};
use crate::store::Publications;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("not a collector, or the body cannot be read")]
    Refused(Box<Refusal>),
    #[error("the bytes have another hash")]
    OtherHash,
    #[error(transparent)]
    Fault(#[from] Fault),
}

faults!(Error);

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(refusal) => *refusal,
            Error::OtherHash => Self::field(ProblemKind::InvalidFields, "path:form", "differs"),
            Error::Fault(fault) => fault.into(),
        }
    }
}

#[utoipa::path(put, path = paths::FORM, tag = "publications", params(("form" = String, Path, description = "hex64")),
    request_body(content_type = "application/vnd.vordruck.form"), responses(
    (status = 201, description = "Stored."), (status = 204, description = "Was stored already."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(
    State(app): State<App>,
    bearer: Bearer,
    Path(place): Path<Place>,
    request: Request,
) -> Result<StatusCode, Error> {
    let refused = |refusal| Error::Refused(Box::new(refusal));
    app.collector(bearer).map_err(refused)?;
    require_media_type(request.headers(), MEDIA_TYPE).map_err(refused)?;
    let bytes = read_whole(request, app.config.limits.form_bytes).await.map_err(refused)?;
    if FormHash::of(&bytes) != place.form {
        return Err(Error::OtherHash);
    }
    let fresh = app.store.publish_form(place.form, bytes.into(), app.now()).await?;
    Ok(if fresh { StatusCode::CREATED } else { StatusCode::NO_CONTENT })
}
