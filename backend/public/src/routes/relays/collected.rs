//! `DELETE /api/v1/relays/{lookup}/files/{file}`: the open device has it; here it is gone.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{Error, FilePlace, relay_at};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::store::{RelayEnd, Relays};

#[utoipa::path(delete, path = paths::RELAY_FILE, tag = "relays", params(
    ("lookup" = String, Path, description = "b64u16"), ("file" = String, Path, description = "b64u16"),
), responses(
    (status = 204, description = "Deleted."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<FilePlace>) -> Result<StatusCode, Error> {
    let relay = relay_at(&app, bearer, place.lookup, RelayEnd::Keeper).await?;
    let name = place.file.as_bytes().to_vec();
    if app.store.delete_relay_file(relay.lookup, name).await? { Ok(StatusCode::NO_CONTENT) } else { Err(Error::NotFound) }
}
