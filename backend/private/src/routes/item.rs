//! One item: what it says. Reading a new one marks it as opened.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{ItemDetail, ItemState, ReceiptFacts};

use super::App;
use super::audit::history;
use super::colleagues::of as colleagues_of;
use super::intake::ItemId;
use super::items::summary_of;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::Wish;
use crate::store::audit::{Action, Entry};
use crate::store::items::Part;

/// `GET`
pub(super) async fn get(State(app): State<App>, clerk: Clerk, ItemId(id): ItemId) -> Result<Json<ItemDetail>, Refusal> {
    let mut item = clerk.item(&app, &id, Wish::Read).await?;
    let content = app.store.lookup_part(&item, Part::Content).await?.ok_or_else(|| Refusal::internal("an item has no content"))?;
    let content = serde_json::from_slice(&content).map_err(|_| Refusal::internal("an item's content is malformed"))?;
    let entry =
        Entry { at: app.clock.now(), actor: &clerk.account.id, action: Action::ItemOpened, tenant: &item.tenant, subject: &item.id };
    app.store.set_item_state(&item, &[ItemState::New], ItemState::Opened, &entry).await?;
    if item.state == ItemState::New {
        item.state = ItemState::Opened;
    }
    let receipt = ReceiptFacts {
        pid: item.pid.clone(),
        digest: item.digest.clone(),
        form: item.line.form.clone(),
        form_version: item.line.form_version.clone(),
    };
    let (colleagues, history) = (colleagues_of(&app, &item).await?, history(&app, &item).await?);
    Ok(Json(ItemDetail { summary: summary_of(&app, &item).await?, receipt, content, colleagues, history }))
}
