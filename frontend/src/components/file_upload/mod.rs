//! Files as proofs. In: limits, the files so far. Out: files that were chosen, photographed, dropped or pasted; files to remove, to have back, to
//! try again.
//!
//! Criteria
//! - A native file input; dragging and pasting are only further ways (2.5.7), and named where there is something to drag with. Where the pointer is a finger,
//!   the camera has an input of its own.
//! - Kinds, size and number are said before choosing and belong to the input's description (3.3.2).
//! - Each file is a list item with name, size, state in words, and buttons whose names say which file they are about (1.4.1, 2.4.6).
//! - How far a file is shows as a native progress element with a label (4.1.2); nothing moves focus while it grows.
//! - A file that isn't taken stays in the list with the reason, until it is removed or others are chosen (3.3.1).
//! - A removed file can be had back from where it was; focus stays at its place in the list (3.3.6).

#[cfg(feature = "gallery")]
pub mod examples;

use crate::components::button::{Does, Weight, button_about, icon};
use crate::components::progress;
use crate::components::question::{FRAME, INPUT, Question};
use crate::markup::{changing, classed, el, nothing, said, several};
use crate::messages::{Key, Lang, fill, text};
use crate::platform::files::{ChosenFile, chosen, dropped, pasted};
use crate::platform::focus;
use leptos::prelude::*;

/// A file in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    /// Tells it from the others.
    pub key: String,
    /// Its name. A photo gets another one when it becomes a JPEG.
    pub name: RwSignal<String>,
    /// Its size, for people.
    pub size: RwSignal<String>,
    /// What became of it.
    pub state: RwSignal<FileState>,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// It is being read, prepared and sealed.
    Busy,
    /// It belongs to the application.
    Done,
    /// It belongs to the application and is being stored with the draft: percent.
    Storing(u64),
    /// The same, but there is no connection at the moment.
    Waiting(u64),
    /// It belongs to the application and is stored with the draft.
    Stored,
    /// It has been sent through a relay and waits there.
    Sent,
    /// It has arrived at the relay's other end.
    Arrived,
    /// Something went wrong that trying again may mend.
    Failed(String),
    /// It was not taken, and why.
    Refused(String),
    /// It was removed and can be had back.
    Removed,
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
    /// Whether photos are accepted.
    pub photos: bool,
    /// Whether the device is one on which files are dragged and pasted.
    pub drop: bool,
}

/// Who hears what.
#[derive(Clone, Copy)]
pub struct Heard {
    /// Files that were chosen, in order.
    pub choose: Callback<Vec<ChosenFile>>,
    /// The key of a file to remove.
    pub remove: Callback<String>,
    /// The key of a file to have back.
    pub restore: Callback<String>,
    /// The key of a file to try again.
    pub retry: Callback<String>,
}

/// Files as proofs. `files` are those so far; `beside` stands behind the input: another way to add files.
#[must_use]
pub fn file_upload(question: &Question, limits: &Limits, files: RwSignal<Vec<FileRow>>, heard: Heard, beside: AnyView) -> AnyView {
    let lang = question.lang;
    let over = RwSignal::new(false);
    let id = question.id.clone();
    let list_label = fill(lang, Key::FILES_LIST, &[("label", &question.label)]);
    let is_empty = Memo::new(move |_| files.with(Vec::is_empty));
    let list = move || {
        if is_empty.get() {
            return nothing();
        }
        classed("ul", "vd-files").set("aria-label", &list_label).child(rows_from(0, files, lang, id.clone(), heard)).view()
    };
    let mut input = question.part_input("input", &question.id, INPUT);
    input
        .set("type", "file")
        .set("accept", &limits.accept)
        .flag("multiple", limits.multiple)
        .live_together(&question.errors, "aria-describedby", question.described_by(&["limits"]))
        .on("change", move |event| heard.choose.run(chosen(&event)));
    let mut words = classed("div", "kern-hint");
    words.set("id", &question.part("limits")).text(&limits.words);
    if limits.drop {
        words.text(" ").text(text(lang, Key::FILE_DROP));
    }
    let mut frame = el("div");
    question.follow(&mut frame, "class", FRAME);
    frame.child(question.label_view()).child(question.hint_view()).child(words.view()).child(input.view()).child(question.error_view());
    el("div")
        .live("class", move || Some(if over.get() { "vd-upload vd-upload--over" } else { "vd-upload" }.to_owned()))
        .on("dragover", move |event| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_| over.set(false))
        .on("drop", move |event| {
            over.set(false);
            heard.choose.run(dropped(&event));
        })
        .on("paste", move |event| {
            let files = pasted(&event);
            if !files.is_empty() {
                heard.choose.run(files);
            }
        })
        .child(frame.view())
        .child(if limits.photos { camera(question, heard) } else { nothing() })
        .child(beside)
        .changing(list)
        .view()
}

/// The camera. Some browsers offer it in the other input's dialog, some only where nothing but photos is asked for.
fn camera(question: &Question, heard: Heard) -> AnyView {
    let id = question.part("kamera");
    let label = classed("label", "kern-label")
        .set("for", &id)
        .text(text(question.lang, Key::FILE_CAMERA))
        .child(said("span", "kern-sr-only", &[": ", &question.label].concat()))
        .view();
    let input = classed("input", "kern-form-input__input")
        .set("id", &id)
        .set("type", "file")
        .set("accept", "image/*")
        .set("capture", "environment")
        .on("change", move |event| heard.choose.run(chosen(&event)))
        .view();
    classed("div", "kern-form-input vd-camera").child(label).child(input).view()
}

/// The rows from a place on. Each place is drawn anew only when another file comes to stand there, and those behind it with it: a file that is
/// added at the end changes nothing before it, whatever has focus there.
fn rows_from(at: usize, files: RwSignal<Vec<FileRow>>, lang: Lang, list: String, heard: Heard) -> AnyView {
    let here = Memo::new(move |_| files.with(|files| files.get(at).cloned()));
    changing(move || match here.get() {
        None => nothing(),
        Some(file) => several().and(row(lang, &list, &file, heard)).and(rows_from(at + 1, files, lang, list.clone(), heard)).view(),
    })
}

fn row(lang: Lang, list: &str, file: &FileRow, heard: Heard) -> AnyView {
    let FileRow { key, name, size, state } = file.clone();
    let id = [list, "-datei-", &key].concat();
    // How far it is changes often; what stands there, and what can be done, only with the kind of state.
    let kind = Memo::new(move |_| state.with(FileState::settled));
    let symbol = move || icon(symbol(&kind.get()));
    let bar = [id.as_str(), "-stand"].concat();
    let about = move || {
        let words = |key: Key| classed("p", "vd-file__meta").saying(move || [&size.get(), ", ", text(lang, key)].concat()).view();
        let mut about = several();
        about.and(classed("p", "vd-file__name").saying(move || name.get()).view());
        match kind.get() {
            FileState::Removed => {
                let removed = move || fill(lang, Key::FILE_REMOVED, &[("name", &name.get())]);
                return classed("p", "vd-file__meta").saying(removed).view();
            }
            FileState::Busy => about.and(words(Key::FILE_BUSY)),
            FileState::Done => about.and(words(Key::FILE_DONE)),
            FileState::Stored => about.and(words(Key::FILE_STORED)),
            FileState::Sent => about.and(words(Key::FILE_SENT)),
            FileState::Arrived => about.and(words(Key::FILE_ARRIVED)),
            FileState::Storing(_) => about.and(progress(lang, &bar, Key::FILE_STORING, state, size)),
            FileState::Waiting(_) => about.and(progress(lang, &bar, Key::FILE_WAITING, state, size)),
            FileState::Failed(reason) => about.and(words(Key::FILE_FAILED)).and(error(&reason)),
            FileState::Refused(reason) => about.and(words(Key::FILE_NOT_TAKEN)).and(error(&reason)),
        };
        about.view()
    };
    let possible = Memo::new(move |_| state.with(FileState::actions));
    let actions = move || actions(lang, &id, &key, name, possible.get(), heard);
    classed("li", "vd-file")
        .live("data-state", move || Some(style(&kind.get()).to_owned()))
        .changing(symbol)
        .child(classed("div", "vd-file__text").changing(about).view())
        .child(classed("div", "vd-file__actions").changing(actions).view())
        .view()
}

/// What can be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Possible {
    Nothing,
    Remove,
    Restore,
    RetryOrRemove,
}

impl FileState {
    /// The state without how far it is.
    fn settled(&self) -> Self {
        match self {
            Self::Storing(_) => Self::Storing(0),
            Self::Waiting(_) => Self::Waiting(0),
            other => other.clone(),
        }
    }

    fn percent(&self) -> u64 {
        if let Self::Storing(percent) | Self::Waiting(percent) = self { *percent } else { 100 }
    }

    fn actions(&self) -> Possible {
        match self {
            Self::Busy | Self::Sent | Self::Arrived => Possible::Nothing,
            Self::Removed => Possible::Restore,
            Self::Failed(_) => Possible::RetryOrRemove,
            Self::Done | Self::Stored | Self::Storing(_) | Self::Waiting(_) | Self::Refused(_) => Possible::Remove,
        }
    }
}

fn actions(lang: Lang, id: &str, key: &str, name: RwSignal<String>, possible: Possible, heard: Heard) -> AnyView {
    let about = [": ", &name.get()].concat();
    let action = |part: &'static str, words: Key, symbol: &str, then: Callback<String>, next: &'static str| {
        let (key, next) = (key.to_owned(), [id, next].concat());
        let press = Callback::new(move |()| {
            then.run(key.clone());
            // The button is gone; its place in the list is not.
            focus::soon(&next);
        });
        button_about(text(lang, words), &about, Weight::Tertiary, symbol, &[id, part].concat(), Does::Press(press))
    };
    let remove = || action(REMOVE, Key::FILE_REMOVE, "delete", heard.remove, RESTORE);
    match possible {
        Possible::Nothing => nothing(),
        Possible::Remove => remove(),
        Possible::Restore => action(RESTORE, Key::ROW_UNDO, "", heard.restore, REMOVE),
        Possible::RetryOrRemove => several().and(action(RETRY, Key::RETRY, "", heard.retry, REMOVE)).and(remove()).view(),
    }
}

const REMOVE: &str = "-entfernen";
const RESTORE: &str = "-zurueck";
const RETRY: &str = "-nochmal";

/// What the stylesheet tells apart.
fn style(state: &FileState) -> &'static str {
    match state {
        FileState::Done | FileState::Stored | FileState::Arrived => "done",
        FileState::Failed(_) | FileState::Refused(_) => "error",
        _ => "busy",
    }
}

fn symbol(state: &FileState) -> &'static str {
    match state {
        FileState::Done | FileState::Stored | FileState::Arrived => "success",
        FileState::Failed(_) | FileState::Refused(_) => "danger",
        FileState::Removed => "delete",
        _ => "draft",
    }
}

fn progress(lang: Lang, id: &str, words: Key, state: RwSignal<FileState>, size: RwSignal<String>) -> AnyView {
    let percent = move || state.with(FileState::percent);
    progress::progress(id, move || fill(lang, words, &[("percent", &percent().to_string()), ("size", &size.get())]), percent)
}

fn error(reason: &str) -> AnyView {
    classed("p", "kern-error").child(said("span", "kern-body", reason)).view()
}
