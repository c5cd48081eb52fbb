//! What came of doing something with several items, and taking it back. In: what was done. Out: a sentence that focus goes to, with a button that undoes it.

use super::desk::Desk;
use super::{api, notice};
use crate::components::button::{Button, Weight};
use crate::messages::{postbox as words, put};
use crate::platform::focus;
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{Assignment, ItemState};

/// What came of it. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Outcomes {
    desk: Desk,
    trouble: RwSignal<Option<Failure>>,
    busy: RwSignal<bool>,
    last: RwSignal<Option<Outcome>>,
    /// Whether focus has been to it since the list is there again.
    is_told: StoredValue<bool>,
    /// Asks for the list again.
    again: RwSignal<u32>,
}

/// What came of doing something with several items, or of undoing it.
#[derive(Clone)]
pub(super) struct Outcome {
    pub(super) said: String,
    pub(super) undo: Undo,
}

/// How it is taken back.
#[derive(Clone)]
pub(super) enum Undo {
    /// These were filed.
    Reopen(Vec<String>),
    /// Who worked on each before.
    Reassign(Vec<Assignment>),
}

impl Undo {
    fn is_empty(&self) -> bool {
        match self {
            Self::Reopen(items) => items.is_empty(),
            Self::Reassign(before) => before.is_empty(),
        }
    }
}

/// Of what is said about it.
const OUTCOME: &str = "vd-ergebnis";

impl Outcomes {
    pub(super) fn new(desk: Desk, trouble: RwSignal<Option<Failure>>, busy: RwSignal<bool>, again: RwSignal<u32>) -> Self {
        Self { desk, trouble, busy, last: RwSignal::new(None), is_told: StoredValue::new(true), again }
    }

    /// Says what came of it, once the list is there again.
    pub(super) fn tell(self, outcome: Outcome) {
        self.last.try_set(Some(outcome));
        self.is_told.try_set_value(false);
        self.again.try_update(|again| *again += 1);
    }

    /// The list is drawn: whoever has done something reads what came of it.
    pub(super) fn arrive(self) {
        if self.is_told.try_with_value(|is_told| !is_told).unwrap_or_default() {
            self.is_told.try_set_value(true);
            focus::soon(OUTCOME);
        }
    }

    pub(super) fn view(self) -> AnyView {
        let undo = Callback::new(move |()| self.undo());
        let told = move || {
            let Outcome { said, undo: way } = self.last.get()?;
            let undo = (!way.is_empty())
                .then(|| view! { <Button label=words::FILE_UNDO.to_owned() weight=Weight::Secondary busy=self.busy press=undo/> });
            Some(view! { <div class="vd-list-head"><p class="kern-body" id=OUTCOME tabindex="-1">{said}</p>{undo}</div> })
        };
        view! { {told} }.into_any()
    }

    /// One after the other, up to the first that fails; those that went.
    pub(super) async fn set_all(self, items: Vec<String>, state: ItemState) -> Vec<String> {
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

    /// All at once or none; who worked on each before.
    pub(super) async fn assign_all(self, assignments: Vec<Assignment>) -> Option<Vec<Assignment>> {
        self.busy.set(true);
        let answer = self.desk.told(api::assign_all(assignments).await);
        self.busy.try_set(false);
        answer.map_err(|failure| notice::tell(self.trouble, failure)).ok()
    }

    fn undo(self) {
        let Some(Outcome { undo, .. }) = self.last.get_untracked() else { return };
        spawn_local(async move {
            match undo {
                Undo::Reopen(filed) => {
                    let opened = self.set_all(filed.clone(), ItemState::Opened).await;
                    // What could not be opened again can still be.
                    let left = filed.into_iter().filter(|id| !opened.contains(id)).collect();
                    let said = counted(opened.len(), words::REOPENED_ONE, words::REOPENED_MANY);
                    self.tell(Outcome { said, undo: Undo::Reopen(left) });
                }
                Undo::Reassign(before) => {
                    if let Some(taken_back) = self.assign_all(before).await {
                        let said = counted(taken_back.len(), words::REASSIGNED_ONE, words::REASSIGNED_MANY);
                        self.tell(Outcome { said, undo: Undo::Reassign(vec![]) });
                    }
                }
            }
        });
    }
}

/// A sentence about so many items.
pub(super) fn counted(count: usize, one: &'static str, many: &'static str) -> String {
    if count == 1 { one.to_owned() } else { put(many, &[("count", &count.to_string())]) }
}
