//! A clerk hands several items to a colleague at once, or puts each back to whoever had it. In: an assignee for each item. Out: who worked on each before. All of them
//! change or none; what this clerk has no right to is left out like what isn't there.

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{Assignment, Assignments};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::colleagues::Known;
use super::intake::Parsed;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::Wish;

/// Items of one request at most: those of the longest page of the list.
const MOST: usize = 100;

/// `PUT`
pub(super) async fn put(State(app): State<App>, clerk: Clerk, Parsed(request): Parsed<Assignments>) -> Result<Json<Assignments>, Refusal> {
    if !(1..=MOST).contains(&request.assignments.len()) {
        return Err(Refusal::field(ProblemKind::InvalidFields, "/assignments", "range"));
    }
    let mut known = Known::default();
    let (mut items, mut before) = (Vec::new(), Vec::new());
    for (at, wished) in request.assignments.into_iter().enumerate() {
        let Some(item) = clerk.find_item(&app, &wished.item, Wish::SetState).await? else { continue };
        let people = known.of(&app, &item).await?;
        let may_work = |id: &str| people.iter().any(|person| person.id == id);
        let assignee = wished.assignee.unwrap_or_default();
        if !assignee.is_empty() && !may_work(&assignee) {
            return Err(Refusal::field(ProblemKind::InvalidFields, format!("/assignments/{at}/assignee"), "unknown"));
        }
        before.push(Assignment { assignee: Some(item.assignee.clone()).filter(|id| may_work(id)), item: item.id.clone() });
        items.push((item, assignee));
    }
    if items.is_empty() {
        return Err(Refusal::new(ProblemKind::NotFound));
    }
    // Nothing is written down about what stays as it is.
    let changes: Vec<_> =
        items.iter().filter(|(item, assignee)| item.assignee != *assignee).map(|(item, assignee)| (item, assignee.as_str())).collect();
    app.store.set_assignees(&changes, &clerk.account.id, app.clock.now()).await?;
    Ok(Json(Assignments { assignments: before }))
}
