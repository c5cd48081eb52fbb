//! Who works on an item, and what was done with it. In: colleagues, history. Out: the wish that somebody works on it.

use super::item::Open;
use super::{api, wording};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{Happening, ItemSummary, Person};

/// Choosing alone changes nothing (WCAG 3.2.2).
pub(super) fn assignment(open: Open, summary: &ItemSummary, colleagues: Vec<Person>) -> AnyView {
    let item = summary.id.clone();
    let present = summary.assignee.as_ref().map(|person| person.id.clone()).unwrap_or_default();
    let chosen = StoredValue::new(present.clone());
    let options: Vec<AnyView> = colleagues
        .iter()
        .map(|person| {
            let selected = person.id == present;
            view! { <option value=person.id.clone() selected=selected>{person.display_name.clone()}</option> }.into_any()
        })
        .collect();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (item, assignee) = (item.clone(), Some(chosen.get_value()).filter(|id| !id.is_empty()));
        spawn_local(async move {
            match open.desk.told(api::assign(&item, assignee).await) {
                Ok(summary) => {
                    let name = summary.assignee.as_ref().map_or(words::NOBODY, |person| person.display_name.as_str());
                    open.desk.live.say(&put(words::ASSIGNED, &[("name", name)]));
                    open.summary.try_set(Some(summary));
                }
                Err(failure) => open.fail(failure),
            }
        });
    };
    view! {
        <form class="vd-flow" on:submit=submit>
            <div class="kern-form-input">
                <label class="kern-label" for="vd-zustaendig">{words::ASSIGNEE}</label>
                <div class="kern-form-input__select-wrapper">
                    <select class="kern-form-input__select" id="vd-zustaendig" on:change=move |event| chosen.set_value(event_target_value(&event))>
                        <option value="" selected=present.is_empty()>{words::NOBODY}</option>
                        {options}
                    </select>
                </div>
            </div>
            <Button label=words::ASSIGN.to_owned() weight=Weight::Secondary submit=true/>
        </form>
    }
    .into_any()
}

pub(super) fn history(happenings: Vec<Happening>) -> AnyView {
    let lines: Vec<AnyView> = happenings
        .into_iter()
        .map(|happening| {
            let who = happening.who.unwrap_or_else(|| words::PROGRAM.to_owned());
            let what = wording::action(&happening.action).to_owned();
            view! {
                <li class="vd-history__line">
                    <span class="vd-history__what">{what}</span>
                    <span class="vd-history__who">{put(words::HISTORY_LINE, &[("who", &who), ("at", &wording::moment(&happening.at))])}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <section class="vd-flow" aria-labelledby="vd-verlauf">
            <h2 class="kern-heading-small" id="vd-verlauf">{words::HISTORY}</h2>
            <ol class="vd-history" reversed>{lines}</ol>
        </section>
    }
    .into_any()
}
