//! Files into answers. In: files that were chosen. Out: checked by content, size and number, attached, listed.

use crate::client::ClientError;
use crate::components::file_upload::{FileRow, FileState, Limits, file_upload};
use crate::components::question::Question;
use crate::form_view::Filling;
use crate::markup::nothing;
use crate::messages::{Key, Lang, fault, file_kinds, file_size, fill, trouble};
use crate::pages::applicant::application::{Application, Attach};
use crate::platform::{files::ChosenFile, task};
use leptos::prelude::*;
use vordruck_form::answers::{AnswerPath, FileAnswer, RawAnswer};
use vordruck_form::compiled::{FieldIndex, FieldType, FileKind};
use vordruck_form::validate::Fault;

/// What a file field allows.
#[derive(Clone)]
struct Rules {
    label: String,
    accept: Vec<FileKind>,
    most_bytes: u64,
    most_files: u32,
}

pub(super) fn view(application: Application, question: &Question, field: FieldIndex) -> AnyView {
    let (filling, attach) = (application.filling, application.session);
    let form = filling.form();
    let Some(FieldType::File { accept, max_size_bytes, max_count }) = form.field(field).map(|field| &field.kind) else { return nothing() };
    let (path, most_bytes, most_files) = (AnswerPath::of(&question.id), *max_size_bytes, *max_count);
    let lang = question.lang;
    let rules = Rules { label: question.label.clone(), accept: accept.clone(), most_bytes, most_files };
    let files = RwSignal::new(attached(filling, &path).iter().map(|file| done(lang, file)).collect::<Vec<_>>());
    let (chosen_path, live) = (path.clone(), application.desk.live);
    let choose = Callback::new(move |chosen: Vec<ChosenFile>| {
        // What wasn't taken last time has been read by now.
        files.update(|rows| rows.retain(|row| !matches!(row.state, FileState::Refused(_))));
        for file in chosen {
            let (rules, path) = (rules.clone(), chosen_path.clone());
            let row = FileRow { key: file_key(), name: file.name(), size: file_size(lang, file.size_bytes()), state: FileState::Busy };
            let key = row.key.clone();
            files.update(|rows| rows.push(row));
            task::run(async move {
                let name = file.name();
                let taken = take(filling, attach, &rules, &path, file, lang).await;
                let said = match &taken {
                    Ok(_) => fill(lang, Key::FILE_ADDED, &[("name", &name)]),
                    Err(words) => words.clone(),
                };
                files.try_update(|rows| {
                    if let Some(row) = rows.iter_mut().find(|row| row.key == key) {
                        match taken {
                            Ok(file) => *row = done(lang, &file),
                            Err(words) => row.state = FileState::Refused(words),
                        }
                    }
                });
                live.say(&said);
            });
        }
    });
    let remove = Callback::new(move |key: String| {
        let name = files.with_untracked(|rows| rows.iter().find(|row| row.key == key).map(|row| row.name.clone())).unwrap_or_default();
        files.update(|rows| rows.retain(|row| row.key != key));
        let mut left = attached(filling, &path);
        let before = left.len();
        left.retain(|file| file.id != key);
        if left.len() != before {
            filling.enter(path.clone(), RawAnswer::Files(left));
        }
        live.say(&fill(lang, Key::FILE_REMOVED, &[("name", &name)]));
    });
    file_upload(question, &limits(lang, accept, most_bytes, most_files), files, choose, remove)
}

/// Takes a file in, or says why not.
async fn take(
    filling: Filling,
    attach: Attach,
    rules: &Rules,
    path: &AnswerPath,
    file: ChosenFile,
    lang: Lang,
) -> Result<FileAnswer, String> {
    let kind = FieldType::File { accept: Vec::new(), max_size_bytes: 0, max_count: 0 };
    let refuse = |case: Fault| Err(fault(lang, &rules.label, &kind, &case).unwrap_or_default());
    let failed = |error: ClientError| trouble(lang, &error);
    let name = file.name();
    if file.size_bytes() == 0 {
        return refuse(Fault::FileEmpty { name });
    }
    if file.size_bytes() > rules.most_bytes {
        return refuse(Fault::FileTooLarge { name, most_bytes: rules.most_bytes });
    }
    let first = file.first_bytes().await.ok_or_else(|| failed(ClientError::FileUnreadable))?;
    let Some(found) = FileKind::of_content(&first).filter(|kind| rules.accept.contains(kind)) else {
        return refuse(Fault::FileKind { name, accepted: rules.accept.clone() });
    };
    if attached(filling, path).len() >= rules.most_files as usize {
        return refuse(Fault::TooManyFiles { most: rules.most_files });
    }
    let session = attach.get_value();
    let answer = session.attach(file, found.media_type()).await.map_err(failed)?;
    // Several files are read at the same time: look again at what is there before adding to it.
    let mut all = attached(filling, path);
    if all.len() >= rules.most_files as usize {
        return refuse(Fault::TooManyFiles { most: rules.most_files });
    }
    all.push(answer.clone());
    filling.enter(path.clone(), RawAnswer::Files(all));
    Ok(answer)
}

fn attached(filling: Filling, path: &AnswerPath) -> Vec<FileAnswer> {
    filling.with(|state| match state.answers().get(path) {
        Some(RawAnswer::Files(files)) => files.clone(),
        _ => Vec::new(),
    })
}

fn done(lang: Lang, file: &FileAnswer) -> FileRow {
    FileRow { key: file.id.clone(), name: file.name.clone(), size: file_size(lang, file.size_bytes), state: FileState::Done }
}

fn limits(lang: Lang, accept: &[FileKind], most_bytes: u64, most_files: u32) -> Limits {
    let (kinds, size, count) = (file_kinds(lang, accept), file_size(lang, most_bytes), most_files.to_string());
    let key = if most_files == 1 { Key::FILE_LIMITS_ONE } else { Key::FILE_LIMITS };
    let mut types = String::new();
    for kind in accept {
        types.push_str(kind.media_type());
        // Browsers on desktops don't know HEIC by its media type.
        types.push_str(if matches!(kind, FileKind::Heic) { ",.heic,.heif," } else { "," });
    }
    types.truncate(types.trim_end_matches(',').len());
    Limits { words: fill(lang, key, &[("kinds", &kinds), ("size", &size), ("count", &count)]), accept: types, multiple: most_files > 1 }
}

/// Tells rows apart until their file has an id of its own.
fn file_key() -> String {
    thread_local!(static NEXT: std::cell::Cell<u32> = const { std::cell::Cell::new(0) });
    let key = NEXT.get();
    NEXT.set(key.wrapping_add(1));
    ["lesen-", &key.to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_said_before_choosing() {
        let several = limits(Lang::De, &[FileKind::Pdf, FileKind::Jpeg], 10 * 1024 * 1024, 3);
        assert_eq!(several.words, "PDF oder JPEG, je Datei höchstens 10 MB, höchstens 3 Dateien.");
        assert!(several.multiple);
        let one = limits(Lang::En, &[FileKind::Heic], 5 * 1024 * 1024, 1);
        assert_eq!(one.words, "HEIC, at most 5 MB, one file.");
        assert_eq!(one.accept, "image/heic,.heic,.heif");
        assert!(!one.multiple);
    }
}
