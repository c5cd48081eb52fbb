//! What narrows the list: words, service, period, who works on it; and its order. All native elements; nothing happens before it is asked for (WCAG 3.2.2).
//! In: a view. Out: another one.

use super::desk::Desk;
use super::link;
use super::route::Route;
use super::view::{ASSIGNEES, Place, SORTS, View, code_of, coded};
use crate::components::button::{Button, Weight};
use crate::messages::postbox as words;
use leptos::prelude::*;
use vordruck_contract::postbox::{AssigneeFilter, ItemSort, ServiceAccess};

pub(super) fn view(desk: Desk, view: &View, refresh: Callback<()>) -> AnyView {
    let wished = StoredValue::new(View { place: Place::Start, ..view.clone() });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.go(Route::List(wished.get_value()));
    };
    let reset = view.is_narrowed().then(|| {
        let all = View { state: view.state, ..View::default() };
        link::to(desk, Route::List(all), "kern-link vd-toolbar__link", words::FILTER_RESET.into_any())
    });
    let has_more = !view.from.is_empty() || !view.until.is_empty() || view.assignee.is_some() || view.sort != ItemSort::Newest;
    view! {
        <form class="vd-filters" role="search" aria-label=words::FILTER on:submit=submit>
            <div class="vd-toolbar">
                <div class="kern-form-input vd-toolbar__words">
                    <label class="kern-label" for="vd-suche">{words::SEARCH}</label>
                    <input
                        class="kern-form-input__input" id="vd-suche" type="search" autocomplete="off" spellcheck="false" aria-describedby="vd-suche-hint"
                        value=view.words.clone()
                        on:input=move |event| wished.update_value(|view| view.words = event_target_value(&event).trim().to_owned())
                    />
                </div>
                {services(desk, view, wished)}
                <Button label=words::SHOW.to_owned() weight=Weight::Primary submit=true/>
                <Button label=words::REFRESH.to_owned() weight=Weight::Tertiary icon="autorenew" press=refresh/>
            </div>
            <p class="kern-hint" id="vd-suche-hint">{words::SEARCH_HINT}</p>
            <details class="vd-more" aria-labelledby="vd-filter-mehr" open=has_more>
                <summary class="vd-more__summary" id="vd-filter-mehr">{words::FILTER_MORE}</summary>
                <div class="vd-toolbar">
                    {day("vd-von", words::FILTER_FROM, &view.from, move |text| wished.update_value(|view| view.from = text))}
                    {day("vd-bis", words::FILTER_UNTIL, &view.until, move |text| wished.update_value(|view| view.until = text))}
                    {choice(
                        "vd-bearbeitung",
                        words::FILTER_ASSIGNEE,
                        std::iter::once(("", words::ASSIGNEE_ANY)).chain(ASSIGNEES.map(|(assignee, code)| (code, assignee_words(assignee)))).collect(),
                        view.assignee.map_or("", |assignee| code_of(&ASSIGNEES, &assignee)),
                        move |code| wished.update_value(|view| view.assignee = coded(&ASSIGNEES, &code)),
                    )}
                    {choice(
                        "vd-ordnung",
                        words::SORT,
                        SORTS.map(|(sort, code)| (code, sort_words(sort))).into(),
                        code_of(&SORTS, &view.sort),
                        move |code| wished.update_value(|view| view.sort = coded(&SORTS, &code).unwrap_or_default()),
                    )}
                </div>
            </details>
            {reset}
        </form>
    }
    .into_any()
}

fn assignee_words(assignee: AssigneeFilter) -> &'static str {
    match assignee {
        AssigneeFilter::Me => words::ASSIGNEE_ME,
        AssigneeFilter::Nobody => words::ASSIGNEE_NOBODY,
    }
}

fn sort_words(sort: ItemSort) -> &'static str {
    match sort {
        ItemSort::Newest => words::SORT_NEWEST,
        ItemSort::Oldest => words::SORT_OLDEST,
        ItemSort::Deletion => words::SORT_DELETION,
    }
}

fn services(desk: Desk, view: &View, wished: StoredValue<View>) -> AnyView {
    let known = desk.session.with_untracked(|session| session.as_ref().map(|session| session.services.clone()).unwrap_or_default());
    let chosen = known.iter().position(|known| view.service.as_ref() == Some(&(known.tenant.clone(), known.service.clone())));
    let several_tenants = known.iter().any(|other| known.first().is_some_and(|first| first.tenant != other.tenant));
    let label = |access: &ServiceAccess| {
        if several_tenants { [&access.title, ", ", access.tenant_name.as_str()].concat() } else { access.title.clone() }
    };
    let options: Vec<AnyView> = known
        .iter()
        .enumerate()
        .map(|(at, access)| view! { <option value=at.to_string() selected=chosen == Some(at)>{label(access)}</option> }.into_any())
        .collect();
    let choose = move |event: leptos::ev::Event| {
        let access = event_target_value(&event).parse::<usize>().ok().and_then(|at| known.get(at));
        let service = access.map(|access| (access.tenant.clone(), access.service.clone()));
        wished.update_value(|view| view.service = service);
    };
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for="vd-dienst">{words::SERVICE}</label>
            <div class="kern-form-input__select-wrapper">
                <select class="kern-form-input__select" id="vd-dienst" on:change=choose>
                    <option value="" selected=chosen.is_none()>{words::ALL_SERVICES}</option>
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

fn day(id: &'static str, label: &'static str, value: &str, enter: impl Fn(String) + 'static) -> AnyView {
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for=id>{label}</label>
            <input
                class="kern-form-input__input" id=id type="date" autocomplete="off" value=value.to_owned()
                on:input=move |event| enter(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// A select with a label.
pub(super) fn choice(
    id: &'static str,
    label: &'static str,
    choices: Vec<(&'static str, &'static str)>,
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let option =
        |(code, label): (&'static str, &'static str)| view! { <option value=code selected=code == chosen>{label}</option> }.into_any();
    let options: Vec<AnyView> = choices.into_iter().map(option).collect();
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for=id>{label}</label>
            <div class="kern-form-input__select-wrapper">
                <select class="kern-form-input__select" id=id on:change=move |event| choose(event_target_value(&event))>{options}</select>
            </div>
        </div>
    }
    .into_any()
}
