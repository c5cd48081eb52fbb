//! What the app asks the private side for. The session is a cookie that no script sees.

use super::view::View;
use crate::platform::fetch::Call;
use crate::wire::{Failure, bytes_of, fetch, send, with_json};
use vordruck_contract::paths;
use vordruck_contract::postbox::{
    ArchiveRequest, AssigneeRequest, ItemDetail, ItemList, ItemState, ItemSummary, PasswordRequest, Session, SignInRequest, StateRequest,
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

/// Several items in one file.
pub(super) async fn archive(items: Vec<String>) -> Result<Vec<u8>, Failure> {
    bytes_of(send(with_json(Call::post(paths::POSTBOX_ARCHIVE).with_cookies().patient(), &ArchiveRequest { items })?)).await
}

/// The bytes of a file.
pub(super) async fn file(path: &str) -> Result<Vec<u8>, Failure> {
    bytes_of(send(Call::get(path).with_cookies().patient())).await
}

/// Changes the own password.
pub(super) async fn change_password(password: String, new_password: String) -> Result<(), Failure> {
    send(with_json(Call::put(paths::POSTBOX_PASSWORD).with_cookies(), &PasswordRequest { password, new_password })?).await.map(drop)
}
