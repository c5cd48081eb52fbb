//! The list as a table, and its pages. In: items. Out: links to them.

use super::desk::Desk;
use super::route::Route;
use super::selection::Selection;
use super::view::{Place, View};
use super::{link, list, wording};
use crate::components::button::Icon;
use crate::components::note::{Note, Tone};
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use vordruck_contract::postbox::{ItemList, ItemState, ItemSummary, Scan};

pub(super) fn view(desk: Desk, view: &View, list: ItemList, selection: Selection) -> AnyView {
    let pages = pages(desk, view, &list);
    if list.items.is_empty() {
        let text = if view.is_narrowed() { words::LIST_EMPTY_NARROWED } else { words::LIST_EMPTY };
        return view! { <Note tone=Tone::Info title=words::LIST_EMPTY_TITLE.to_owned() paragraphs=vec![text.to_owned()]/> {pages} }
            .into_any();
    }
    let count = list::how_many(list.total);
    let cut = list
        .is_cut
        .then(|| view! { <Note tone=Tone::Info title=words::LIST_CUT_TITLE.to_owned() paragraphs=vec![words::LIST_CUT.to_owned()]/> });
    let all = selection.tick_all(list.items.iter().map(|item| item.id.clone()).collect());
    let rows: Vec<AnyView> = list.items.into_iter().map(|item| row(desk, item, selection)).collect();
    let heads: Vec<AnyView> =
        [words::COL_ITEM, words::COL_SERVICE, words::COL_RECEIVED, words::COL_STATE, words::COL_ASSIGNEE, words::COL_DELETED]
            .into_iter()
            .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
            .collect();
    view! {
        {cut}
        <div class="vd-list-head"><p class="kern-body">{count}</p>{selection.actions()}</div>
        {selection.assignment()}
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{put(words::LIST_CAPTION, &[("view", list::part(view.state))])}</caption>
                <thead class="kern-table__header">
                    <tr class="kern-table__row">
                        <th class="kern-table__header vd-table__tick" scope="col">{all}</th>
                        {heads}
                        <th class="kern-table__header kern-table__header--numeric" scope="col">{words::COL_ATTACHMENTS}</th>
                    </tr>
                </thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
        {pages}
    }
    .into_any()
}

/// The sign of an item: what matters most about it.
pub(super) fn badge(item: &ItemSummary) -> AnyView {
    let (class, label) = match (&item.scan, item.readable, item.state) {
        (Scan::Found { .. }, ..) => ("kern-badge kern-badge--danger", words::FOUND),
        (_, false, _) => ("kern-badge kern-badge--danger", words::UNREADABLE),
        (_, true, ItemState::Done) => ("kern-badge kern-badge--success", wording::state(ItemState::Done)),
        (_, true, state) => ("kern-badge kern-badge--info", wording::state(state)),
    };
    view! { <span class=class><span class="kern-label kern-label--small">{label}</span></span> }.into_any()
}

/// Of the link to an item.
pub(super) fn row_id(item: &str) -> String {
    ["vd-", item].concat()
}

fn row(desk: Desk, item: ItemSummary, selection: Selection) -> AnyView {
    let unread = (item.state == ItemState::New).then_some("true");
    let badge = badge(&item);
    let tick = selection.tick(item.id.clone(), put(words::SELECT_ITEM, &[("reference", &item.reference)]));
    let assignee = item.assignee.map_or_else(|| words::NOBODY.to_owned(), |person| person.display_name);
    let id = row_id(&item.id);
    let reference = link::named(desk, Route::Item(item.id), "kern-link", id, item.reference.into_any());
    view! {
        <tr class="kern-table__row" data-unread=unread>
            <td class="kern-table__cell vd-table__tick">{tick}</td>
            <th class="kern-table__cell" scope="row">{reference}</th>
            <td class="kern-table__cell" data-label=words::COL_SERVICE>{item.title}</td>
            <td class="kern-table__cell" data-label=words::COL_RECEIVED>{wording::moment(&item.received_at)}</td>
            <td class="kern-table__cell" data-label=words::COL_STATE>{badge}</td>
            <td class="kern-table__cell" data-label=words::COL_ASSIGNEE>{assignee}</td>
            <td class="kern-table__cell" data-label=words::COL_DELETED>{wording::left(&item.deleted_at)}</td>
            <td class="kern-table__cell kern-table__cell--numeric" data-label=words::COL_ATTACHMENTS>{item.attachments}</td>
        </tr>
    }
    .into_any()
}

fn pages(desk: Desk, view: &View, list: &ItemList) -> Option<AnyView> {
    if list.next.is_none() && list.previous.is_none() {
        return None;
    }
    let page = |place: Place, content: AnyView| link::to(desk, Route::List(view.on_page(place)), "kern-btn kern-btn--secondary", content);
    let previous = list.previous.clone().map(|mark| {
        page(Place::Before(mark), view! { <Icon name="arrow-back"/><span class="kern-label">{words::PAGE_PREVIOUS}</span> }.into_any())
    });
    let next = list.next.clone().map(|mark| {
        page(Place::After(mark), view! { <span class="kern-label">{words::PAGE_NEXT}</span><Icon name="arrow-forward"/> }.into_any())
    });
    let first =
        list.previous.is_some().then(|| link::to(desk, Route::List(view.on_page(Place::Start)), "kern-link", words::PAGE_FIRST.into_any()));
    Some(view! { <nav class="vd-pages" aria-label=words::PAGES>{previous}{first}{next}</nav> }.into_any())
}
