//! `DELETE /api/v1/relays/{lookup}`: the open device ends a relay; whatever still waits in it is gone.

use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;

use super::{Error, Place, relay_at};
use crate::app::App;
use crate::extract::{Bearer, Path};
use crate::store::{RelayEnd, Relays};

#[utoipa::path(delete, path = paths::RELAY, tag = "relays", params(("lookup" = String, Path, description = "b64u16")), responses(
    (status = 204, description = "Deleted, with all files and both sessions."),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<StatusCode, Error> {
    let relay = relay_at(&app, bearer, place.lookup, RelayEnd::Keeper).await?;
    app.store.end_relay(relay.lookup).await?;
    Ok(StatusCode::NO_CONTENT)
}
