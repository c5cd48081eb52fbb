//! `GET /api/v1/drafts/{lookup}/attachments/{attachment}`: a complete attachment.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{Error, Place, find};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::routes::pieces;

#[utoipa::path(get, path = paths::DRAFT_ATTACHMENT, tag = "attachments", params(
    ("lookup" = String, Path, description = "b64u16"), ("attachment" = String, Path, description = "b64u16"),
), responses(
    (status = 200, content_type = "application/octet-stream"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<Response, Error> {
    let object = find(&app, bearer, &place).await?;
    if !object.complete() {
        return Err(Error::NotFound);
    }
    Ok(pieces::send(&app, object, None))
}
