//! One of a tenant's users: changed, locked, removed, given a new link.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::accounts::{Invitation, User, UserChange};

use super::App;
use super::intake::Checked;
use super::signed_in::Administrator;
use super::users::{invitation, user};
use crate::problem::Refusal;

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    administrator: Administrator,
    Checked(request): Checked<UserChange>,
) -> Result<Json<User>, Refusal> {
    let desk = administrator.desk(&app);
    let account = desk.change(&administrator.user, &request.display_name, &request.permissions, request.is_locked).await?;
    Ok(Json(user(&account, &administrator)))
}

/// `DELETE`
pub(super) async fn delete(State(app): State<App>, administrator: Administrator) -> Result<StatusCode, Refusal> {
    administrator.desk(&app).remove(&administrator.user).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST …/invitation`
pub(super) async fn invite_again(State(app): State<App>, administrator: Administrator) -> Result<(StatusCode, Json<Invitation>), Refusal> {
    let invited = administrator.desk(&app).invite_again(&administrator.user).await?;
    Ok((StatusCode::CREATED, Json(invitation(invited, &administrator))))
}
