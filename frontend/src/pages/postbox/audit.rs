//! Who did what in a tenant. In: a tenant one administers. Out: lines, latest first, more on request.

use super::desk::Desk;
use super::route::Route;
use super::{api, link, notice, wording};
use crate::components::button::{Button, Icon, Weight};
use crate::components::page_heading::PageHeading;
use crate::messages::postbox as words;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::accounts::AuditLine;

pub(super) fn view(desk: Desk, tenant: String) -> AnyView {
    desk.arrive(words::AUDIT);
    let lines = RwSignal::new(Vec::<AuditLine>::new());
    let next = RwSignal::new(None::<String>);
    let trouble = RwSignal::new(None);
    let owner = tenant.clone();
    let load = Callback::new(move |()| {
        let (owner, after) = (owner.clone(), next.get_untracked());
        spawn_local(async move {
            match desk.told(api::audit(&owner, after).await) {
                Ok(list) => {
                    lines.try_update(|lines| lines.extend(list.lines));
                    next.try_set(list.next);
                    desk.live.say(words::AUDIT_LOADED);
                }
                Err(failure) => notice::tell(trouble, failure),
            }
        });
    });
    load.run(());
    let heads: Vec<AnyView> = [words::COL_AT, words::COL_WHO, words::COL_DID, words::COL_SUBJECT]
        .into_iter()
        .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
        .collect();
    let rows = move || lines.get().into_iter().map(row).collect::<Vec<_>>();
    let more = move || {
        next.with(Option::is_some).then(|| view! { <Button label=words::AUDIT_MORE.to_owned() weight=Weight::Secondary press=load/> })
    };
    let back = view! { <Icon name="arrow-back"/>{words::TO_USERS} }.into_any();
    view! {
        {link::to(desk, Route::Users(tenant), "kern-link vd-back", back)}
        {notice::view(trouble, Some(load))}
        <PageHeading title=words::AUDIT.to_owned()/>
        <p class="kern-body">{words::AUDIT_TEXT}</p>
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{words::AUDIT}</caption>
                <thead class="kern-table__header"><tr class="kern-table__row">{heads}</tr></thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
        {more}
    }
    .into_any()
}

fn row(line: AuditLine) -> AnyView {
    let what = wording::action(&line.action).to_owned();
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row">{wording::moment(&line.at)}</th>
            <td class="kern-table__cell" data-label=words::COL_WHO>{line.who.unwrap_or_else(|| words::PROGRAM.to_owned())}</td>
            <td class="kern-table__cell" data-label=words::COL_DID>{what}</td>
            <td class="kern-table__cell" data-label=words::COL_SUBJECT>{line.subject}</td>
        </tr>
    }
    .into_any()
}
