//! `HEAD /api/v1/drafts/{lookup}/attachments/{attachment}`: the offset to go on from.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::paths;

use super::{Error, Place, find};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::routes::pieces;

#[utoipa::path(head, path = paths::DRAFT_ATTACHMENT, tag = "attachments", params(
    ("lookup" = String, Path, description = "b64u16"), ("attachment" = String, Path, description = "b64u16"),
), responses((status = 200, description = "`Upload-Offset` and `Upload-Length` say how far it is."), (status = 404)))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<Response, Error> {
    Ok(pieces::progress(&find(&app, bearer, &place).await?))
}
