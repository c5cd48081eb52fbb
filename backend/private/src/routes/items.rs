//! The list of items.

use std::collections::{BTreeMap, BTreeSet};

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use vordruck_contract::postbox::{AssigneeFilter, ItemList, ItemQuery, ItemSummary, Person};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::signed_in::Clerk;
use crate::clock::{day_begins, instant};
use crate::problem::Refusal;
use crate::search::words_of_question;
use crate::store::item_list::{Filter, Mark, Place};
use crate::store::items::Item;

/// `GET`
pub(super) async fn get(
    State(app): State<App>,
    clerk: Clerk,
    query: Result<Query<ItemQuery>, QueryRejection>,
) -> Result<Json<ItemList>, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::field(ProblemKind::InvalidFields, "query", "shape"))?;
    let per_page = query.per_page.unwrap_or(25);
    let wrong = |name: &str, code: &str| Refusal::field(ProblemKind::InvalidFields, format!("query:{name}"), code);
    if !(1..=100).contains(&per_page) {
        return Err(wrong("per_page", "range"));
    }
    let mark = |name: &str, text: &String| text.parse::<Mark>().map_err(|()| wrong(name, "malformed"));
    let place = match (&query.after, &query.before) {
        (None, None) => Place::Start,
        (Some(after), None) => Place::After(mark("after", after)?),
        (None, Some(before)) => Place::Before(mark("before", before)?),
        (Some(_), Some(_)) => return Err(wrong("before", "both")),
    };
    let day = |name: &str, text: &Option<String>, later: i64| {
        text.as_ref().map(|text| day_begins(text, later).ok_or_else(|| wrong(name, "date"))).transpose()
    };
    let question = query.q.as_deref().unwrap_or_default().trim();
    let words = words_of_question(question);
    let filter = Filter {
        state: query.state,
        tenant: query.tenant.as_deref(),
        service: query.service.as_deref(),
        from: day("from", &query.from, 0)?,
        until: day("until", &query.until, 1)?,
        assignee: query.assignee.map(|assignee| match assignee {
            AssigneeFilter::Me => clerk.account.id.as_str(),
            AssigneeFilter::Nobody => "",
        }),
        // What has no word that could be found finds nothing; to show everything instead would be a lie.
        most: if words.is_empty() && !question.is_empty() { 0 } else { per_page as usize },
        words,
        sort: query.sort.unwrap_or_default(),
        place,
    };
    if filter.most == 0 {
        let alarms = app.alarms.list(app.clock.now()).await?;
        return Ok(Json(ItemList { items: vec![], per_page, total: 0, is_cut: false, next: None, previous: None, alarms }));
    }
    let page = app.store.list_items(&clerk.account.grants, &filter, app.clock.now()).await?;
    let people = people(&app, page.items.iter().map(|item| item.assignee.as_str())).await?;
    Ok(Json(ItemList {
        items: page.items.iter().map(|item| summary(item, people.get(&item.assignee))).collect(),
        per_page,
        total: page.total,
        is_cut: page.is_cut,
        next: page.next.map(|mark| mark.to_string()),
        previous: page.previous.map(|mark| mark.to_string()),
        alarms: app.alarms.list(app.clock.now()).await?,
    }))
}

/// Who has these staff ids, as far as they are still there.
pub(super) async fn people(app: &App, ids: impl Iterator<Item = &str>) -> Result<BTreeMap<String, Person>, Refusal> {
    let mut people = BTreeMap::new();
    for id in ids.filter(|id| !id.is_empty()).collect::<BTreeSet<_>>() {
        if let Some(account) = app.store.lookup_staff(id).await? {
            people.insert(id.to_owned(), Person { display_name: account.display_name, id: account.id });
        }
    }
    Ok(people)
}

/// One item as a line of the list.
pub(super) async fn summary_of(app: &App, item: &Item) -> Result<ItemSummary, Refusal> {
    let people = people(app, std::iter::once(item.assignee.as_str())).await?;
    Ok(summary(item, people.get(&item.assignee)))
}

fn summary(item: &Item, assignee: Option<&Person>) -> ItemSummary {
    ItemSummary {
        id: item.id.clone(),
        reference: item.line.reference.clone(),
        tenant: item.tenant.clone(),
        service: item.service.clone(),
        title: item.line.title.clone(),
        received_at: instant(item.received_at),
        delivered_at: instant(item.delivered_at),
        deleted_at: instant(item.delete_at),
        state: item.state,
        readable: item.is_readable,
        assignee: assignee.cloned(),
        attachments: item.line.attachments,
        scan: item.line.scan.clone(),
    }
}
