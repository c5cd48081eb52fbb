//! A page's items in order. In: the compiled page. Out: fields, groups and notes, each there while it is visible. What appears stands
//! behind what made it appear, because that is where the author put it.

use super::field::field;
use super::filling::Filling;
use super::part::{DrawParts, Part};
use super::words;
use crate::components::group::group;
use crate::components::note::{self, Tone};
use crate::markup::{changing, classed, el, nothing, said, several, watch};
use crate::messages::{Key, text};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::compiled::{CompiledForm, GroupIndex, Item, Note as NoteText, NoteKind, PageIndex};
use vordruck_form::journey::{FieldAt, GroupAt, RowIndex};

/// The items of a page.
#[must_use]
pub fn page_items(filling: Filling, page: PageIndex, parts: DrawParts) -> AnyView {
    filling.draw(Some(page));
    // The signals die with the page; answers may still arrive, e.g. of a file that is being read.
    on_cleanup(move || filling.draw(None));
    classed("div", "vd-fields").child(items(filling, &filling.form(), Holder::Page(page), RowIndex::OUTSIDE, &parts)).view()
}

/// What items stand in.
#[derive(Clone, Copy)]
pub(super) enum Holder {
    /// A page.
    Page(PageIndex),
    /// A group, or each of its rows.
    Group(GroupIndex),
}

impl Holder {
    fn items(self, form: &CompiledForm) -> &[Item] {
        let items = match self {
            Self::Page(page) => form.pages.get(page.at()).map(|page| &page.items),
            Self::Group(group) => form.groups.get(group.at()).map(|group| &group.items),
        };
        items.map_or(&[], Vec::as_slice)
    }
}

pub(super) fn items(filling: Filling, form: &Arc<CompiledForm>, holder: Holder, row: RowIndex, parts: &DrawParts) -> AnyView {
    let mut views = several();
    for (position, item) in holder.items(form).iter().enumerate() {
        views.and(match item {
            Item::Field(index) => field(filling, form, FieldAt { field: *index, row }, parts),
            Item::Group(index) => framed_group(filling, form, GroupAt { group: *index, row }, parts),
            Item::Note(_) => appearing_note(filling, NoteAt { form: Arc::clone(form), holder, position }, row, parts),
        });
    }
    views.view()
}

fn framed_group(filling: Filling, form: &Arc<CompiledForm>, at: GroupAt, parts: &DrawParts) -> AnyView {
    let Some(known) = form.groups.get(at.group.at()) else { return nothing() };
    let language = filling.language.get_untracked();
    let body = match &known.repeat {
        Some(_) => parts(Part::Rows(at)),
        None => items(filling, form, Holder::Group(at.group), at.row, parts),
    };
    let Some(title) = &known.title else { return classed("div", "vd-fields").child(body).view() };
    let visible = filling.group(at);
    let hint = known.hint.as_ref().map(|hint| hint.in_language(language));
    let path = filling.with(|state| state.group_path(at)).0;
    let id = if known.repeat.is_some() { [&path, "-group"].concat() } else { path };
    let body = several().and(parts(Part::Takeover(at))).and(body).view();
    let framed = group(&id, title.in_language(language), hint, body);
    // The frame is hidden, not taken out: its fields come and go by themselves.
    el("div").live_flag("hidden", move || !visible.get()).child(framed).view()
}

/// Where a note stands. Its texts and condition stay in the form.
#[derive(Clone)]
struct NoteAt {
    form: Arc<CompiledForm>,
    holder: Holder,
    position: usize,
}

impl NoteAt {
    fn note(&self) -> Option<&NoteText> {
        if let Some(Item::Note(note)) = self.holder.items(&self.form).get(self.position) { Some(note) } else { None }
    }
}

fn appearing_note(filling: Filling, at: NoteAt, row: RowIndex, parts: &DrawParts) -> AnyView {
    let watched = at.clone();
    let visible = Memo::new(move |_| {
        filling.track_notes();
        filling.with(|state| watched.note().is_some_and(|note| state.is_note_visible_in(note, row)))
    });
    let spoken = at.clone();
    let before = StoredValue::new(true);
    watch(move || {
        let visible = visible.get();
        if visible && !before.get_value() {
            let language = filling.language.get_untracked();
            let texts = spoken.note().map(|note| note.body.iter().map(|passage| passage.words(language)).collect::<Vec<_>>());
            filling.live().say(&texts.unwrap_or_default().join(" "));
        }
        before.set_value(visible);
    });
    let parts = Arc::clone(parts);
    changing(move || at.note().filter(|_| visible.get()).map_or_else(nothing, |note| framed(filling, note, &parts)))
}

fn framed(filling: Filling, note: &NoteText, parts: &DrawParts) -> AnyView {
    let (language, lang) = (filling.language.get_untracked(), filling.lang());
    let body = words::passages(&note.body, (language, lang, parts));
    let own = note.title.as_ref().map(|title| title.in_language(language));
    let (tone, title) = match note.kind {
        NoteKind::Plain => {
            let mut views = several();
            if let Some(own) = own {
                views.and(said("h2", "kern-title", own));
            }
            return views.and(body).view();
        }
        NoteKind::Info => (Tone::Info, Key::NOTE_INFO),
        NoteKind::Warning => (Tone::Warning, Key::NOTE_WARNING),
        NoteKind::Stop => (Tone::Danger, Key::STOP_TITLE),
    };
    note::note_with(tone, own.unwrap_or(text(lang, title)), "", body)
}
