//! Who may work on items. In: items. Out: people, by name; for several items those who may work on all of them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use axum::Json;
use axum::extract::State;
use vordruck_contract::postbox::{ColleagueList, ColleaguesRequest, Person};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::intake::Parsed;
use super::signed_in::Clerk;
use crate::problem::Refusal;
use crate::staff::permission::{Wish, may};
use crate::store::items::Item;

/// Items of one request at most: those of the longest page of the list.
const MOST: usize = 100;

/// `POST`
pub(super) async fn post(
    State(app): State<App>,
    clerk: Clerk,
    Parsed(request): Parsed<ColleaguesRequest>,
) -> Result<Json<ColleagueList>, Refusal> {
    if !(1..=MOST).contains(&request.items.len()) {
        return Err(Refusal::field(ProblemKind::InvalidFields, "/items", "range"));
    }
    let mut known = Known::default();
    let mut people: Option<Vec<Person>> = None;
    for id in &request.items {
        let Some(item) = clerk.find_item(&app, id, Wish::SetState).await? else { continue };
        let these = known.of(&app, &item).await?;
        match &mut people {
            None => people = Some(these.to_vec()),
            Some(people) => people.retain(|person| these.contains(person)),
        }
    }
    let people = people.ok_or_else(|| Refusal::new(ProblemKind::NotFound))?;
    Ok(Json(ColleagueList { people }))
}

/// Who may work on an item, by name.
pub(super) async fn of(app: &App, item: &Item) -> Result<Vec<Person>, Refusal> {
    let near = app.store.list_staff_near(&item.tenant).await?.into_iter();
    let allowed = near.filter(|account| !account.is_locked && may(&account.grants, Wish::SetState, &item.tenant, &item.service));
    let mut people: Vec<Person> = allowed.map(|account| Person { display_name: account.display_name, id: account.id }).collect();
    people.sort();
    Ok(people)
}

/// The same for many items, looked up once for each service.
#[derive(Default)]
pub(super) struct Known(BTreeMap<(String, String), Vec<Person>>);

impl Known {
    pub(super) async fn of(&mut self, app: &App, item: &Item) -> Result<&[Person], Refusal> {
        match self.0.entry((item.tenant.clone(), item.service.clone())) {
            Entry::Occupied(known) => Ok(known.into_mut()),
            Entry::Vacant(unknown) => Ok(unknown.insert(of(app, item).await?)),
        }
    }
}
