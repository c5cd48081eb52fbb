//! The list of items.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use vordruck_contract::postbox::{ItemList, ItemQuery, ItemSummary};
use vordruck_contract::problem::ProblemKind;

use super::App;
use super::signed_in::Clerk;
use crate::clock::instant;
use crate::problem::Refusal;
use crate::store::items::{Filter, Item};

/// `GET`
pub(super) async fn get(
    State(app): State<App>,
    clerk: Clerk,
    query: Result<Query<ItemQuery>, QueryRejection>,
) -> Result<Json<ItemList>, Refusal> {
    let Query(query) = query.map_err(|_| Refusal::field(ProblemKind::InvalidFields, "query", "shape"))?;
    let (page, per_page) = (query.page.unwrap_or(1), query.per_page.unwrap_or(25));
    if page == 0 || !(1..=100).contains(&per_page) {
        return Err(Refusal::field(ProblemKind::InvalidFields, if page == 0 { "query:page" } else { "query:per_page" }, "range"));
    }
    let filter = Filter {
        state: query.state,
        tenant: query.tenant.as_deref(),
        service: query.service.as_deref(),
        skip: i64::from(page - 1) * i64::from(per_page),
        most: i64::from(per_page),
    };
    let (items, total) = app.store.list_items(&clerk.account.grants, &filter).await?;
    Ok(Json(ItemList { items: items.iter().map(summary).collect(), page, per_page, total, alarms: app.alarms.list() }))
}

/// An item as a line of the list.
pub(super) fn summary(item: &Item) -> ItemSummary {
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
        attachments: item.line.attachments,
        scan: item.line.scan.clone(),
    }
}
