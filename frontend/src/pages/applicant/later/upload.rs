//! Files into answers. In: files that were chosen. Out: checked, attached, listed; stored with the draft while there is one.

use super::lasting::lasting;
use super::{relay, storing};
use crate::client::ClientError;
use crate::components::file_upload::{FileRow, FileState, Heard, Limits, file_upload};
use crate::components::question::Question;
use crate::markup::nothing;
use crate::messages::{Key, Lang, fault, file_kinds, file_size, fill, text, trouble};
use crate::pages::applicant::application::Application;
use crate::platform::{files::ChosenFile, focus, pointer, task};
use crate::vault::protocol::{Accepts, FileFault};
use leptos::prelude::*;
use std::cell::RefCell;
use vordruck_form::answers::{AnswerPath, FileAnswer, RawAnswer};
use vordruck_form::compiled::{FieldIndex, FieldType, FileKind, PageIndex};
use vordruck_form::validate::Fault;

/// A question for files on the screen.
#[derive(Clone, Copy)]
pub(super) struct Files {
    pub(super) application: Application,
    pub(super) lang: Lang,
    rows: RwSignal<Vec<FileRow>>,
    held: StoredValue<Vec<Held>, LocalStorage>,
    rules: StoredValue<Rules, LocalStorage>,
}

/// What a row stands for.
struct Held {
    key: String,
    /// As it was chosen, in this window.
    chosen: Option<ChosenFile>,
    /// As it is in the answers, or was until it was removed.
    file: Option<FileAnswer>,
}

/// What a file field allows.
struct Rules {
    path: AnswerPath,
    label: String,
    accept: Vec<FileKind>,
    most_bytes: u64,
    most_files: u32,
}

pub(super) fn view(application: Application, question: &Question, field: FieldIndex) -> AnyView {
    let form = application.filling.form();
    let Some(FieldType::File { accept, max_size_bytes, max_count }) = form.field(field).map(|field| &field.kind) else { return nothing() };
    let (path, most_bytes, most_files) = (AnswerPath::of(&question.id), *max_size_bytes, *max_count);
    let (lang, label) = (question.lang, question.label.clone());
    let make = || Files {
        application,
        lang,
        rows: RwSignal::new(Vec::new()),
        held: StoredValue::new_local(Vec::new()),
        rules: StoredValue::new_local(Rules { path: path.clone(), label, accept: accept.clone(), most_bytes, most_files }),
    };
    let files = Files { lang, ..kept(path.as_str(), make) };
    files.settle();
    let heard = Heard {
        choose: Callback::new(move |chosen| files.choose(chosen)),
        remove: Callback::new(move |key: String| files.remove(&key)),
        restore: Callback::new(move |key: String| files.restore(&key)),
        retry: Callback::new(move |key: String| files.retry(key)),
    };
    file_upload(question, &limits(lang, accept, most_bytes, most_files), files.rows, heard, relay::view(files, &question.id))
}

thread_local! {
    /// The files of every question that has been on the screen. Files go on being read and stored when their page is left, and are still in
    /// its list when somebody comes back.
    static KEPT: RefCell<Vec<(String, Files)>> = const { RefCell::new(Vec::new()) };
}

/// Whether a file of a page is still being read; it belongs to the answers once it is.
pub(super) fn is_reading(application: Application, page: PageIndex) -> bool {
    let is_of_page = |path: &str| application.filling.with(|state| state.page_of(&AnswerPath::of(path))) == Some(page);
    let reads = |files: &Files| files.rows.with_untracked(|rows| rows.iter().any(|row| row.state.get_untracked() == FileState::Busy));
    KEPT.with_borrow(|all| all.iter().any(|(path, files)| reads(files) && is_of_page(path)))
}

/// The files of a question; made when it is on the screen for the first time.
fn kept(path: &str, make: impl FnOnce() -> Files) -> Files {
    let known = KEPT.with_borrow(|all| all.iter().find(|(known, _)| known == path).map(|(_, files)| *files));
    known.unwrap_or_else(|| {
        let files = lasting(make);
        KEPT.with_borrow_mut(|all| all.push((path.to_owned(), files)));
        files
    })
}

impl Files {
    /// Has the list show what the answers hold: they may have been loaded from elsewhere since it was drawn last. What is on its way stays.
    fn settle(self) {
        let attached = self.attached();
        let stays = |row: &FileRow| match (row.state.get_untracked(), self.file(&row.key)) {
            (FileState::Refused(_) | FileState::Removed, _) => false,
            (_, Some(file)) => attached.iter().any(|other| other.id == file.id),
            (_, None) => true,
        };
        self.rows.update(|rows| rows.retain(stays));
        let is_known = |file: &FileAnswer| {
            self.rows.with_untracked(|rows| rows.iter().any(|row| self.file(&row.key).is_some_and(|known| known.id == file.id)))
        };
        for file in attached.iter().filter(|file| !is_known(file)) {
            let row = self.add(&file.name, file.size_bytes, FileState::Done);
            self.hold(Held { key: row.key, chosen: None, file: Some(file.clone()) });
        }
    }

    /// Takes files in, one after the other: their order in the application is the one they were chosen in.
    pub(super) fn choose(self, chosen: Vec<ChosenFile>) {
        let begun = match chosen.as_slice() {
            [] => return,
            [one] => fill(self.lang, Key::FILE_BEGUN, &[("name", &one.name())]),
            several => fill(self.lang, Key::FILES_BEGUN, &[("count", &several.len().to_string())]),
        };
        self.choose_saying(chosen, &begun);
    }

    /// The same, announced by other words.
    pub(super) fn choose_saying(self, chosen: Vec<ChosenFile>, begun: &str) {
        // What wasn't taken last time has been read by now; what was removed stays removed.
        let settled = |state: FileState| !matches!(state, FileState::Refused(_) | FileState::Removed);
        self.rows.update(|rows| rows.retain(|row| settled(row.state.get_untracked())));
        self.say(begun);
        let add = |file: ChosenFile| {
            let row = self.add(&file.name(), file.size_bytes(), FileState::Busy);
            self.hold(Held { key: row.key.clone(), chosen: Some(file), file: None });
            row
        };
        let rows: Vec<FileRow> = chosen.into_iter().map(add).collect();
        task::run(async move {
            let mut taken = Vec::new();
            for row in &rows {
                if self.read(row).await {
                    taken.push(row);
                }
            }
            if let (2.., true) = (taken.len(), taken.len() == rows.len()) {
                self.say(&fill(self.lang, Key::FILES_ADDED, &[("count", &taken.len().to_string())]));
            }
            for row in taken {
                self.store(row).await;
            }
        });
    }

    fn retry(self, key: String) {
        let Some(row) = self.row(&key) else { return };
        task::run(async move {
            if self.file(&key).is_some() || self.read(&row).await {
                self.store(&row).await;
            }
        });
    }

    fn remove(self, key: &str) {
        let (Some(row), file) = (self.row(key), self.file(key)) else { return };
        let name = row.name.get_untracked();
        match file {
            Some(file) => {
                let mut left = self.attached();
                left.retain(|other| other.id != file.id);
                self.enter(left);
                row.state.set(FileState::Removed);
            }
            // It never belonged to the application: nothing can be had back.
            None => {
                self.rows.update(|rows| rows.retain(|row| row.key != key));
                focus::soon(&self.rules.with_value(|rules| rules.path.as_str().to_owned()));
            }
        }
        self.say(&fill(self.lang, Key::FILE_REMOVED, &[("name", &name)]));
    }

    fn restore(self, key: &str) {
        let (Some(row), Some(file)) = (self.row(key), self.file(key)) else { return };
        let mut all = self.attached();
        if self.is_full(&all) {
            return self.say(&self.too_many());
        }
        all.push(file);
        self.enter(all);
        row.state.set(FileState::Done);
        self.say(&fill(self.lang, Key::FILE_RESTORED, &[("name", &row.name.get_untracked())]));
        task::run(async move { self.store(&row).await });
    }

    /// Takes a file in and says what became of it; true if it was taken.
    async fn read(self, row: &FileRow) -> bool {
        row.state.try_set(FileState::Busy);
        let name = row.name.get_untracked();
        let state = match self.take(row).await {
            Ok(file) => {
                row.name.try_set(file.name.clone());
                row.size.try_set(file_size(self.lang, file.size_bytes));
                self.say(&fill(self.lang, Key::FILE_ADDED, &[("name", &file.name)]));
                self.note(&row.key, file);
                row.state.try_set(FileState::Done);
                return true;
            }
            Err(NotTaken::TooMany) => FileState::Refused(self.too_many()),
            Err(NotTaken::File(fault)) => FileState::Refused(
                self.rules.with_value(|rules| refusal(self.lang, &rules.label, &rules.accept, rules.most_bytes, &name, fault)),
            ),
            Err(NotTaken::Client(error)) => FileState::Failed(trouble(self.lang, &error)),
        };
        if let FileState::Refused(words) | FileState::Failed(words) = &state {
            self.say(words);
        }
        row.state.try_set(state);
        false
    }

    async fn take(self, row: &FileRow) -> Result<FileAnswer, NotTaken> {
        let Some(chosen) = self.chosen(&row.key) else { return Err(NotTaken::Client(ClientError::FileUnreadable)) };
        if self.is_full(&self.attached()) {
            return Err(NotTaken::TooMany);
        }
        let (_, accepts, _) = self.asked();
        let session = self.application.session.get_value();
        let file = session.attach(&chosen, accepts).await.map_err(NotTaken::Client)?.map_err(NotTaken::File)?;
        // Files may have come from elsewhere in the meantime.
        let mut all = self.attached();
        if self.is_full(&all) {
            return Err(NotTaken::TooMany);
        }
        all.push(file.clone());
        self.enter(all);
        Ok(file)
    }

    /// Stores it with the draft, if there is one.
    async fn store(self, row: &FileRow) {
        if let Some(file) = self.file(&row.key) {
            storing::store(self.application, self.lang, &file.id, row).await;
        }
    }

    pub(super) fn attached(self) -> Vec<FileAnswer> {
        let path = self.rules.with_value(|rules| rules.path.clone());
        self.application.filling.with(|state| match state.answers().get(&path) {
            Some(RawAnswer::Files(files)) => files.clone(),
            _ => Vec::new(),
        })
    }

    fn enter(self, files: Vec<FileAnswer>) {
        self.application.filling.enter(self.rules.with_value(|rules| rules.path.clone()), RawAnswer::Files(files));
    }

    fn is_full(self, files: &[FileAnswer]) -> bool {
        self.rules.with_value(|rules| files.len() >= rules.most_files as usize)
    }

    fn add(self, name: &str, size_bytes: u64, state: FileState) -> FileRow {
        let row = lasting(|| FileRow {
            key: next_key(),
            name: RwSignal::new(name.to_owned()),
            size: RwSignal::new(file_size(self.lang, size_bytes)),
            state: RwSignal::new(state),
        });
        self.rows.update(|rows| rows.push(row.clone()));
        row
    }

    fn row(self, key: &str) -> Option<FileRow> {
        self.rows.with_untracked(|rows| rows.iter().find(|row| row.key == key).cloned())
    }

    fn hold(self, held: Held) {
        self.held.update_value(|all| all.push(held));
    }

    fn note(self, key: &str, file: FileAnswer) {
        self.held.try_update_value(|all| {
            if let Some(held) = all.iter_mut().find(|held| held.key == key) {
                held.file = Some(file);
            }
        });
    }

    fn file(self, key: &str) -> Option<FileAnswer> {
        self.held.try_with_value(|all| all.iter().find(|held| held.key == key).and_then(|held| held.file.clone())).flatten()
    }

    fn chosen(self, key: &str) -> Option<ChosenFile> {
        self.held.try_with_value(|all| all.iter().find(|held| held.key == key).and_then(|held| held.chosen.clone())).flatten()
    }

    /// The question's label, what it accepts, how many files.
    pub(super) fn asked(self) -> (String, Accepts, u32) {
        self.rules.with_value(|rules| (rules.label.clone(), Accepts::of(&rules.accept, rules.most_bytes), rules.most_files))
    }

    pub(super) fn too_many(self) -> String {
        let (label, _, most) = self.asked();
        in_words(self.lang, &label, &Fault::TooManyFiles { most })
    }

    pub(super) fn say(self, words: &str) {
        self.application.desk.live.say(words);
    }
}

/// Why a file is not in the answers.
enum NotTaken {
    /// There are as many as there may be.
    TooMany,
    /// It isn't one for this question.
    File(FileFault),
    /// Something went wrong on the way.
    Client(ClientError),
}

/// Why a file is none for a question, and what to do.
pub(super) fn refusal(lang: Lang, label: &str, accepted: &[FileKind], most_bytes: u64, name: &str, fault: FileFault) -> String {
    let both = |wrong: Key, remedy: Key| [&fill(lang, wrong, &[("name", name)]), " ", text(lang, remedy)].concat();
    let name = name.to_owned();
    match fault {
        FileFault::Empty => in_words(lang, label, &Fault::FileEmpty { name }),
        FileFault::Kind => in_words(lang, label, &Fault::FileKind { name, accepted: accepted.to_vec() }),
        FileFault::TooLarge => in_words(lang, label, &Fault::FileTooLarge { name, most_bytes }),
        FileFault::Protected => both(Key::ERR_FILE_PROTECTED, Key::REC_FILE_PROTECTED),
        FileFault::NotConvertible => both(Key::ERR_FILE_NOT_CONVERTIBLE, Key::REC_FILE_NOT_CONVERTIBLE),
    }
}

/// A fault as the form says it.
fn in_words(lang: Lang, label: &str, case: &Fault) -> String {
    fault(lang, label, &FieldType::File { accept: Vec::new(), max_size_bytes: 0, max_count: 0 }, case).unwrap_or_default()
}

/// What may be chosen, in words and for the browser's dialog.
pub(super) fn limits(lang: Lang, accept: &[FileKind], most_bytes: u64, most_files: u32) -> Limits {
    let (kinds, size, count) = (file_kinds(lang, accept), file_size(lang, most_bytes), most_files.to_string());
    let key = if most_files == 1 { Key::FILE_LIMITS_ONE } else { Key::FILE_LIMITS };
    let mut words = fill(lang, key, &[("kinds", &kinds), ("size", &size), ("count", &count)]);
    let mut types: Vec<&str> = accept.iter().map(|kind| kind.media_type()).collect();
    // Browsers on desktops don't know HEIC by its media type.
    types.extend(accept.contains(&FileKind::Heic).then_some(".heic,.heif"));
    // What can be turned into JPEG may be chosen where JPEG may.
    types.extend(accept.contains(&FileKind::Jpeg).then_some("image/webp"));
    if accept.contains(&FileKind::Jpeg) {
        words.push(' ');
        words.push_str(text(lang, Key::FILE_PHOTOS));
    }
    let photos = accept.iter().any(|kind| *kind != FileKind::Pdf);
    Limits { words, accept: types.join(","), multiple: most_files > 1, photos, drop: !pointer::is_finger() }
}

/// Tells rows apart.
pub(super) fn next_key() -> String {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    let key = NEXT.get();
    NEXT.set(key.wrapping_add(1));
    key.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_said_before_choosing() {
        let several = limits(Lang::De, &[FileKind::Pdf, FileKind::Jpeg], 10 * 1024 * 1024, 3);
        assert!(
            several.words.starts_with("PDF oder JPEG, je Datei höchstens 10 MB, höchstens 3 Dateien. Große Fotos"),
            "{}",
            several.words
        );
        assert_eq!(several.accept, "application/pdf,image/jpeg,image/webp");
        assert!(several.multiple && several.photos);
        let one = limits(Lang::En, &[FileKind::Heic], 5 * 1024 * 1024, 1);
        assert_eq!(one.words, "HEIC, at most 5 MB, one file.");
        assert_eq!(one.accept, "image/heic,.heic,.heif");
        assert!(!one.multiple);
        assert!(!limits(Lang::De, &[FileKind::Pdf], 1, 1).photos);
    }
}
