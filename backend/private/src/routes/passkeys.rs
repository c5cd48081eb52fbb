//! A clerk's own passkeys: seen, added, named, removed. Adding and removing take the password: an open session alone must not be enough to keep its owner
//! out.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use tower_sessions::Session as Cookie;
use vordruck_contract::passkeys::{NewPasskey, PasskeyCeremony, PasskeyFacts, PasskeyList, PasskeyName, PasskeyPermit};
use vordruck_contract::problem::ProblemKind;
use zeroize::Zeroizing;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::staff::administration::verify;
use crate::staff::passkey::{MOST, Making, Passkey};
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;

/// Under which name the session keeps the ceremony that has begun.
const KEY: &str = "passkey-making";

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk) -> Json<PasskeyList> {
    let mut passkeys: Vec<PasskeyFacts> = clerk.account.passkeys.iter().map(facts).collect();
    passkeys.sort_by(|a, b| a.name.cmp(&b.name));
    Json(PasskeyList { passkeys, origin: app.relying_party.origin.clone() })
}

/// `POST …/offer`
pub(super) async fn offer(
    State(app): State<App>,
    clerk: Clerk,
    cookie: Cookie,
    Checked(request): Checked<PasskeyPermit>,
) -> Result<Json<PasskeyCeremony>, Refusal> {
    verify(&clerk.account, Zeroizing::new(request.password)).await?;
    let (options, making) = app.relying_party.begin_making(&clerk.account, app.clock.now())?;
    cookie.insert(KEY, &making).await?;
    Ok(Json(PasskeyCeremony { options }))
}

/// `POST`
pub(super) async fn post(
    State(app): State<App>,
    clerk: Clerk,
    cookie: Cookie,
    Checked(request): Checked<NewPasskey>,
) -> Result<(StatusCode, Json<PasskeyFacts>), Refusal> {
    let now = app.clock.now();
    let begun: Option<Making> = cookie.remove(KEY).await?;
    let begun = begun.ok_or_else(|| Refusal::field(ProblemKind::InvalidFields, "/credential", "refused"))?;
    let id = app.store.rng.uuid().map_err(Refusal::internal)?;
    let passkey = app.relying_party.made(id, &request.name, &request.credential, &begun, now)?;
    let made = facts(&passkey);
    change(&app, &clerk, Action::PasskeyAdded, |passkeys| {
        let has_room = passkeys.len() < MOST;
        passkeys.push(passkey);
        has_room
    })
    .await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// `PUT` one
pub(super) async fn put(
    State(app): State<App>,
    clerk: Clerk,
    Path(id): Path<String>,
    Checked(request): Checked<PasskeyName>,
) -> Result<StatusCode, Refusal> {
    change(&app, &clerk, Action::PasskeyNamed, |passkeys| {
        let found = passkeys.iter_mut().find(|passkey| passkey.id == id);
        found.map(|passkey| request.name.trim().clone_into(&mut passkey.name)).is_some()
    })
    .await
}

/// `POST …/removal`
pub(super) async fn remove(
    State(app): State<App>,
    clerk: Clerk,
    Path(id): Path<String>,
    Checked(request): Checked<PasskeyPermit>,
) -> Result<StatusCode, Refusal> {
    verify(&clerk.account, Zeroizing::new(request.password)).await?;
    change(&app, &clerk, Action::PasskeyRemoved, |passkeys| {
        let before = passkeys.len();
        passkeys.retain(|passkey| passkey.id != id);
        passkeys.len() < before
    })
    .await
}

/// Changes the passkeys as they stand now. What `change` doesn't find isn't there.
async fn change(app: &App, clerk: &Clerk, action: Action, change: impl FnOnce(&mut Vec<Passkey>) -> bool) -> Result<StatusCode, Refusal> {
    let (id, tenant) = (clerk.account.id.as_str(), clerk.account.tenant().unwrap_or_default());
    let entry = Entry { at: app.clock.now(), actor: id, action, tenant, subject: id };
    let changed = app.store.change_staff(id, Ends::Nothing, Some(&entry), |account| change(&mut account.passkeys));
    changed.await?.ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    Ok(StatusCode::NO_CONTENT)
}

fn facts(passkey: &Passkey) -> PasskeyFacts {
    PasskeyFacts {
        id: passkey.id.clone(),
        name: passkey.name.clone(),
        added_at: instant(passkey.added_at),
        used_at: passkey.used_at.map(instant),
    }
}
