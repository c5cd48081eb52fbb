//! What waits for an interface or failed there, one line an application, the reason in plain words. In: lines without content. Out: a table.

use super::desk::Desk;
use super::wording;
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use vordruck_contract::postbox::{FaultKind, TransferState, TransferSummary};

pub(super) fn view(desk: Desk, lines: Vec<TransferSummary>) -> AnyView {
    if lines.is_empty() {
        return view! { <p class="kern-body">{words::TRANSFERS_EMPTY}</p> }.into_any();
    }
    let heads: Vec<AnyView> = [words::COL_ITEM, words::COL_SERVICE, words::COL_CHANNEL, words::COL_STATE, words::COL_REASON]
        .into_iter()
        .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = lines.into_iter().map(|line| row(desk, line)).collect();
    view! {
        <h2 class="kern-heading-small">{words::TRANSFERS}</h2>
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{words::TRANSFERS}</caption>
                <thead class="kern-table__header"><tr class="kern-table__row">{heads}</tr></thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, line: TransferSummary) -> AnyView {
    let title = desk.session.with_untracked(|session| {
        let services = session.iter().flat_map(|session| &session.services);
        services.into_iter().find(|known| known.tenant == line.tenant && known.service == line.service).map(|known| known.title.clone())
    });
    let reason = reason(&line);
    // The programs' own words are English.
    let detail = line.fault.map(|fault| {
        view! { <p class="kern-body">{words::TECHNICAL}" "<span class="vd-break" lang="en">{fault}</span></p> }
    });
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row">{line.reference}</th>
            <td class="kern-table__cell" data-label=words::COL_SERVICE>{title.unwrap_or(line.service)}</td>
            <td class="kern-table__cell" data-label=words::COL_CHANNEL>{line.channel}</td>
            <td class="kern-table__cell" data-label=words::COL_STATE>{badge(line.state, line.attempts)}</td>
            <td class="kern-table__cell" data-label=words::COL_REASON>{reason} {detail}</td>
        </tr>
    }
    .into_any()
}

fn badge(state: TransferState, attempts: u64) -> AnyView {
    let class = match (state, attempts) {
        (TransferState::Rejected | TransferState::GaveUp, _) => "kern-badge kern-badge--danger",
        (_, 1..) => "kern-badge kern-badge--warning",
        _ => "kern-badge kern-badge--info",
    };
    view! { <span class=class><span class="kern-label kern-label--small">{wording::transfer(state)}</span></span> }.into_any()
}

/// Why it is where it is, and what happens next.
fn reason(line: &TransferSummary) -> Vec<AnyView> {
    let next = match line.state {
        TransferState::Rejected if line.is_kept => Some(words::REASON_KEPT.to_owned()),
        TransferState::Rejected | TransferState::GaveUp => Some(words::REASON_NEXT_CHANNEL.to_owned()),
        TransferState::Sending | TransferState::Confirmed => None,
        TransferState::Waiting if line.fault_kind == Some(FaultKind::Restored) => None,
        TransferState::Waiting | TransferState::Transferred => {
            Some(put(words::REASON_NEXT_TRY, &[("at", &wording::moment(&line.next_at))]))
        }
    };
    let since = put(words::REASON_SINCE, &[("at", &wording::moment(&line.queued_at))]);
    let known = line.acknowledged_at.as_ref().map(|at| put(words::ACKNOWLEDGED_AT, &[("at", &wording::moment(at))]));
    let told = [line.fault_kind.map(|kind| wording::fault(kind).to_owned()), Some(since), next, known];
    told.into_iter().flatten().map(|text| view! { <p class="kern-body">{text}</p> }.into_any()).collect()
}
