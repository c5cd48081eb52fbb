//! The list: what has arrived, newest first, by state and service, a page at a time. In: a view. Out: the way to an item.

use super::desk::Desk;
use super::route::{Route, STATES, View};
use super::{api, link, list_table, notice, wording};
use crate::components::button::{Button, Weight};
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{ItemList, ItemState};

pub(super) fn view(desk: Desk, view: View) -> AnyView {
    let loaded = RwSignal::new(None::<ItemList>);
    let trouble = RwSignal::new(None);
    desk.arrive(&title(&view));
    let load = {
        let view = view.clone();
        Callback::new(move |()| {
            let view = view.clone();
            spawn_local(async move {
                match desk.told(api::items(&view).await) {
                    Ok(list) => {
                        desk.live.say(&how_many(list.total));
                        loaded.try_set(Some(list));
                    }
                    Err(failure) => notice::tell(trouble, failure),
                }
            });
        })
    };
    load.run(());
    let refresh = Callback::new(move |()| {
        trouble.set(None);
        load.run(());
    });
    let shown = view.clone();
    let table = move || match (loaded.get(), trouble.with(Option::is_some)) {
        (Some(list), _) => view! { {alarms(&list)} {list_table::view(desk, &shown, list)} }.into_any(),
        (None, false) => view! { <Loader words=words::LOADING_LIST/> }.into_any(),
        (None, true) => ().into_any(),
    };
    view! {
        {notice::view(trouble, Some(load))}
        <PageHeading title=words::LIST_TITLE.to_owned()/>
        {tabs(desk, &view)}
        {services(desk, &view, refresh)}
        {table}
    }
    .into_any()
}

/// The name of a part of the list.
pub(super) fn part(state: Option<ItemState>) -> &'static str {
    state.map_or(words::VIEW_ALL, wording::state)
}

fn title(view: &View) -> String {
    let mut title = [words::LIST_TITLE, ": ", part(view.state)].concat();
    if view.page > 1 {
        title.push_str(", Seite ");
        title.push_str(&view.page.to_string());
    }
    title
}

fn how_many(total: u64) -> String {
    match total {
        0 => words::LOADED_NONE.to_owned(),
        1 => words::LOADED_ONE.to_owned(),
        many => put(words::LOADED_MANY, &[("count", &many.to_string())]),
    }
}

fn alarms(list: &ItemList) -> Option<AnyView> {
    let paragraphs: Vec<String> = list.alarms.iter().map(|alarm| wording::alarm(*alarm).to_owned()).collect();
    (!paragraphs.is_empty()).then(|| view! { <Note tone=Tone::Warning title=words::ALARM_TITLE.to_owned() paragraphs/> }.into_any())
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

/// Which service; chosen first and shown when asked for, so that choosing alone changes nothing (WCAG 3.2.2).
fn services(desk: Desk, view: &View, refresh: Callback<()>) -> AnyView {
    let known = desk.session.with_untracked(|session| session.as_ref().map(|session| session.services.clone()).unwrap_or_default());
    let chosen = known.iter().position(|known| view.service.as_ref() == Some(&(known.tenant.clone(), known.service.clone())));
    let choice = StoredValue::new(chosen);
    let several_tenants = known.iter().any(|other| known.first().is_some_and(|first| first.tenant != other.tenant));
    let options: Vec<AnyView> = known
        .iter()
        .enumerate()
        .map(|(at, access)| {
            let label = if several_tenants { [&access.title, ", ", access.tenant_name.as_str()].concat() } else { access.title.clone() };
            view! { <option value=at.to_string() selected=chosen == Some(at)>{label}</option> }.into_any()
        })
        .collect();
    let from = view.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let service = choice.get_value().and_then(|at| known.get(at)).map(|access| (access.tenant.clone(), access.service.clone()));
        desk.go(Route::List(View { page: 1, service, ..from.clone() }));
    };
    view! {
        <form class="vd-toolbar" on:submit=submit>
            <div class="kern-form-input">
                <label class="kern-label" for="vd-dienst">{words::SERVICE}</label>
                <div class="kern-form-input__select-wrapper">
                    <select
                        class="kern-form-input__select" id="vd-dienst"
                        on:change=move |event| choice.set_value(event_target_value(&event).parse().ok())
                    >
                        <option value="" selected=chosen.is_none()>{words::ALL_SERVICES}</option>
                        {options}
                    </select>
                </div>
            </div>
            <Button label=words::SHOW.to_owned() weight=Weight::Secondary submit=true/>
            <Button label=words::REFRESH.to_owned() weight=Weight::Tertiary icon="autorenew" press=refresh/>
        </form>
    }
    .into_any()
}
