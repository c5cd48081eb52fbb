//! A clerk takes an item, hands it to a colleague who may read it, or puts it back.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{AssigneeRequest, ItemSummary, Person};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::intake::{ItemId, Parsed};
use super::items::summary_of;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::{Wish, may};
use crate::store::audit::{Action, Entry};
use crate::store::items::Item;

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    clerk: Clerk,
    ItemId(id): ItemId,
    Parsed(request): Parsed<AssigneeRequest>,
) -> Result<Json<ItemSummary>, Refusal> {
    let mut item = clerk.item(&app, &id, Wish::SetState).await?;
    let assignee = request.assignee.unwrap_or_default();
    if !assignee.is_empty() && !colleagues(&app, &item).await?.iter().any(|colleague| colleague.id == assignee) {
        return Err(Refusal::field(ProblemKind::InvalidFields, "/assignee", "unknown"));
    }
    let entry =
        Entry { at: app.clock.now(), actor: &clerk.account.id, action: Action::ItemAssigned, tenant: &item.tenant, subject: &item.id };
    app.store.set_item_assignee(&item, &assignee, &entry).await?;
    item.assignee = assignee;
    Ok(Json(summary_of(&app, &item).await?))
}

/// Who may work on an item, by name.
pub(super) async fn colleagues(app: &App, item: &Item) -> Result<Vec<Person>, Refusal> {
    let near = app.store.list_staff_near(&item.tenant).await?.into_iter();
    let allowed = near.filter(|account| !account.is_locked && may(&account.grants, Wish::SetState, &item.tenant, &item.service));
    let mut people: Vec<Person> = allowed.map(|account| Person { display_name: account.display_name, id: account.id }).collect();
    people.sort();
    Ok(people)
}
