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

use crate::components::button::{Button, Icon, Weight};
use crate::components::question::Question;
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
    let rows = move || {
        let id = id.clone();
        let take_out = Callback::new(move |key: String| {
            remove.run(key);
            focus::to(&id);
        });
        files.with(|files| files.iter().map(|file| row(lang, file, take_out)).collect::<Vec<_>>())
    };
    let label = move || list_label.clone();
    let list = move || {
        let (rows, label) = (rows.clone(), label.clone());
        files.with(|files| !files.is_empty()).then(move || view! { <ul class="vd-files" aria-label=label()>{rows()}</ul> })
    };
    view! {
        <div
            class=class
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                over.set(false);
                choose.run(dropped(&event));
            }
        >
            <div class=question.class("kern-form-input", "kern-form-input kern-form-input--error")>
                {question.label_view()}
                {question.hint_view()}
                <div class="kern-hint" id=question.part("limits")>{limits.words}" "{text(lang, Key::FILE_DROP)}</div>
                <input
                    class=question.class("kern-form-input__input", "kern-form-input__input kern-form-input__input--error")
                    type="file"
                    id=question.id.clone()
                    accept=limits.accept
                    multiple=limits.multiple
                    aria-invalid=question.invalid()
                    aria-describedby=question.described_by(&["limits"])
                    on:change=move |event| choose.run(chosen(&event))
                />
                {question.error_view()}
                {list}
            </div>
        </div>
    }
    .into_any()
}

fn row(lang: Lang, file: &FileRow, remove: Callback<String>) -> AnyView {
    let (state, icon, words, reason) = match &file.state {
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
    });
    view! {
        <li class="vd-file" data-state=state>
            <Icon name=icon/>
            <div class="vd-file__text">
                <p class="vd-file__name">{file.name.clone()}</p>
                <p class="vd-file__meta">{[file.size.as_str(), ", ", text(lang, words)].concat()}</p>
                {reason.map(|reason| view! { <p class="kern-error"><span class="kern-body">{reason}</span></p> })}
            </div>
            <div class="vd-file__actions">{button}</div>
        </li>
    }
    .into_any()
}
