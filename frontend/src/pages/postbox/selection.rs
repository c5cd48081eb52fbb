//! Items that were ticked in the list. In: ticks. Out: one file with all of them, or all of them filed at once, which can be undone.

use super::desk::Desk;
use super::{api, faults, notice};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::{download, focus};
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
    /// What came of filing, and what of it can be undone.
    outcome: RwSignal<Option<Outcome>>,
    /// Whether focus has to go to that once the list is there again.
    is_told: StoredValue<bool>,
    /// Asks for the list again.
    again: RwSignal<u32>,
}

/// What came of filing several items, or of undoing it.
#[derive(Clone)]
struct Outcome {
    said: String,
    filed: Vec<String>,
}

/// Of what is said about it.
const OUTCOME: &str = "vd-ablage";

impl Selection {
    pub(super) fn new(desk: Desk, trouble: RwSignal<Option<Failure>>, again: RwSignal<u32>) -> Self {
        let (ids, open) = (RwSignal::new(BTreeSet::new()), StoredValue::new(BTreeSet::new()));
        let (outcome, is_told) = (RwSignal::new(None), StoredValue::new(true));
        Self { desk, trouble, ids, busy: RwSignal::new(false), open, outcome, is_told, again }
    }

    /// A page of the list is there: nothing of it is ticked.
    pub(super) fn begin(self, list: &ItemList) {
        self.ids.try_set(BTreeSet::new());
        let open = list.items.iter().filter(|item| item.state != ItemState::Done).map(|item| item.id.clone()).collect();
        self.open.try_set_value(open);
    }

    /// It is drawn: whoever has filed something reads what came of it.
    pub(super) fn arrive(self) {
        if self.is_told.try_with_value(|is_told| !is_told).unwrap_or_default() {
            self.is_told.try_set_value(true);
            focus::soon(OUTCOME);
        }
    }

    /// A box to tick.
    pub(super) fn tick(self, id: String, label: String) -> AnyView {
        let ticked = id.clone();
        let change = move |event: leptos::ev::Event| {
            let is_ticked = event_target_checked(&event);
            self.ids.update(|ids| {
                if is_ticked {
                    ids.insert(id.clone());
                } else {
                    ids.remove(&id);
                }
            });
        };
        tick_box(label, move || self.ids.with(|ids| ids.contains(&ticked)), change)
    }

    /// A box that ticks all.
    pub(super) fn tick_all(self, all: Vec<String>) -> AnyView {
        let all: BTreeSet<String> = all.into_iter().collect();
        let whole = all.clone();
        let change = move |event: leptos::ev::Event| {
            self.ids.set(if event_target_checked(&event) { all.clone() } else { BTreeSet::new() });
        };
        tick_box(words::SELECT_ALL.to_owned(), move || self.ids.with(|ids| *ids == whole), change)
    }

    /// What can be done with what is ticked.
    pub(super) fn actions(self) -> AnyView {
        let count = move || match self.ids.with(BTreeSet::len) {
            0 => words::SELECTED_NONE.to_owned(),
            1 => words::SELECTED_ONE.to_owned(),
            many => put(words::SELECTED_MANY, &[("count", &many.to_string())]),
        };
        let (press, file) = (Callback::new(move |()| self.download()), Callback::new(move |()| self.file()));
        view! {
            <div class="vd-selection">
                <p class="kern-body" role="status">{count}</p>
                <Button label=words::FILE_SELECTED.to_owned() weight=Weight::Secondary busy=self.busy press=file/>
                <Button label=words::DOWNLOAD_SELECTED.to_owned() weight=Weight::Secondary icon="download" busy=self.busy press/>
            </div>
        }
        .into_any()
    }

    /// What came of filing several items, above whatever the list shows now.
    pub(super) fn outcome(self) -> AnyView {
        let undo = Callback::new(move |()| self.undo());
        let told = move || {
            let Outcome { said, filed } = self.outcome.get()?;
            let undo = (!filed.is_empty())
                .then(|| view! { <Button label=words::FILE_UNDO.to_owned() weight=Weight::Secondary busy=self.busy press=undo/> });
            Some(view! { <div class="vd-list-head"><p class="kern-body" id=OUTCOME tabindex="-1">{said}</p>{undo}</div> })
        };
        view! { {told} }.into_any()
    }

    fn file(self) {
        let ticked: Vec<String> = self.ids.with_untracked(|ids| ids.iter().cloned().collect());
        let items: Vec<String> = self.open.with_value(|open| ticked.iter().filter(|id| open.contains(*id)).cloned().collect());
        if items.is_empty() {
            self.desk.live.say(if ticked.is_empty() { words::SELECT_FIRST } else { words::FILED_ALREADY });
            return;
        }
        spawn_local(async move {
            let filed = self.set_all(items, ItemState::Done).await;
            let said = counted(filed.len(), words::FILED_ONE, words::FILED_MANY);
            self.tell(Outcome { said, filed });
        });
    }

    fn undo(self) {
        let Some(Outcome { filed, .. }) = self.outcome.get_untracked() else { return };
        spawn_local(async move {
            let opened = self.set_all(filed.clone(), ItemState::Opened).await;
            let said = counted(opened.len(), words::REOPENED_ONE, words::REOPENED_MANY);
            // What could not be opened again can still be.
            self.tell(Outcome { said, filed: filed.into_iter().filter(|id| !opened.contains(id)).collect() });
        });
    }

    /// One after the other, up to the first that fails; those that went.
    async fn set_all(self, items: Vec<String>, state: ItemState) -> Vec<String> {
        self.busy.set(true);
        let mut set = Vec::new();
        for item in items {
            match self.desk.told(api::set_state(&item, state).await) {
                Ok(_) => set.push(item),
                Err(failure) => {
                    notice::tell(self.trouble, failure);
                    break;
                }
            }
        }
        self.busy.try_set(false);
        set
    }

    fn tell(self, outcome: Outcome) {
        self.outcome.try_set(Some(outcome));
        self.is_told.try_set_value(false);
        self.again.try_update(|again| *again += 1);
    }

    fn download(self) {
        let items: Vec<String> = self.ids.with_untracked(|ids| ids.iter().cloned().collect());
        if items.is_empty() {
            self.desk.live.say(words::SELECT_FIRST);
            return;
        }
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

fn counted(count: usize, one: &'static str, many: &'static str) -> String {
    if count == 1 { one.to_owned() } else { put(many, &[("count", &count.to_string())]) }
}

fn tick_box(label: String, is_ticked: impl Fn() -> bool + Send + Sync + 'static, change: impl Fn(leptos::ev::Event) + 'static) -> AnyView {
    view! {
        <label class="vd-tick">
            <input class="kern-form-check__checkbox" type="checkbox" prop:checked=is_ticked on:change=change/>
            <span class="kern-sr-only">{label}</span>
        </label>
    }
    .into_any()
}
