//! What others submit to destinations of one's own: how each is doing, and what is not worked off. In: counts and lines without content. Out: two tables, or nothing
//! where there is no destination.

use super::wording;
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use vordruck_contract::postbox::{DestinationStatus, ReceptionSummary};

pub(super) fn view(destinations: &[DestinationStatus], lines: Vec<ReceptionSummary>) -> AnyView {
    if destinations.is_empty() {
        return ().into_any();
    }
    let heads = [words::COL_DESTINATION, words::COL_WAITING, words::COL_REJECTED, words::COL_ACCEPTED];
    let rows: Vec<AnyView> = destinations.iter().map(status).collect();
    let waiting = (!lines.is_empty()).then(|| {
        let heads = [words::COL_SUBMISSION, words::COL_DESTINATION, words::COL_REASON];
        table(words::RECEPTIONS, &heads, lines.into_iter().map(line).collect())
    });
    view! { {table(words::DESTINATIONS, &heads, rows)} {waiting} }.into_any()
}

fn table(title: &'static str, heads: &[&'static str], rows: Vec<AnyView>) -> AnyView {
    let heads: Vec<AnyView> =
        heads.iter().map(|head| view! { <th class="kern-table__header" scope="col">{*head}</th> }.into_any()).collect();
    view! {
        <h2 class="kern-heading-small">{title}</h2>
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{title}</caption>
                <thead class="kern-table__header"><tr class="kern-table__row">{heads}</tr></thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn status(status: &DestinationStatus) -> AnyView {
    let since = |template: &'static str, count: u64, at: &Option<String>| match at {
        Some(at) => put(template, &[("count", &wording::number(count)), ("at", &wording::moment(at))]),
        None => wording::number(count),
    };
    let failing = (status.failing > 0).then(|| {
        let text = put(words::FAILING, &[("count", &wording::number(status.failing))]);
        view! { <p class="kern-body"><span class="kern-badge kern-badge--warning"><span class="kern-label kern-label--small">{text}</span></span></p> }
    });
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row">{status.destination.clone()}</th>
            <td class="kern-table__cell" data-label=words::COL_WAITING>
                <div class="vd-flow vd-flow--tight">
                    <p class="kern-body">{since(words::WAITING_SINCE, status.waiting, &status.oldest_waiting_at)}</p>
                    {failing}
                </div>
            </td>
            <td class="kern-table__cell" data-label=words::COL_REJECTED>{wording::number(status.rejected)}</td>
            <td class="kern-table__cell" data-label=words::COL_ACCEPTED>
                {since(words::CONFIRMED_LAST, status.accepted, &status.last_accepted_at)}
            </td>
        </tr>
    }
    .into_any()
}

fn line(line: ReceptionSummary) -> AnyView {
    let told = [(words::RECEPTION_SINCE, &line.seen_at), (words::REASON_NEXT_TRY, &line.next_at)];
    let told: Vec<AnyView> = told
        .into_iter()
        .map(|(template, at)| view! { <p class="kern-body">{put(template, &[("at", &wording::moment(at))])}</p> }.into_any())
        .collect();
    // The programs' own words are English.
    let detail = line.fault.map(|fault| {
        view! { <p class="kern-body">{words::TECHNICAL}" "<span class="vd-break" lang="en">{fault}</span></p> }
    });
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row"><span class="vd-break">{line.submission}</span></th>
            <td class="kern-table__cell" data-label=words::COL_DESTINATION>{line.destination}</td>
            <td class="kern-table__cell" data-label=words::COL_REASON>{told} {detail}</td>
        </tr>
    }
    .into_any()
}
