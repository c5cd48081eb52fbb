//! How a tenant's interfaces are doing. In: a tenant. Out: what waits, failed and was delivered by channel, why, and the wish to try again at once or to know of it.

use super::desk::Desk;
use super::route::Route;
use super::{api, faults, link, notice, receptions, transport_lines, wording};
use crate::components::button::{Button, Icon, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::messages::{postbox as words, put};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{ChannelStatus, Transport};

pub(super) fn view(desk: Desk, tenant: String) -> AnyView {
    desk.arrive(words::TRANSPORT);
    let loaded = RwSignal::new(None::<Transport>);
    let trouble = RwSignal::new(None);
    let owner = tenant.clone();
    let load = Callback::new(move |()| {
        let owner = owner.clone();
        spawn_local(async move {
            match desk.told(api::transport(&owner).await) {
                Ok(transport) => {
                    desk.live.say(&summary(&transport));
                    loaded.try_set(Some(transport));
                }
                Err(failure) => notice::tell(trouble, failure),
            }
        });
    });
    load.run(());
    let shown = tenant.clone();
    let body = move || match (loaded.get(), trouble.with(Option::is_some)) {
        (Some(transport), _) => {
            let receiving = receptions::view(&transport.destinations, transport.receptions.clone());
            view! { {channels(desk, &shown, &transport)} {transport_lines::view(desk, transport.transfers)} {receiving} }.into_any()
        }
        (None, false) => view! { <Loader words=words::LOADING_TRANSPORT/> }.into_any(),
        (None, true) => ().into_any(),
    };
    let administers = desk
        .session
        .with_untracked(|session| session.as_ref().is_some_and(|session| session.administers.iter().any(|access| access.tenant == tenant)));
    let (back, to) = if administers { (words::TO_USERS, Route::Users(tenant)) } else { (words::TO_LIST, Route::List(Default::default())) };
    let back = view! { <Icon name="arrow-back"/>{back} }.into_any();
    view! {
        {link::to(desk, to, "kern-link vd-back", back)}
        {notice::view(trouble, Some(load))}
        <PageHeading title=words::TRANSPORT.to_owned()/>
        <p class="kern-body">{words::TRANSPORT_TEXT}</p>
        // Outside of what is drawn anew, so that focus stays on it.
        <Button label=words::REFRESH.to_owned() weight=Weight::Secondary icon="autorenew" press=load/>
        {body}
    }
    .into_any()
}

/// The whole in a sentence, for people who hear it.
fn summary(transport: &Transport) -> String {
    let sum = |of: fn(&ChannelStatus) -> u64| wording::number(transport.channels.iter().map(of).sum());
    put(words::TRANSPORT_LOADED, &[("waiting", &sum(|channel| channel.waiting)), ("failing", &sum(|channel| channel.failing))])
}

fn channels(desk: Desk, tenant: &str, transport: &Transport) -> AnyView {
    if transport.channels.is_empty() {
        let paragraphs = vec![words::TRANSPORT_NONE.to_owned()];
        return view! { <Note tone=Tone::Info title=words::TRANSPORT_NONE_TITLE.to_owned() paragraphs/> }.into_any();
    }
    let heads: Vec<AnyView> = [words::COL_CHANNEL, words::COL_WAITING, words::COL_FAILED, words::COL_CONFIRMED]
        .into_iter()
        .map(|head| view! { <th class="kern-table__header" scope="col">{head}</th> }.into_any())
        .collect();
    let rows: Vec<AnyView> = transport.channels.iter().map(|channel| row(desk, tenant, channel)).collect();
    view! {
        <div class="kern-table-responsive">
            <table class="kern-table vd-table--stack">
                <caption class="kern-sr-only">{words::CHANNELS}</caption>
                <thead class="kern-table__header"><tr class="kern-table__row">{heads}</tr></thead>
                <tbody class="kern-table__body">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(desk: Desk, tenant: &str, status: &ChannelStatus) -> AnyView {
    let kind = status.kind.as_deref().map_or(words::CHANNEL_GONE, wording::channel_kind);
    let name = put(words::CHANNEL_NAME, &[("channel", &status.channel), ("kind", kind)]);
    let since = |template: &'static str, count: u64, at: &Option<String>| match at {
        Some(at) => put(template, &[("count", &wording::number(count)), ("at", &wording::moment(at))]),
        None => wording::number(count),
    };
    let waiting = since(words::WAITING_SINCE, status.waiting, &status.oldest_waiting_at);
    let warning = |template: &'static str, count: u64| {
        (count > 0).then(|| {
            let text = put(template, &[("count", &wording::number(count))]);
            view! { <p class="kern-body"><span class="kern-badge kern-badge--warning"><span class="kern-label kern-label--small">{text}</span></span></p> }
        })
    };
    let (failing, held) = (warning(words::FAILING, status.failing), warning(words::HELD, status.held));
    let confirmed = since(words::CONFIRMED_LAST, status.confirmed, &status.last_confirmed_at);
    view! {
        <tr class="kern-table__row">
            <th class="kern-table__cell" scope="row">{name}</th>
            <td class="kern-table__cell" data-label=words::COL_WAITING>
                <div class="vd-flow vd-flow--tight">
                    <p class="kern-body">{waiting}</p>
                    {failing}
                    {held}
                    {(status.waiting > 0).then(|| word(desk, tenant, &status.channel, Word::Retry))}
                    {(status.held > 0).then(|| word(desk, tenant, &status.channel, Word::Acknowledge))}
                </div>
            </td>
            <td class="kern-table__cell" data-label=words::COL_FAILED>{wording::number(status.failed)}</td>
            <td class="kern-table__cell" data-label=words::COL_CONFIRMED>{confirmed}</td>
        </tr>
    }
    .into_any()
}

/// What a person says about what waits in a channel.
#[derive(Clone, Copy)]
enum Word {
    /// Send it now.
    Retry,
    /// I know that it is held.
    Acknowledge,
}

impl Word {
    fn label(self) -> &'static str {
        match self {
            Self::Retry => words::RETRY,
            Self::Acknowledge => words::ACKNOWLEDGE,
        }
    }

    /// Gives it, and says for how many it counts.
    async fn give(self, tenant: &str, channel: String) -> Result<String, Failure> {
        let (said, count) = match self {
            Self::Retry => (words::RETRIED, api::retry(tenant, channel).await?.count),
            Self::Acknowledge => (words::ACKNOWLEDGED, api::acknowledge(tenant, channel).await?.count),
        };
        Ok(put(said, &[("count", &wording::number(count))]))
    }
}

/// Stays where it is when pressed, and says what came of it.
fn word(desk: Desk, tenant: &str, channel: &str, word: Word) -> AnyView {
    let (busy, outcome) = (RwSignal::new(false), RwSignal::new(String::new()));
    let about = [": ", channel].concat();
    let (tenant, channel) = (tenant.to_owned(), channel.to_owned());
    let press = Callback::new(move |()| {
        let (tenant, channel) = (tenant.clone(), channel.clone());
        busy.set(true);
        spawn_local(async move {
            let said = desk.told(word.give(&tenant, channel).await).unwrap_or_else(|failure| faults::wording(&failure));
            desk.live.say(&said);
            outcome.try_set(said);
            busy.try_set(false);
        });
    });
    let told = move || Some(outcome.get()).filter(|text| !text.is_empty()).map(|text| view! { <p class="kern-body">{text}</p> });
    view! { <Button label=word.label().to_owned() about=about weight=Weight::Secondary busy=busy press/> {told} }.into_any()
}
