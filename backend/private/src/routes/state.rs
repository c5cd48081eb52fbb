//! A clerk marks an item as dealt with, or takes that back.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{ItemState, ItemSummary, StateRequest};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::intake::{ItemId, Parsed};
use super::items::summary_of;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::Wish;
use crate::store::audit::{Action, Entry};

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    clerk: Clerk,
    ItemId(id): ItemId,
    Parsed(request): Parsed<StateRequest>,
) -> Result<Json<ItemSummary>, Refusal> {
    let mut item = clerk.item(&app, &id, Wish::SetState).await?;
    let action = match request.state {
        ItemState::Done => Action::ItemFiled,
        ItemState::Opened => Action::ItemReopened,
        ItemState::New | ItemState::Downloaded => return Err(Refusal::field(ProblemKind::InvalidFields, "/state", "not-settable")),
    };
    let from = [ItemState::New, ItemState::Opened, ItemState::Downloaded, ItemState::Done];
    let entry = Entry { at: app.clock.now(), actor: &clerk.account.id, action, tenant: &item.tenant, subject: &item.id };
    app.store.set_item_state(&item, &from, request.state, &entry).await?;
    item.state = request.state;
    Ok(Json(summary_of(&app, &item).await?))
}
