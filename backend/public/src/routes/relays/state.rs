//! `GET /api/v1/relays/{lookup}`: how a relay is. The open device learns what there is to collect, the telephone what has been collected.

use axum::extract::State;
use base64ct::{Base64UrlUnpadded, Encoding};
use vordruck_contract::paths;
use vordruck_contract::problem::Problem;
use vordruck_contract::relays;

use super::{Error, Place};
use crate::app::App;
use crate::clock::instant;
use crate::extract::{Bearer, Path};
use crate::store::{Objects, Owner, Relays};

#[utoipa::path(get, path = paths::RELAY, tag = "relays", params(("lookup" = String, Path, description = "b64u16")), responses(
    (status = 200, body = relays::State),
    (status = "4XX", body = Problem, content_type = "application/problem+json"),
))]
pub(crate) async fn handle(State(app): State<App>, bearer: Bearer, Path(place): Path<Place>) -> Result<axum::Json<relays::State>, Error> {
    let (relay, _) = app.store.relay_of_session(bearer.0, place.lookup, app.now()).await?.ok_or(Error::NoSession)?;
    let mut objects = app.store.objects(Owner::Relay(relay.lookup)).await?;
    objects.sort_by_key(|object| object.object);
    let arriving = objects.iter().any(|object| !object.complete());
    let complete = objects.iter().filter(|object| object.complete());
    Ok(axum::Json(relays::State {
        joined: relay.joined,
        files: complete.map(|object| Base64UrlUnpadded::encode_string(&object.name)).collect(),
        arriving,
        expires_at: instant(relay.expires_at),
    }))
}
