//! Items that were ticked in the list. In: ticks. Out: one file with all of them.

use super::desk::Desk;
use super::{api, faults, notice};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::download;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;

/// What is ticked. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Selection {
    desk: Desk,
    trouble: RwSignal<Option<Failure>>,
    ids: RwSignal<BTreeSet<String>>,
    busy: RwSignal<bool>,
}

impl Selection {
    pub(super) fn new(desk: Desk, trouble: RwSignal<Option<Failure>>) -> Self {
        Self { desk, trouble, ids: RwSignal::new(BTreeSet::new()), busy: RwSignal::new(false) }
    }

    pub(super) fn clear(self) {
        self.ids.try_set(BTreeSet::new());
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
        let press = Callback::new(move |()| self.download());
        view! {
            <div class="vd-selection">
                <p class="kern-body" role="status">{count}</p>
                <Button label=words::DOWNLOAD_SELECTED.to_owned() weight=Weight::Secondary icon="download" busy=self.busy press/>
            </div>
        }
        .into_any()
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

fn tick_box(label: String, is_ticked: impl Fn() -> bool + Send + Sync + 'static, change: impl Fn(leptos::ev::Event) + 'static) -> AnyView {
    view! {
        <label class="vd-tick">
            <input class="kern-form-check__checkbox" type="checkbox" prop:checked=is_ticked on:change=change/>
            <span class="kern-sr-only">{label}</span>
        </label>
    }
    .into_any()
}
