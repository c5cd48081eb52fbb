//! Files as proofs. In: limits, the files so far. Out: files that were chosen or dropped, files to remove.
//!
//! Criteria
//! - A native file input; dragging is only a second way (2.5.7). On phones it offers the camera by itself.
//! - Kinds, size and number are said before choosing and belong to the input's description (3.3.2).
//! - Each file is a list item with name, size, state in words, and a button whose name says which file it removes (1.4.1, 2.4.6).
//! - A file that isn't taken stays in the list with the reason, until it is removed or others are chosen (3.3.1).
//! - Removing a file leaves focus on the input.

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button_about, icon};
use crate::components::question::{FRAME, INPUT, Question};
use crate::markup::{classed, el, nothing, said};
use crate::messages::{Key, Lang, fill, text};
use crate::platform::files::{ChosenFile, chosen, dropped};
use crate::platform::focus;
use leptos::prelude::*;

/// A file in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Tells it from the others.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its size, for people.
    pub size: String,
    /// What became of it.
    pub state: FileState,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is being read.
    Busy,
    /// It belongs to the application.
    Done,
    /// It was not taken, and why.
    Refused(String),
}

/// What may be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Kinds, size and number in words.
    pub words: String,
    /// Media types and endings for the browser's dialog.
    pub accept: String,
    /// Whether more than one file may be chosen.
    pub multiple: bool,
}

/// Files as proofs. `files` are those so far; `choose` hears files that were chosen or dropped, `remove` the key of one to remove.
#[must_use]
pub fn file_upload(
    question: &Question,
    limits: &Limits,
    files: RwSignal<Vec<FileRow>>,
    choose: Callback<Vec<ChosenFile>>,
    remove: Callback<String>,
) -> AnyView {
    let lang = question.lang;
    let over = RwSignal::new(false);
    let id = question.id.clone();
    let list_label = fill(lang, Key::FILES_LIST, &[("label", &question.label)]);
    let list = move || {
        let files = files.get();
        if files.is_empty() {
            return nothing();
        }
        let id = id.clone();
        let take_out = Callback::new(move |key: String| {
            remove.run(key);
            focus::to(&id);
        });
        let mut list = classed("ul", "vd-files");
        list.set("aria-label", &list_label);
        for file in files {
            list.child(row(lang, file, take_out));
        }
        list.view()
    };
    let mut input = question.part_input("input", &question.id, INPUT);
    input
        .set("type", "file")
        .set("accept", &limits.accept)
        .flag("multiple", limits.multiple)
        .live_together(&question.errors, "aria-describedby", question.described_by(&["limits"]))
        .on("change", move |event| choose.run(chosen(&event)));
    let words = classed("div", "kern-hint")
        .set("id", &question.part("limits"))
        .text(&limits.words)
        .text(" ")
        .text(text(lang, Key::FILE_DROP))
        .view();
    let mut frame = el("div");
    question.follow(&mut frame, "class", FRAME);
    frame.child(question.label_view()).child(question.hint_view()).child(words).child(input.view()).child(question.error_view());
    el("div")
        .live("class", move || Some(if over.get() { "vd-upload vd-upload--over" } else { "vd-upload" }.to_owned()))
        .on("dragover", move |event| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_| over.set(false))
        .on("drop", move |event| {
            over.set(false);
            choose.run(dropped(&event));
        })
        .child(frame.view())
        .changing(list)
        .view()
}

fn row(lang: Lang, file: FileRow, remove: Callback<String>) -> AnyView {
    let (state, symbol, words) = match &file.state {
        FileState::Busy => ("busy", "draft", Key::FILE_BUSY),
        FileState::Done => ("done", "success", Key::FILE_DONE),
        FileState::Refused(_) => ("error", "danger", Key::FILE_NOT_TAKEN),
    };
    let mut about = classed("div", "vd-file__text");
    about.child(said("p", "vd-file__name", &file.name)).child(said(
        "p",
        "vd-file__meta",
        &[file.size.as_str(), ", ", text(lang, words)].concat(),
    ));
    if let FileState::Refused(reason) = &file.state {
        about.child(classed("p", "kern-error").child(said("span", "kern-body", reason)).view());
    }
    let mut actions = classed("div", "vd-file__actions");
    if file.state != FileState::Busy {
        let (key, name) = (file.key, [": ", &file.name].concat());
        let press = Does::Press(Callback::new(move |()| remove.run(key.clone())));
        actions.child(button_about(text(lang, Key::FILE_REMOVE), &name, Weight::Tertiary, "delete", "", press));
    }
    classed("li", "vd-file").set("data-state", state).child(icon(symbol)).child(about.view()).child(actions.view()).view()
}
