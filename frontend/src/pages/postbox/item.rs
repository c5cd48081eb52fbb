//! One item: what it says, whether it is as it was sent, its files. In: an id. Out: downloads, the mark that it is dealt with.

use super::desk::Desk;
use super::route::Route;
use super::visited::Neighbours;
use super::{api, faults, item_facts, item_files, item_work, link, notice, wording};
use crate::components::button::Icon;
use crate::components::loader::Loader;
use crate::components::note::{Note, Tone};
use crate::components::page_heading::PageHeading;
use crate::components::summary_list::{Answer, SummaryList};
use crate::messages::{Lang, postbox as words, put};
use crate::wire::Failure;
use leptos::prelude::*;
use leptos::task::spawn_local;
use vordruck_contract::postbox::{AssuranceLevel, Content, ItemDetail, ItemState, ItemSummary, Scan, Section};

/// An item on the screen.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub(super) desk: Desk,
    /// Its line, which changes while it is looked at.
    pub(super) summary: RwSignal<Option<ItemSummary>>,
    pub(super) trouble: RwSignal<Option<Failure>>,
    pub(super) busy: RwSignal<bool>,
}

pub(super) fn view(desk: Desk, item: String) -> AnyView {
    let open = Open { desk, summary: RwSignal::new(None), trouble: RwSignal::new(None), busy: RwSignal::new(false) };
    let loaded = RwSignal::new(None::<ItemDetail>);
    let name = item.clone();
    desk.visited.update_value(|visited| visited.open(&name));
    let load = Callback::new(move |()| {
        let item = item.clone();
        spawn_local(async move {
            match desk.told(api::item(&item).await) {
                Ok(detail) => {
                    if open.summary.try_set(Some(detail.summary.clone())).is_none() {
                        desk.arrive(&title(&detail.summary));
                        desk.live.say(words::ITEM_LOADED);
                        loaded.set(Some(detail));
                    }
                }
                Err(failure) => notice::tell(open.trouble, failure),
            }
        });
    });
    load.run(());
    desk.arrive(words::ITEM);
    // A state that changes is no reason to draw the heading anew: it may have focus.
    let heading = Memo::new(move |_| open.summary.with(|summary| summary.as_ref().map_or_else(|| words::ITEM.to_owned(), title)));
    let body = move || match (loaded.get(), open.trouble.with(Option::is_some)) {
        (Some(detail), _) => detail_view(open, detail),
        (None, false) => view! { <Loader words=words::LOADING_ITEM/> }.into_any(),
        (None, true) => ().into_any(),
    };
    let back = view! { <Icon name="arrow-back"/>{words::TO_LIST} }.into_any();
    let (list, around) = desk.visited.with_value(|visited| (visited.list(), visited.around(&name)));
    view! {
        {link::to(desk, list, "kern-link vd-back", back)}
        {around.map(|around| steps(desk, around))}
        {notice::view(open.trouble, Some(load))}
        {move || view! { <PageHeading title=heading.get()/> }}
        {body}
    }
    .into_any()
}

/// From item to item, without the list in between.
fn steps(desk: Desk, Neighbours { place, count, previous, next }: Neighbours) -> AnyView {
    let number = |number: usize| wording::number(u64::try_from(number).unwrap_or(u64::MAX));
    let previous = previous.map(|route| {
        let words = if matches!(route, Route::Item(_)) { words::STEP_PREVIOUS } else { words::STEP_PREVIOUS_PAGE };
        link::to(desk, route, "kern-link vd-alone", view! { <Icon name="arrow-back"/>{words} }.into_any())
    });
    let place = put(words::STEP_PLACE, &[("place", &number(place)), ("count", &number(count))]);
    view! {
        <nav class="vd-pages" aria-label=words::STEPS>
            {previous}
            <span class="kern-body">{place}</span>
            {next.map(|route| step_on(desk, route))}
        </nav>
    }
    .into_any()
}

/// On to the next item, or to the next page of the list.
pub(super) fn step_on(desk: Desk, route: Route) -> AnyView {
    let words = if matches!(route, Route::Item(_)) { words::STEP_NEXT } else { words::STEP_NEXT_PAGE };
    link::to(desk, route, "kern-link vd-alone", view! { {words}<Icon name="arrow-forward"/> }.into_any())
}

impl Open {
    /// Marks the item, and says so.
    pub(super) fn mark(self, state: ItemState) {
        let Some(item) = self.summary.with_untracked(|summary| summary.as_ref().map(|summary| summary.id.clone())) else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let outcome = self.desk.told(api::set_state(&item, state).await);
            self.busy.try_set(false);
            match outcome {
                Ok(summary) => {
                    self.desk.live.say(if state == ItemState::Done { words::MARKED_DONE } else { words::MARKED_OPEN });
                    self.summary.try_set(Some(summary));
                }
                Err(failure) => self.fail(failure),
            }
        });
    }

    pub(super) fn fail(self, failure: Failure) {
        self.desk.live.say(&faults::wording(&failure));
        notice::tell(self.trouble, failure);
    }
}

fn title(summary: &ItemSummary) -> String {
    put(words::ITEM_TITLE, &[("service", &summary.title), ("reference", &summary.reference)])
}

fn detail_view(open: Open, detail: ItemDetail) -> AnyView {
    let facts = item_facts::view(open, &detail);
    let history = item_work::history(detail.history);
    let says = match detail.content {
        Content::Readable { sections, attachments, unproven, .. } => {
            let sections: Vec<AnyView> = sections.into_iter().map(section).collect();
            view! { {verdict(&detail.summary.scan)} {identity(unproven)} {sections} {item_files::view(open, &detail.summary.id, attachments)} }.into_any()
        }
        Content::Unreadable { reason } => {
            let paragraphs = vec![wording::reason(reason).to_owned(), words::UNREADABLE_KEPT.to_owned()];
            view! { <Note tone=Tone::Danger title=words::UNREADABLE_TITLE.to_owned() paragraphs/> }.into_any()
        }
    };
    view! { <div class="vd-detail"><div class="vd-flow">{says} {history}</div>{facts}</div> }.into_any()
}

fn verdict(scan: &Scan) -> AnyView {
    let (tone, title, text) = match scan {
        Scan::Clean => (Tone::Success, words::CHECKED_TITLE, words::CHECKED_CLEAN.to_owned()),
        Scan::NotScanned => (Tone::Warning, words::CHECKED_NOT_SCANNED_TITLE, words::CHECKED_NOT_SCANNED.to_owned()),
        Scan::Found { name } => (Tone::Danger, words::CHECKED_FOUND_TITLE, put(words::CHECKED_FOUND, &[("name", name)])),
    };
    view! { <Note tone title=title.to_owned() paragraphs=vec![text]/> }.into_any()
}

/// Who applied is not known as surely as the form demands: said before anything else is read.
fn identity(unproven: Option<AssuranceLevel>) -> Option<AnyView> {
    let level = match unproven? {
        AssuranceLevel::Low => words::LEVEL_LOW,
        AssuranceLevel::Substantial => words::LEVEL_SUBSTANTIAL,
        AssuranceLevel::High => words::LEVEL_HIGH,
    };
    let paragraphs = vec![put(words::UNPROVEN, &[("level", level)])];
    Some(view! { <Note tone=Tone::Warning title=words::UNPROVEN_TITLE.to_owned() paragraphs/> }.into_any())
}

fn section(section: Section) -> AnyView {
    let answers = section.rows.into_iter().map(|row| Answer { group: row.group, question: row.label, lines: row.lines, target: None });
    view! { <SummaryList lang=Lang::De title=section.title answers=answers.collect() change=Callback::new(|_: String| {})/> }.into_any()
}
