//! Signing in with a passkey, without a name: the passkey says whose it is.

use axum::Json;
use axum::extract::State;
use tower_sessions::Session as Cookie;
use vordruck_contract::passkeys::{PasskeyCeremony, PasskeySignIn};
use vordruck_contract::postbox::Session;
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::intake::Checked;
use super::session::{Visitor, begin};
use crate::problem::Refusal;
use crate::staff::passkey::SigningIn;
use crate::staff::sign_in::sign_in_with_passkey;

/// Under which name the session, nobody's yet, keeps the ceremony that has begun.
const KEY: &str = "passkey-signing-in";

/// `POST`
pub(super) async fn post(State(app): State<App>, cookie: Cookie) -> Result<Json<PasskeyCeremony>, Refusal> {
    let (options, signing_in) = app.relying_party.begin_signing_in(app.clock.now())?;
    cookie.insert(KEY, &signing_in).await?;
    Ok(Json(PasskeyCeremony { options }))
}

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    cookie: Cookie,
    visitor: Visitor,
    Checked(request): Checked<PasskeySignIn>,
) -> Result<Json<Session>, Refusal> {
    let begun: Option<SigningIn> = cookie.remove(KEY).await?;
    let begun = begun.ok_or_else(|| Refusal::new(ProblemKind::NotAuthorised))?;
    let account =
        sign_in_with_passkey(&app.store, &app.relying_party, &request.credential, &begun, visitor.address, app.clock.now()).await?;
    begin(&app, &cookie, visitor, account).await
}
