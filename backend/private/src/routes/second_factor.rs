//! A clerk sets up a second factor for the own account, or removes it. Both take the password: an open session alone must not be enough to keep its
//! owner out.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use vordruck_contract::accounts::{SecondFactorCode, SecondFactorOffer, SecondFactorRequest};
use vordruck_contract::problem::ProblemKind;
use zeroize::Zeroizing;

use super::App;
use super::intake::Checked;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::administration::verify;
use crate::staff::second_factor::SecondFactor;
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;

/// `POST`: offers a secret. The present second factor, if there is one, counts until the new one is confirmed.
pub(super) async fn post(
    State(app): State<App>,
    clerk: Clerk,
    Checked(request): Checked<SecondFactorRequest>,
) -> Result<Json<SecondFactorOffer>, Refusal> {
    verify(&clerk.account, Zeroizing::new(request.password)).await?;
    let factor = SecondFactor::draw(&app.store.rng).ok_or_else(|| Refusal::internal("no random bytes"))?;
    let offer = SecondFactorOffer { secret: factor.in_base32(), uri: factor.uri("Postkorb", &clerk.account.name) };
    let changed = app.store.change_staff(&clerk.account.id, Ends::Nothing, None, |account| {
        account.second_factor_offered = Some(factor);
        true
    });
    changed.await?.ok_or_else(|| Refusal::new(ProblemKind::NotAuthorised))?;
    Ok(Json(offer))
}

/// `PUT`: a right code shows that the app has the secret.
pub(super) async fn put(State(app): State<App>, clerk: Clerk, Checked(request): Checked<SecondFactorCode>) -> Result<StatusCode, Refusal> {
    let now = app.clock.now();
    let entry = entry(&clerk, Action::SecondFactorSet, now);
    let changed = app.store.change_staff(&clerk.account.id, Ends::Nothing, Some(&entry), |account| {
        let Some(mut offered) = account.second_factor_offered.take() else { return false };
        let is_right = offered.take(&request.code, now);
        account.second_factor = Some(offered);
        is_right
    });
    changed.await?.ok_or_else(|| Refusal::field(ProblemKind::InvalidFields, "/code", "wrong"))?;
    Ok(StatusCode::NO_CONTENT)
}

/// `POST …/removal`
pub(super) async fn remove(
    State(app): State<App>,
    clerk: Clerk,
    Checked(request): Checked<SecondFactorRequest>,
) -> Result<StatusCode, Refusal> {
    verify(&clerk.account, Zeroizing::new(request.password)).await?;
    let entry = entry(&clerk, Action::SecondFactorRemoved, app.clock.now());
    let changed = app.store.change_staff(&clerk.account.id, Ends::Nothing, Some(&entry), |account| {
        account.second_factor = None;
        account.second_factor_offered = None;
        true
    });
    changed.await?.ok_or_else(|| Refusal::new(ProblemKind::NotAuthorised))?;
    Ok(StatusCode::NO_CONTENT)
}

fn entry(clerk: &Clerk, action: Action, at: i64) -> Entry<'_> {
    Entry { at, actor: &clerk.account.id, action, tenant: clerk.account.tenant().unwrap_or_default(), subject: &clerk.account.id }
}
