//! Who works on an item, and what was done with it. In: colleagues, history. Out: the wish that somebody works on it.

use super::desk::Desk;
use super::item::Open;
use super::{api, wording};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::focus;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{Happening, ItemSummary, Person};

/// Choosing alone changes nothing (WCAG 3.2.2).
pub(super) fn assignment(open: Open, summary: &ItemSummary, colleagues: Vec<Person>) -> AnyView {
    let present = move || {
        open.summary
            .with(|summary| summary.as_ref().and_then(|summary| summary.assignee.as_ref()).map(|person| person.id.clone()))
            .unwrap_or_default()
    };
    let own = open.desk.own_id();
    let chosen = StoredValue::new(summary.assignee.as_ref().map(|person| person.id.clone()).unwrap_or_default());
    let item = StoredValue::new(summary.id.clone());
    let assign = move |assignee: String| {
        if open.busy.get_untracked() {
            return;
        }
        open.busy.set(true);
        spawn_local(async move {
            let outcome = open.desk.told(api::assign(&item.get_value(), Some(assignee).filter(|id| !id.is_empty())).await);
            open.busy.try_set(false);
            match outcome {
                Ok(summary) => {
                    let name = summary.assignee.as_ref().map_or(words::NOBODY, |person| person.display_name.as_str());
                    open.desk.live.say(&put(words::ASSIGNED, &[("name", name)]));
                    chosen.try_set_value(summary.assignee.as_ref().map(|person| person.id.clone()).unwrap_or_default());
                    open.summary.try_set(Some(summary));
                }
                Err(failure) => open.fail(failure),
            }
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        assign(chosen.get_value());
    };
    let may_work = colleagues.iter().any(|person| person.id == own);
    let is_mine = Memo::new({
        let own = own.clone();
        move |_| present() == own
    });
    let to_me = move || {
        let own = own.clone();
        let press = Callback::new(move |()| {
            assign(own.clone());
            // The button is gone then.
            focus::to(PERSON);
        });
        (may_work && !is_mine.get())
            .then(|| view! { <Button label=words::ASSIGN_TO_ME.to_owned() weight=Weight::Secondary busy=open.busy press/> })
    };
    view! {
        <form class="vd-flow" on:submit=submit>
            <div class="kern-form-input">
                <label class="kern-label" for=PERSON>{words::ASSIGNEE}</label>
                <div class="kern-form-input__select-wrapper">
                    <select
                        class="kern-form-input__select" id=PERSON prop:value=present
                        on:change=move |event| chosen.set_value(event_target_value(&event))
                    >
                        {names(open.desk, &colleagues, &chosen.get_value())}
                    </select>
                </div>
            </div>
            <div class="vd-actions">
                <Button label=words::ASSIGN.to_owned() weight=Weight::Secondary submit=true/>
                {to_me}
            </div>
        </form>
    }
    .into_any()
}

/// Of the list of people.
const PERSON: &str = "vd-zustaendig";

/// Who it may be, oneself before the others, and nobody.
pub(super) fn names(desk: Desk, colleagues: &[Person], chosen: &str) -> Vec<AnyView> {
    let own = desk.own_id();
    let (mine, others): (Vec<&Person>, Vec<&Person>) = colleagues.iter().partition(|person| person.id == own);
    let mine = mine.into_iter().map(|person| (person.id.clone(), put(words::MYSELF, &[("name", &person.display_name)])));
    let others = others.into_iter().map(|person| (person.id.clone(), person.display_name.clone()));
    let nobody = (String::new(), words::NOBODY.to_owned());
    mine.chain([nobody])
        .chain(others)
        .map(|(id, name)| {
            let selected = id == chosen;
            view! { <option value=id selected=selected>{name}</option> }.into_any()
        })
        .collect()
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
