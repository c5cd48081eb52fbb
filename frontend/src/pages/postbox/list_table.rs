//! The list as a table, and its pages. In: items. Out: links to them.

use super::desk::Desk;
use super::route::{Route, View};
use super::{link, list, wording};
use crate::components::button::Icon;
use crate::components::note::{Note, Tone};
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use vordruck_contract::postbox::{ItemList, ItemState, ItemSummary, Scan};

pub(super) fn view(desk: Desk, view: &View, list: ItemList) -> AnyView {
    let pages = pages(desk, view, &list);
    if list.items.is_empty() {
        let paragraphs = vec![words::LIST_EMPTY.to_owned()];
        return view! { <Note tone=Tone::Info title=words::LIST_EMPTY_TITLE.to_owned() paragraphs/> {pages} }.into_any();
    }
    let rows: Vec<AnyView> = list.items.into_iter().map(|item| row(desk, item)).collect();
    let heads: Vec<AnyView> = [words::COL_ITEM, words::COL_SERVICE, words::COL_RECEIVED, words::COL_STATE]
        .into_iter()
        .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
        .collect();
    view! {
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{put(words::LIST_CAPTION, &[("view", list::part(view.state))])}</caption>
                <thead class="kern-table__header">
                    <tr class="kern-table__row">
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

fn row(desk: Desk, item: ItemSummary) -> AnyView {
    let unread = (item.state == ItemState::New).then_some("true");
    let badge = badge(&item);
    let reference = link::to(desk, Route::Item(item.id), "kern-link", item.reference.into_any());
    view! {
        <tr class="kern-table__row" data-unread=unread>
            <th class="kern-table__cell" scope="row">{reference}</th>
            <td class="kern-table__cell" data-label=words::COL_SERVICE>{item.title}</td>
            <td class="kern-table__cell" data-label=words::COL_RECEIVED>{wording::moment(&item.received_at)}</td>
            <td class="kern-table__cell" data-label=words::COL_STATE>{badge}</td>
            <td class="kern-table__cell kern-table__cell--numeric" data-label=words::COL_ATTACHMENTS>{item.attachments}</td>
        </tr>
    }
    .into_any()
}

fn pages(desk: Desk, view: &View, list: &ItemList) -> Option<AnyView> {
    let last = list.total.div_ceil(u64::from(list.per_page.max(1))).max(1);
    if last == 1 && list.page == 1 {
        return None;
    }
    let page = |page: u32, content: AnyView| link::to(desk, Route::List(view.on_page(page)), "kern-btn kern-btn--secondary", content);
    let newer = (list.page > 1)
        .then(|| page(list.page - 1, view! { <Icon name="arrow-back"/><span class="kern-label">{words::NEWER}</span> }.into_any()));
    let older = (u64::from(list.page) < last)
        .then(|| page(list.page + 1, view! { <span class="kern-label">{words::OLDER}</span><Icon name="arrow-forward"/> }.into_any()));
    let here = put(words::PAGE_OF, &[("page", &list.page.to_string()), ("pages", &last.to_string())]);
    Some(view! { <nav class="vd-pages" aria-label=words::PAGES>{newer}<p class="kern-body">{here}</p>{older}</nav> }.into_any())
}
