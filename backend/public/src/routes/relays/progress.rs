//! `HEAD /api/v1/relays/{lookup}/files/{file}`: the offset to go on from.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::paths;

use super::{Error, FilePlace, file_at};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::routes::pieces;
use crate::store::RelayEnd;

#[utoipa::path(head, path = paths::RELAY_FILE, tag = "relays", params(
    ("lookup" = String, Path, description = "b64u16"), ("file" = String, Path, description = "b64u16"),
), responses((status = 200, description = "`Upload-Offset` and `Upload-Length` say how far it is."), (status = 404)))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<FilePlace>) -> Result<Response, Error> {
    Ok(pieces::progress(&file_at(&app, bearer, &place, RelayEnd::Sender).await?))
}
