//! Who is to work on what is ticked in the list. In: ticks. Out: all of it with one person, or with nobody, which can be undone. Choosing alone changes nothing
//! (WCAG 3.2.2).

use super::desk::Desk;
use super::item_work::names;
use super::selection_outcome::{Outcome, Outcomes, Undo, counted};
use super::{api, notice};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::focus;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use vordruck_contract::postbox::{self as contract, Person};

/// The question who it is. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Assignment {
    desk: Desk,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    /// What is ticked.
    ids: RwSignal<BTreeSet<String>>,
    /// Who may work on all of it, while that is asked.
    people: RwSignal<Option<Vec<Person>>>,
    chosen: StoredValue<String>,
    outcomes: Outcomes,
}

/// Of the button that begins it, and of the list of people.
const BUTTON: &str = "vd-auswahl-zuweisen";
const PERSON: &str = "vd-auswahl-person";

impl Assignment {
    pub(super) fn new(
        desk: Desk,
        trouble: RwSignal<Option<Failure>>,
        busy: RwSignal<bool>,
        ids: RwSignal<BTreeSet<String>>,
        outcomes: Outcomes,
    ) -> Self {
        Self { desk, trouble, busy, ids, people: RwSignal::new(None), chosen: StoredValue::new(String::new()), outcomes }
    }

    pub(super) fn button(self, press: Callback<()>) -> AnyView {
        view! { <Button label=words::ASSIGN_SELECTED.to_owned() weight=Weight::Secondary id=BUTTON busy=self.busy press/> }.into_any()
    }

    /// Asks who it is to be; oneself, unless somebody else is chosen.
    pub(super) fn begin(self) {
        self.chosen.set_value(self.desk.own_id());
        self.busy.set(true);
        spawn_local(async move {
            let is_there = self.look().await;
            self.busy.try_set(false);
            if is_there {
                focus::soon(PERSON);
            }
        });
    }

    /// The question, while it is asked.
    pub(super) fn form(self) -> AnyView {
        // Who may work on all of it changes with what is ticked.
        Effect::new(move |before: Option<()>| {
            let is_ticked = self.ids.with(|ids| !ids.is_empty());
            if before.is_some() && self.people.with_untracked(Option::is_some) {
                if is_ticked {
                    spawn_local(async move {
                        self.look().await;
                    });
                } else {
                    self.people.set(None);
                }
            }
        });
        let shown = move || self.people.get().map(|people| self.question(people));
        view! { {shown} }.into_any()
    }

    fn question(self, people: Vec<Person>) -> AnyView {
        let submit = move |event: leptos::ev::SubmitEvent| {
            event.prevent_default();
            if !self.busy.get_untracked() {
                self.assign();
            }
        };
        let cancel = Callback::new(move |()| {
            self.people.set(None);
            focus::soon(BUTTON);
        });
        view! {
            <form class="vd-toolbar" on:submit=submit>
                <div class="kern-form-input">
                    <label class="kern-label" for=PERSON>{words::ASSIGNEE_OF_SELECTED}</label>
                    <div class="kern-form-input__select-wrapper">
                        <select
                            class="kern-form-input__select" id=PERSON
                            on:change=move |event| self.chosen.set_value(event_target_value(&event))
                        >
                            {names(self.desk, &people, &self.chosen.get_value())}
                        </select>
                    </div>
                </div>
                <Button label=words::ASSIGN.to_owned() weight=Weight::Primary submit=true busy=self.busy/>
                <Button label=words::CANCEL.to_owned() weight=Weight::Tertiary press=cancel/>
            </form>
        }
        .into_any()
    }

    /// Asks who may work on what is ticked; whether that is known now.
    async fn look(self) -> bool {
        let ticked = self.ids.get_untracked();
        let answer = self.desk.told(api::colleagues(ticked.iter().cloned().collect()).await);
        // It is an answer to another question if something else is ticked meanwhile.
        if self.ids.try_with_untracked(|ids| *ids != ticked).unwrap_or(true) {
            return false;
        }
        match answer {
            Ok(people) => {
                if !people.iter().any(|person| self.chosen.with_value(|chosen| *chosen == person.id)) {
                    self.chosen.set_value(String::new());
                }
                self.people.try_set(Some(people)).is_none()
            }
            Err(failure) => {
                notice::tell(self.trouble, failure);
                false
            }
        }
    }

    fn assign(self) {
        let chosen = self.chosen.get_value();
        let name = self.people.with_untracked(|people| {
            let people = people.iter().flatten();
            people.into_iter().find(|person| person.id == chosen).map(|person| person.display_name.clone())
        });
        let name = match name {
            Some(_) if chosen == self.desk.own_id() => words::TO_ME.to_owned(),
            Some(name) => name,
            None => words::TO_NOBODY.to_owned(),
        };
        let assignee = Some(chosen).filter(|id| !id.is_empty());
        let ticked = self.ids.get_untracked();
        let count = ticked.len();
        let assignments = ticked.into_iter().map(|item| contract::Assignment { item, assignee: assignee.clone() }).collect();
        spawn_local(async move {
            let Some(before) = self.outcomes.assign_all(assignments).await else { return };
            let mut said = put(&counted(before.len(), words::ASSIGNED_ONE, words::ASSIGNED_MANY), &[("name", &name)]);
            if before.len() < count {
                said = [&said, " ", &counted(count - before.len(), words::GONE_ONE, words::GONE_MANY)].concat();
            }
            self.people.try_set(None);
            self.outcomes.tell(Outcome { said, undo: Undo::Reassign(before) });
        });
    }
}
