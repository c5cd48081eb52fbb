//! The list: what has arrived, by state and whatever else narrows it, a page at a time. In: a view. Out: the way to an item, several items in one file.

use super::desk::Desk;
use super::route::Route;
use super::selection::Selection;
use super::view::{STATES, View};
use super::{api, link, list_filter, list_table, notice, wording};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::{self, PageHeading};
use crate::messages::{postbox as words, put};
use crate::platform::focus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;
use vordruck_contract::postbox::{Alarm, ItemList, ItemState};

pub(super) fn view(desk: Desk, view: View) -> AnyView {
    let loaded = RwSignal::new(None::<ItemList>);
    let trouble = RwSignal::new(None);
    let again = RwSignal::new(0_u32);
    let selection = Selection::new(desk, trouble, again);
    desk.arrive(&title(&view));
    let load = {
        let view = view.clone();
        Callback::new(move |()| {
            let view = view.clone();
            spawn_local(async move {
                match desk.told(api::items(&view).await) {
                    Ok(list) => {
                        desk.live.say(&how_many(list.total));
                        selection.begin(&list);
                        let opened = desk.visited.try_update_value(|visited| visited.show(&view, &list)).flatten();
                        if loaded.try_set(Some(list)).is_none() {
                            // Whoever comes back from an item goes on where it stands.
                            if let Some(item) = opened {
                                focus::soon_from(page_heading::ID, &list_table::row_id(&item));
                            }
                            selection.arrive();
                        }
                    }
                    Err(failure) => notice::tell(trouble, failure),
                }
            });
        })
    };
    Effect::new(move |_| {
        again.track();
        load.run(());
    });
    let refresh = Callback::new(move |()| {
        trouble.set(None);
        load.run(());
    });
    let shown = view.clone();
    let table = move || match (loaded.get(), trouble.with(Option::is_some)) {
        (Some(list), _) => view! { {alarms(desk, &list)} {list_table::view(desk, &shown, list, selection)} }.into_any(),
        (None, false) => view! { <Loader words=words::LOADING_LIST/> }.into_any(),
        (None, true) => ().into_any(),
    };
    view! {
        {notice::view(trouble, Some(load))}
        <PageHeading title=words::LIST_TITLE.to_owned()/>
        {tabs(desk, &view)}
        {list_filter::view(desk, &view, refresh)}
        {selection.outcome()}
        {table}
    }
    .into_any()
}

/// The name of a part of the list.
pub(super) fn part(state: Option<ItemState>) -> &'static str {
    state.map_or(words::VIEW_ALL, wording::state)
}

/// How many items there are, for people who see it and people who hear it.
pub(super) fn how_many(total: u64) -> String {
    match total {
        0 => words::LOADED_NONE.to_owned(),
        1 => words::LOADED_ONE.to_owned(),
        many => put(words::LOADED_MANY, &[("count", &wording::number(many))]),
    }
}

fn title(view: &View) -> String {
    let mut title = [words::LIST_TITLE, ": ", part(view.state)].concat();
    if !view.words.is_empty() {
        title = [&title, ", ", &put(words::LIST_FOUND_FOR, &[("words", &view.words)])].concat();
    }
    title
}

fn alarms(desk: Desk, list: &ItemList) -> Option<AnyView> {
    let paragraphs: Vec<String> = list.alarms.iter().map(|alarm| wording::alarm(*alarm).to_owned()).collect();
    let action = if list.alarms.contains(&Alarm::DeliveryFailing) { to_transport(desk) } else { ().into_any() };
    (!paragraphs.is_empty()).then(|| view! { <Note tone=Tone::Warning title=words::ALARM_TITLE.to_owned() paragraphs action/> }.into_any())
}

/// The way to how the interfaces are doing, for each tenant one has to do with.
fn to_transport(desk: Desk) -> AnyView {
    let services = desk.session.with(|session| session.as_ref().map(|session| session.services.clone()).unwrap_or_default());
    let tenants: BTreeMap<String, String> = services.into_iter().map(|service| (service.tenant, service.tenant_name)).collect();
    let is_one = tenants.len() == 1;
    let link = |(tenant, name): (String, String)| {
        let label = if is_one { words::TRANSPORT.to_owned() } else { [words::TRANSPORT, ": ", &name].concat() };
        let link = link::to(desk, Route::Transport(tenant), "kern-link vd-alone", label.into_any());
        view! { <p class="kern-body">{link}</p> }.into_any()
    };
    tenants.into_iter().map(link).collect::<Vec<_>>().into_any()
}

fn tabs(desk: Desk, view: &View) -> AnyView {
    let states = std::iter::once(None).chain(STATES.iter().map(|(state, _)| Some(*state)));
    let tabs: Vec<AnyView> = states
        .map(|state| {
            let current = (state == view.state).then_some("page");
            let tab = link::marked(desk, Route::List(view.in_state(state)), "vd-tabs__item", current, part(state).into_any());
            view! { <li>{tab}</li> }.into_any()
        })
        .collect();
    view! { <nav aria-label=words::LIST_VIEWS><ul class="vd-tabs">{tabs}</ul></nav> }.into_any()
}
