//! A page's items in order. In: the compiled page. Out: fields, groups and notes, each there while it is visible. What appears stands
//! behind what made it appear, because that is where the author put it.

use super::field::field;
use super::filling::Filling;
use super::upload::Attach;
use crate::components::group::Group;
use crate::components::note::{Note, Tone, paragraphs};
use crate::markup::{changing, classed, el, nothing};
use crate::messages::{Key, text};
use leptos::prelude::*;
use std::sync::Arc;
use vordruck_form::compiled::{CompiledForm, GroupIndex, Item, Note as NoteText, NoteKind, PageIndex, Text};

/// The items of a page.
#[must_use]
pub fn page_items(filling: Filling, page: PageIndex, attach: Attach) -> AnyView {
    filling.draw();
    // The signals die with the page; answers may still arrive, e.g. of a file that is being read.
    on_cleanup(move || filling.draw());
    let form = filling.form();
    let shown = form.pages.get(page.at()).map(|page| items(filling, &form, &page.items, attach));
    classed("div", "vd-fields").child_some(shown).view()
}

fn items(filling: Filling, form: &Arc<CompiledForm>, items: &[Item], attach: Attach) -> AnyView {
    items
        .iter()
        .map(|item| match item {
            Item::Field(index) => field(filling, form, *index, attach),
            Item::Group(index) => group(filling, form, *index, attach),
            Item::Note(text) => note(filling, text.clone()),
        })
        .collect::<Vec<_>>()
        .into_any()
}

fn group(filling: Filling, form: &Arc<CompiledForm>, index: GroupIndex, attach: Attach) -> AnyView {
    let Some(group) = form.groups.get(index.at()) else { return ().into_any() };
    let language = filling.language.get_untracked();
    let body = items(filling, form, &group.items, attach);
    let Some(title) = &group.title else { return classed("div", "vd-fields").child(body).view() };
    let visible = filling.group(index);
    let (id, title) = (group.id.clone(), title.in_language(language).to_owned());
    let hint = group.hint.as_ref().map(|hint| hint.in_language(language).to_owned());
    // The frame is hidden, not taken out: its fields come and go by themselves.
    el("div").live_flag("hidden", move || !visible.get()).child(view! { <Group id title hint body/> }.into_any()).view()
}

fn note(filling: Filling, note: NoteText) -> AnyView {
    let note = Arc::new(note);
    let watched = Arc::clone(&note);
    let visible = Memo::new(move |_| {
        filling.track_notes();
        filling.with(|state| state.is_note_visible(&watched))
    });
    let said = Arc::clone(&note);
    Effect::new(move |before: Option<bool>| {
        let visible = visible.get();
        if visible && before == Some(false) {
            filling.live().say(&read(&said.paragraphs, filling.language.get_untracked()).join(" "));
        }
        visible
    });
    changing(move || if visible.get() { framed(filling, &note) } else { nothing() })
}

fn framed(filling: Filling, note: &NoteText) -> AnyView {
    let (language, lang) = (filling.language.get_untracked(), filling.lang());
    let texts = read(&note.paragraphs, language);
    let (tone, title) = match note.kind {
        NoteKind::Plain => return paragraphs(texts),
        NoteKind::Info => (Tone::Info, Key::NOTE_INFO),
        NoteKind::Warning => (Tone::Warning, Key::NOTE_WARNING),
        NoteKind::Stop => (Tone::Danger, Key::STOP_TITLE),
    };
    view! { <Note tone title=text(lang, title).to_owned() paragraphs=texts/> }.into_any()
}

fn read(texts: &[Text], language: usize) -> Vec<String> {
    texts.iter().map(|text| text.in_language(language).to_owned()).collect()
}
