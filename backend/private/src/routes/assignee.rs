//! A clerk takes an item, hands it to a colleague who may read it, or puts it back.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{AssigneeRequest, ItemSummary};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::colleagues;
use super::intake::{ItemId, Parsed};
use super::items::summary_of;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::Wish;

/// `PUT`
pub(super) async fn put(
    State(app): State<App>,
    clerk: Clerk,
    ItemId(id): ItemId,
    Parsed(request): Parsed<AssigneeRequest>,
) -> Result<Json<ItemSummary>, Refusal> {
    let mut item = clerk.item(&app, &id, Wish::SetState).await?;
    let assignee = request.assignee.unwrap_or_default();
    if !assignee.is_empty() && !colleagues::of(&app, &item).await?.iter().any(|colleague| colleague.id == assignee) {
        return Err(Refusal::field(ProblemKind::InvalidFields, "/assignee", "unknown"));
    }
    app.store.set_assignees(&[(&item, &assignee)], &clerk.account.id, app.clock.now()).await?;
    item.assignee = assignee;
    Ok(Json(summary_of(&app, &item).await?))
}
