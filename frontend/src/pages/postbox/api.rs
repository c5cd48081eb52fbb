//! What the app asks the private side for. The session is a cookie that no script sees.

use super::view::View;
use crate::platform::fetch::Call;
use crate::wire::{Failure, bytes_of, fetch, send, with_json};
use vordruck_contract::accounts::{
    AuditList, Invitation, InvitationAnswer, InvitationFacts, InvitationLook, NewUser, SecondFactorCode, SecondFactorOffer,
    SecondFactorRequest, SessionList, User, UserChange, UserList,
};
use vordruck_contract::passkeys::{NewPasskey, PasskeyCeremony, PasskeyList, PasskeyName, PasskeyPermit, PasskeySignIn};
use vordruck_contract::paths;
use vordruck_contract::postbox::{
    AcknowledgeRequest, Acknowledged, ArchiveRequest, AssigneeRequest, Assignment, Assignments, ColleagueList, ColleaguesRequest,
    ItemDetail, ItemList, ItemState, ItemSummary, PasswordRequest, Person, Retried, RetryRequest, Session, SignInRequest, StateRequest,
    Transport,
};

/// Who is signed in.
pub(super) async fn session() -> Result<Session, Failure> {
    fetch(Call::get(paths::POSTBOX_SESSION).with_cookies()).await
}

/// Signs in.
pub(super) async fn sign_in(name: String, password: String, code: Option<String>) -> Result<Session, Failure> {
    fetch(with_json(Call::post(paths::POSTBOX_SESSION).with_cookies(), &SignInRequest { name, password, code })?).await
}

/// Signs out.
pub(super) async fn sign_out() -> Result<(), Failure> {
    send(Call::delete(paths::POSTBOX_SESSION).with_cookies()).await.map(drop)
}

/// A part of the list.
pub(super) async fn items(view: &View) -> Result<ItemList, Failure> {
    fetch(Call::get(&[paths::POSTBOX_ITEMS, &view.query()].concat()).with_cookies()).await
}

/// One item.
pub(super) async fn item(item: &str) -> Result<ItemDetail, Failure> {
    fetch(Call::get(&paths::postbox_item(item)).with_cookies()).await
}

/// Marks an item.
pub(super) async fn set_state(item: &str, state: ItemState) -> Result<ItemSummary, Failure> {
    fetch(with_json(Call::put(&paths::postbox_item_state(item)).with_cookies(), &StateRequest { state })?).await
}

/// Says who works on an item.
pub(super) async fn assign(item: &str, assignee: Option<String>) -> Result<ItemSummary, Failure> {
    fetch(with_json(Call::put(&paths::postbox_item_assignee(item)).with_cookies(), &AssigneeRequest { assignee })?).await
}

/// Says who works on each of several items; who did before.
pub(super) async fn assign_all(assignments: Vec<Assignment>) -> Result<Vec<Assignment>, Failure> {
    let call = with_json(Call::put(paths::POSTBOX_ASSIGNEES).with_cookies(), &Assignments { assignments })?;
    fetch::<Assignments>(call).await.map(|before| before.assignments)
}

/// Who may work on all of several items.
pub(super) async fn colleagues(items: Vec<String>) -> Result<Vec<Person>, Failure> {
    let call = with_json(Call::post(paths::POSTBOX_COLLEAGUES).with_cookies(), &ColleaguesRequest { items })?;
    fetch::<ColleagueList>(call).await.map(|colleagues| colleagues.people)
}

/// Several items in one file.
pub(super) async fn archive(items: Vec<String>) -> Result<Vec<u8>, Failure> {
    bytes_of(send(with_json(Call::post(paths::POSTBOX_ARCHIVE).with_cookies().patient(), &ArchiveRequest { items })?)).await
}

/// The bytes of a file.
pub(super) async fn file(path: &str) -> Result<Vec<u8>, Failure> {
    bytes_of(send(Call::get(path).with_cookies().patient())).await
}

/// The own sessions.
pub(super) async fn sessions() -> Result<SessionList, Failure> {
    fetch(Call::get(paths::POSTBOX_SESSIONS).with_cookies()).await
}

/// Ends one of the own sessions, or all but this one.
pub(super) async fn end_sessions(one: Option<String>) -> Result<(), Failure> {
    let path = one.map_or_else(|| paths::POSTBOX_SESSIONS.to_owned(), |one| paths::postbox_other_session(&one));
    send(Call::delete(&path).with_cookies()).await.map(drop)
}

/// Begins to set up a second factor.
pub(super) async fn offer_second_factor(password: String) -> Result<SecondFactorOffer, Failure> {
    fetch(with_json(Call::post(paths::POSTBOX_SECOND_FACTOR).with_cookies(), &SecondFactorRequest { password })?).await
}

/// Confirms it.
pub(super) async fn confirm_second_factor(code: String) -> Result<(), Failure> {
    send(with_json(Call::put(paths::POSTBOX_SECOND_FACTOR).with_cookies(), &SecondFactorCode { code })?).await.map(drop)
}

/// Removes it.
pub(super) async fn remove_second_factor(password: String) -> Result<(), Failure> {
    send(with_json(Call::post(paths::POSTBOX_SECOND_FACTOR_REMOVAL).with_cookies(), &SecondFactorRequest { password })?).await.map(drop)
}

/// The own passkeys.
pub(super) async fn passkeys() -> Result<PasskeyList, Failure> {
    fetch(Call::get(paths::POSTBOX_PASSKEYS).with_cookies()).await
}

/// Asks for what the browser makes a passkey with.
pub(super) async fn offer_passkey(password: String) -> Result<String, Failure> {
    let call = with_json(Call::post(paths::POSTBOX_PASSKEY_OFFER).with_cookies(), &PasskeyPermit { password })?;
    fetch::<PasskeyCeremony>(call).await.map(|ceremony| ceremony.options)
}

/// Adds a passkey.
pub(super) async fn add_passkey(name: String, credential: String) -> Result<(), Failure> {
    send(with_json(Call::post(paths::POSTBOX_PASSKEYS).with_cookies(), &NewPasskey { name, credential })?).await.map(drop)
}

/// Names a passkey.
pub(super) async fn name_passkey(id: &str, name: String) -> Result<(), Failure> {
    send(with_json(Call::put(&paths::postbox_own_passkey(id)).with_cookies(), &PasskeyName { name })?).await.map(drop)
}

/// Removes a passkey.
pub(super) async fn remove_passkey(id: &str, password: String) -> Result<(), Failure> {
    send(with_json(Call::post(&paths::postbox_passkey_removal(id)).with_cookies(), &PasskeyPermit { password })?).await.map(drop)
}

/// Asks for what a passkey has to sign.
pub(super) async fn passkey_ceremony() -> Result<String, Failure> {
    fetch::<PasskeyCeremony>(Call::post(paths::POSTBOX_PASSKEY_SIGN_IN).with_cookies()).await.map(|ceremony| ceremony.options)
}

/// Signs in with a passkey.
pub(super) async fn sign_in_with_passkey(credential: String) -> Result<Session, Failure> {
    fetch(with_json(Call::put(paths::POSTBOX_PASSKEY_SIGN_IN).with_cookies(), &PasskeySignIn { credential })?).await
}

/// Whom an invitation is for.
pub(super) async fn look_at_invitation(token: String) -> Result<InvitationFacts, Failure> {
    fetch(with_json(Call::post(paths::POSTBOX_INVITATION), &InvitationLook { token })?).await
}

/// Accepts it.
pub(super) async fn accept_invitation(token: String, new_password: String) -> Result<(), Failure> {
    send(with_json(Call::put(paths::POSTBOX_INVITATION), &InvitationAnswer { token, new_password })?).await.map(drop)
}

/// A tenant's users.
pub(super) async fn users(tenant: &str) -> Result<UserList, Failure> {
    fetch(Call::get(&paths::postbox_users(tenant)).with_cookies()).await
}

/// Invites somebody.
pub(super) async fn invite(tenant: &str, user: &NewUser) -> Result<Invitation, Failure> {
    fetch(with_json(Call::post(&paths::postbox_users(tenant)).with_cookies(), user)?).await
}

/// Makes a new link for somebody.
pub(super) async fn invite_again(tenant: &str, user: &str) -> Result<Invitation, Failure> {
    fetch(Call::post(&paths::postbox_user_invitation(tenant, user)).with_cookies()).await
}

/// Changes somebody.
pub(super) async fn change_user(tenant: &str, user: &str, change: &UserChange) -> Result<User, Failure> {
    fetch(with_json(Call::put(&paths::postbox_user(tenant, user)).with_cookies(), change)?).await
}

/// Removes somebody.
pub(super) async fn remove_user(tenant: &str, user: &str) -> Result<(), Failure> {
    send(Call::delete(&paths::postbox_user(tenant, user)).with_cookies()).await.map(drop)
}

/// Who did what in a tenant, behind a place.
pub(super) async fn audit(tenant: &str, after: Option<String>) -> Result<AuditList, Failure> {
    let query = after.map(|after| ["?after=", &after].concat()).unwrap_or_default();
    fetch(Call::get(&[&paths::postbox_audit(tenant), query.as_str()].concat()).with_cookies()).await
}

/// How a tenant's interfaces are doing.
pub(super) async fn transport(tenant: &str) -> Result<Transport, Failure> {
    fetch(Call::get(&paths::postbox_transport(tenant)).with_cookies()).await
}

/// Tries at once what waits in a channel.
pub(super) async fn retry(tenant: &str, channel: String) -> Result<Retried, Failure> {
    fetch(with_json(Call::post(&paths::postbox_retries(tenant)).with_cookies(), &RetryRequest { channel })?).await
}

/// Says that one knows of what is held in a channel.
pub(super) async fn acknowledge(tenant: &str, channel: String) -> Result<Acknowledged, Failure> {
    fetch(with_json(Call::post(&paths::postbox_acknowledgements(tenant)).with_cookies(), &AcknowledgeRequest { channel })?).await
}

/// Changes the own password.
pub(super) async fn change_password(password: String, new_password: String) -> Result<(), Failure> {
    send(with_json(Call::put(paths::POSTBOX_PASSWORD).with_cookies(), &PasswordRequest { password, new_password })?).await.map(drop)
}
