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

use crate::components::button::{Button, Weight, icon};
use crate::components::question::Question;
use crate::markup::{classed, el, nothing};
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

/// Files as proofs.
#[component]
pub fn FileUpload(
    /// The question.
    question: Question,
    /// What may be chosen.
    limits: Limits,
    /// The files so far.
    files: RwSignal<Vec<FileRow>>,
    /// Files that were chosen or dropped.
    choose: Callback<Vec<ChosenFile>>,
    /// The key of a file to remove.
    remove: Callback<String>,
) -> impl IntoView {
    let lang = question.lang;
    let over = RwSignal::new(false);
    let class = move || if over.get() { "vd-upload vd-upload--over" } else { "vd-upload" };
    let id = question.id.clone();
    let list_label = fill(lang, Key::FILES_LIST, &[("label", &question.label)]);
    let list = move || {
        if files.with(Vec::is_empty) {
            return nothing();
        }
        let id = id.clone();
        let take_out = Callback::new(move |key: String| {
            remove.run(key);
            focus::to(&id);
        });
        let rows = files.with(|files| files.iter().map(|file| row(lang, file, take_out)).collect::<Vec<_>>());
        classed("ul", "vd-files").put("aria-label", list_label.clone()).children(rows).view()
    };
    let input = question
        .input("input", question.id.clone(), ("kern-form-input__input", "kern-form-input__input kern-form-input__input--error"), &["limits"])
        .set("type", "file")
        .put("accept", limits.accept)
        .flag("multiple", limits.multiple)
        .on("change", move |event| choose.run(chosen(&event)));
    let words = classed("div", "kern-hint").put("id", question.part("limits")).text(limits.words).words(" ").words(text(lang, Key::FILE_DROP));
    let frame = el("div")
        .live_word("class", question.class("kern-form-input", "kern-form-input kern-form-input--error"))
        .child(question.label_view())
        .child(question.hint_view())
        .child(words.view())
        .child(input.view())
        .child(question.error_view())
        .changing(list);
    el("div")
        .live_word("class", class)
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
        .view()
}

fn row(lang: Lang, file: &FileRow, remove: Callback<String>) -> AnyView {
    let (state, symbol, words, reason) = match &file.state {
        FileState::Busy => ("busy", "draft", Key::FILE_BUSY, None),
        FileState::Done => ("done", "success", Key::FILE_DONE, None),
        FileState::Refused(reason) => ("error", "danger", Key::FILE_NOT_TAKEN, Some(reason.clone())),
    };
    let key = file.key.clone();
    let button = (file.state != FileState::Busy).then(|| {
        view! {
            <Button
                label=text(lang, Key::FILE_REMOVE).to_owned()
                about=[": ", file.name.as_str()].concat()
                weight=Weight::Tertiary
                icon="delete"
                press=Callback::new(move |()| remove.run(key.clone()))
            />
        }
        .into_any()
    });
    let about = classed("div", "vd-file__text")
        .child(classed("p", "vd-file__name").text(file.name.clone()).view())
        .child(classed("p", "vd-file__meta").text([file.size.as_str(), ", ", text(lang, words)].concat()).view())
        .child_some(reason.map(|reason| classed("p", "kern-error").child(classed("span", "kern-body").text(reason).view()).view()));
    classed("li", "vd-file")
        .set("data-state", state)
        .child(icon(symbol))
        .child(about.view())
        .child(classed("div", "vd-file__actions").child_some(button).view())
        .view()
}
