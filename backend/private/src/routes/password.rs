//! A clerk changes the own password. All sessions end, this one too: whoever knew the old one is out.

use axum::extract::State;
use axum::http::StatusCode;
use tower_sessions::Session as Cookie;
use vordruck_contract::postbox::PasswordRequest;
use zeroize::Zeroizing;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::administration;

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    clerk: Clerk,
    cookie: Cookie,
    Checked(request): Checked<PasswordRequest>,
) -> Result<StatusCode, Refusal> {
    let (present, new) = (Zeroizing::new(request.password), Zeroizing::new(request.new_password));
    administration::change_password(&app.store, &app.password_rules, clerk.account, present, new, app.clock.now()).await?;
    cookie.flush().await?;
    Ok(StatusCode::NO_CONTENT)
}
