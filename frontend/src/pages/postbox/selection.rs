//! Items that were ticked in the list. In: ticks. Out: one file with all of them; all of them filed, or with somebody who works on them, which can be undone.

use super::desk::Desk;
use super::selection_assignment::Assignment;
use super::selection_outcome::{Outcome, Outcomes, Undo, counted};
use super::{api, faults, notice};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::download;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use vordruck_contract::postbox::{ItemList, ItemState};

/// What is ticked. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    desk: Desk,
    trouble: RwSignal<Option<Failure>>,
    ids: RwSignal<BTreeSet<String>>,
    busy: RwSignal<bool>,
    /// Items on the page that are not filed.
    open: StoredValue<BTreeSet<String>>,
    /// What is said in place of how much is ticked, until something else is.
    hint: RwSignal<Option<&'static str>>,
    outcomes: Outcomes,
    assignment: Assignment,
}

impl Selection {
    pub(super) fn new(desk: Desk, trouble: RwSignal<Option<Failure>>, again: RwSignal<u32>) -> Self {
        let (ids, busy) = (RwSignal::new(BTreeSet::new()), RwSignal::new(false));
        let outcomes = Outcomes::new(desk, trouble, busy, again);
        let assignment = Assignment::new(desk, trouble, busy, ids, outcomes);
        Self { desk, trouble, ids, busy, open: StoredValue::new(BTreeSet::new()), hint: RwSignal::new(None), outcomes, assignment }
    }

    /// A page of the list is there: nothing of it is ticked.
    pub(super) fn begin(self, list: &ItemList) {
        self.ids.try_set(BTreeSet::new());
        self.hint.try_set(None);
        let open = list.items.iter().filter(|item| item.state != ItemState::Done).map(|item| item.id.clone()).collect();
        self.open.try_set_value(open);
    }

    /// It is drawn: whoever has done something reads what came of it.
    pub(super) fn arrive(self) {
        self.outcomes.arrive();
    }

    /// A box to tick.
    pub(super) fn tick(self, id: String, label: String) -> AnyView {
        let ticked = id.clone();
        let change = move |event: leptos::ev::Event| {
            let is_ticked = event_target_checked(&event);
            self.hint.set(None);
            self.ids.update(|ids| {
                if is_ticked {
                    ids.insert(id.clone());
                } else {
                    ids.remove(&id);
                }
            });
        };
        tick_box(label, "kern-sr-only", move || self.ids.with(|ids| ids.contains(&ticked)), change)
    }

    /// A box that ticks all.
    pub(super) fn tick_all(self, all: Vec<String>) -> AnyView {
        let all: BTreeSet<String> = all.into_iter().collect();
        let whole = all.clone();
        let change = move |event: leptos::ev::Event| {
            self.hint.set(None);
            self.ids.set(if event_target_checked(&event) { all.clone() } else { BTreeSet::new() });
        };
        tick_box(words::SELECT_ALL.to_owned(), "vd-tick__all", move || self.ids.with(|ids| *ids == whole), change)
    }

    /// What can be done with what is ticked.
    pub(super) fn actions(self) -> AnyView {
        let said = move || match (self.hint.get(), self.ids.with(BTreeSet::len)) {
            (Some(hint), _) => hint.to_owned(),
            (None, 0) => words::SELECTED_NONE.to_owned(),
            (None, 1) => words::SELECTED_ONE.to_owned(),
            (None, many) => put(words::SELECTED_MANY, &[("count", &many.to_string())]),
        };
        let (press, file) = (Callback::new(move |()| self.download()), Callback::new(move |()| self.file()));
        let assign = Callback::new(move |()| {
            if self.ticked().is_some() {
                self.assignment.begin();
            }
        });
        view! {
            <div class="vd-selection">
                <p class="kern-body" role="status">{said}</p>
                {self.assignment.button(assign)}
                <Button label=words::FILE_SELECTED.to_owned() weight=Weight::Secondary busy=self.busy press=file/>
                <Button label=words::DOWNLOAD_SELECTED.to_owned() weight=Weight::Secondary icon="download" busy=self.busy press/>
            </div>
        }
        .into_any()
    }

    /// Who is to work on what is ticked, while that is asked.
    pub(super) fn assignment(self) -> AnyView {
        self.assignment.form()
    }

    /// What came of doing something with several items, above whatever the list shows now.
    pub(super) fn outcome(self) -> AnyView {
        self.outcomes.view()
    }

    /// What is ticked; where nothing is, that is said, to those who see it and those who hear it.
    fn ticked(self) -> Option<Vec<String>> {
        let ticked: Vec<String> = self.ids.with_untracked(|ids| ids.iter().cloned().collect());
        if ticked.is_empty() {
            self.hint.set(Some(words::SELECT_FIRST));
            return None;
        }
        Some(ticked)
    }

    fn file(self) {
        let Some(ticked) = self.ticked() else { return };
        let items: Vec<String> = self.open.with_value(|open| ticked.into_iter().filter(|id| open.contains(id)).collect());
        if items.is_empty() {
            self.hint.set(Some(words::FILED_ALREADY));
            return;
        }
        spawn_local(async move {
            let filed = self.outcomes.set_all(items, ItemState::Done).await;
            let said = counted(filed.len(), words::FILED_ONE, words::FILED_MANY);
            self.outcomes.tell(Outcome { said, undo: Undo::Reopen(filed) });
        });
    }

    fn download(self) {
        let Some(items) = self.ticked() else { return };
        self.busy.set(true);
        self.desk.live.say(&put(words::DOWNLOADING, &[("name", words::ARCHIVE_NAME)]));
        spawn_local(async move {
            let outcome = self.desk.told(api::archive(items).await);
            self.busy.try_set(false);
            match outcome {
                Ok(bytes) => {
                    download::offer(words::ARCHIVE_NAME, "application/zip", &bytes);
                    self.desk.live.say(&put(words::DOWNLOADED, &[("name", words::ARCHIVE_NAME)]));
                }
                Err(failure) => {
                    self.desk.live.say(&faults::wording(&failure));
                    notice::tell(self.trouble, failure);
                }
            }
        });
    }
}

fn tick_box(
    label: String,
    class: &'static str,
    is_ticked: impl Fn() -> bool + Send + Sync + 'static,
    change: impl Fn(leptos::ev::Event) + 'static,
) -> AnyView {
    view! {
        <label class="vd-tick">
            <input class="kern-form-check__checkbox" type="checkbox" prop:checked=is_ticked on:change=change/>
            <span class=class>{label}</span>
        </label>
    }
    .into_any()
}
