//! `GET /api/v1/relays/{lookup}/files/{file}`: the open device collects a complete file.

use axum::extract::State;
use axum::response::Response;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{Error, FilePlace, file_at};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::routes::pieces;
use crate::store::RelayEnd;

#[utoipa::path(get, path = paths::RELAY_FILE, tag = "relays", params(
    ("lookup" = String, Path, description = "b64u16"), ("file" = String, Path, description = "b64u16"),
), responses(
    (status = 200, content_type = "application/octet-stream"),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<FilePlace>) -> Result<Response, Error> {
    let file = file_at(&app, bearer, &place, RelayEnd::Keeper).await?;
    if !file.complete() {
        return Err(Error::NotFound);
    }
    Ok(pieces::send(&app, file, None))
}
