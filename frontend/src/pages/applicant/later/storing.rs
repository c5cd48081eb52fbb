//! A file on its way to the draft. In: its row. Out: the row says how far it is, the live region what matters of it; without a connection it waits and
//! goes on from where it was.

use crate::client::ClientError;
use crate::components::file_upload::{FileRow, FileState};
use crate::messages::{Key, Lang, fill, trouble};
use crate::pages::applicant::application::Application;
use crate::platform::online;
use leptos::prelude::*;

/// Of files below this many bytes half is not worth a word: 2 MiB.
const LARGE_BYTES: u64 = 2 << 20;
/// The first and the longest wait for a connection, in milliseconds.
const WAITS: (u32, u32) = (2_000, 30_000);

/// Stores a file with the draft, if there is one. Without one it goes with the first save, or with the application.
pub(super) async fn store(application: Application, lang: Lang, id: &str, row: &FileRow) {
    let session = application.session.get_value();
    if !session.is_draft() {
        return;
    }
    let say = |words: Key| application.desk.live.say(&fill(lang, words, &[("name", &row.name.try_get_untracked().unwrap_or_default())]));
    let (mut percent, mut wait, mut is_half) = (0, WAITS.0, false);
    // A page that was left has no rows any more; the file goes on nevertheless. One that was removed doesn't.
    while row.state.try_get_untracked() != Some(FileState::Removed) {
        match session.store(id).await {
            Ok(progress) if progress.stored >= progress.of => {
                if row.state.try_get_untracked() != Some(FileState::Removed) {
                    row.state.try_set(FileState::Stored);
                    say(Key::FILE_STORED_SAID);
                }
                return;
            }
            Ok(progress) => {
                wait = WAITS.0;
                percent = progress.stored.saturating_mul(100) / progress.of.max(1);
                if percent >= 50 && !is_half && progress.of > LARGE_BYTES {
                    is_half = true;
                    say(Key::FILE_HALF);
                }
                advance(row, FileState::Storing(percent));
            }
            Err(ClientError::Offline) => {
                if !matches!(row.state.try_get_untracked(), Some(FileState::Waiting(_))) {
                    say(Key::FILE_INTERRUPTED);
                }
                advance(row, FileState::Waiting(percent));
                online::again(wait).await;
                wait = wait.saturating_mul(2).min(WAITS.1);
            }
            Err(error) => {
                let words = trouble(lang, &error);
                application.desk.live.say(&words);
                return advance(row, FileState::Failed(words));
            }
        }
    }
}

/// Shows how far it is, unless it was removed in the meantime.
fn advance(row: &FileRow, state: FileState) {
    if row.state.try_get_untracked() != Some(FileState::Removed) {
        row.state.try_set(state);
    }
}
