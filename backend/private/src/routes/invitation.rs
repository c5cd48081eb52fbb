//! Somebody who was invited: not signed in, shows the secret of a link. Its 256 bits need no slowing down.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::accounts::{InvitationAnswer, InvitationFacts, InvitationLook};
use zeroize::Zeroizing;

use super::App;
use super::intake::Checked;
use crate::problem::Refusal;
use crate::staff::invitation;

/// `POST`: whom it is for. Looking changes nothing.
pub(super) async fn post(State(app): State<App>, Checked(request): Checked<InvitationLook>) -> Result<Json<InvitationFacts>, Refusal> {
    let account = invitation::look(&app.store, &request.token, app.clock.now()).await?;
    let password_profile = app.password_rules.profile(&account);
    Ok(Json(InvitationFacts { name: account.name, display_name: account.display_name, password_profile }))
}

/// `PUT`: sets the password.
pub(super) async fn put(State(app): State<App>, Checked(request): Checked<InvitationAnswer>) -> Result<StatusCode, Refusal> {
    let password = Zeroizing::new(request.new_password);
    invitation::accept(&app.store, &app.password_rules, &request.token, password, app.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
