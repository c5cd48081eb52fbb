//! A page's items in order. In: the compiled page. Out: fields, groups and notes, each there while it is visible. What appears stands
//! behind what made it appear, because that is where the author put it.

use super::field::{DrawFiles, field};
use super::filling::Filling;
use super::rows::repeated;
use crate::components::group::group;
use crate::components::note::{self, Tone, paragraphs};
use crate::markup::{changing, classed, el, nothing, several, watch};
use crate::messages::{Key, text};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::compiled::{CompiledForm, Item, Note as NoteText, NoteKind, PageIndex, Text};
use vordruck_form::journey::{FieldAt, GroupAt, RowIndex};

/// The items of a page.
#[must_use]
pub fn page_items(filling: Filling, page: PageIndex, files: DrawFiles) -> AnyView {
    filling.draw(Some(page));
    // The signals die with the page; answers may still arrive, e.g. of a file that is being read.
    on_cleanup(move || filling.draw(None));
    let form = filling.form();
    let mut fields = classed("div", "vd-fields");
    if let Some(page) = form.pages.get(page.at()) {
        fields.child(items(filling, &form, &page.items, RowIndex::OUTSIDE, &files));
    }
    fields.view()
}

pub(super) fn items(filling: Filling, form: &Arc<CompiledForm>, items: &[Item], row: RowIndex, files: &DrawFiles) -> AnyView {
    let mut views = several();
    for item in items {
        views.and(match item {
            Item::Field(index) => field(filling, form, FieldAt { field: *index, row }, files),
            Item::Group(index) => framed_group(filling, form, GroupAt { group: *index, row }, files),
            Item::Note(text) => appearing_note(filling, text.clone(), row),
        });
    }
    views.view()
}

fn framed_group(filling: Filling, form: &Arc<CompiledForm>, at: GroupAt, files: &DrawFiles) -> AnyView {
    let Some(known) = form.groups.get(at.group.at()) else { return nothing() };
    let language = filling.language.get_untracked();
    let body = match &known.repeat {
        Some(repeat) => repeated(filling, form, (at, known, repeat), files),
        None => items(filling, form, &known.items, at.row, files),
    };
    let Some(title) = &known.title else { return classed("div", "vd-fields").child(body).view() };
    let visible = filling.group(at);
    let hint = known.hint.as_ref().map(|hint| hint.in_language(language));
    let path = filling.with(|state| state.group_path(at)).0;
    let id = if known.repeat.is_some() { [&path, "-group"].concat() } else { path };
    let framed = group(&id, title.in_language(language), hint, body);
    // The frame is hidden, not taken out: its fields come and go by themselves.
    el("div").live_flag("hidden", move || !visible.get()).child(framed).view()
}

fn appearing_note(filling: Filling, note: NoteText, row: RowIndex) -> AnyView {
    let note = Arc::new(note);
    let watched = Arc::clone(&note);
    let visible = Memo::new(move |_| {
        filling.track_notes();
        filling.with(|state| state.is_note_visible_in(&watched, row))
    });
    let said = Arc::clone(&note);
    let before = StoredValue::new(true);
    watch(move || {
        let visible = visible.get();
        if visible && !before.get_value() {
            filling.live().say(&read(&said.paragraphs, filling.language.get_untracked()).join(" "));
        }
        before.set_value(visible);
    });
    changing(move || if visible.get() { framed(filling, &note) } else { nothing() })
}

fn framed(filling: Filling, note: &NoteText) -> AnyView {
    let (language, lang) = (filling.language.get_untracked(), filling.lang());
    let texts = read(&note.paragraphs, language);
    let (tone, title) = match note.kind {
        NoteKind::Plain => return paragraphs(&texts),
        NoteKind::Info => (Tone::Info, Key::NOTE_INFO),
        NoteKind::Warning => (Tone::Warning, Key::NOTE_WARNING),
        NoteKind::Stop => (Tone::Danger, Key::STOP_TITLE),
    };
    note::note(tone, text(lang, title), "", &texts)
}

fn read(texts: &[Text], language: usize) -> Vec<String> {
    texts.iter().map(|text| text.in_language(language).to_owned()).collect()
}
