//! What could not be done, on the screen. In: a fact. Out: a note that takes focus; the way on is the button that was pressed.

use crate::client::ClientError;
use crate::components::note::{Tone, note};
use crate::markup::{changing, nothing};
use crate::messages::{self, Key, Lang, text};
use crate::platform::focus;
use leptos::prelude::*;

const ID: &str = "vd-stoerung";

/// Shows what went wrong while something was being loaded, and moves focus to it.
pub(super) fn tell_loading(trouble: RwSignal<Option<String>>, lang: Lang, error: &ClientError) {
    show(trouble, messages::loading_trouble(lang, error));
}

/// Shows any error and moves focus to it; only what comes after the first page knows all the words.
pub(super) fn tell(trouble: RwSignal<Option<String>>, lang: Lang, error: &ClientError) {
    if let ClientError::ManifestRefused(reason) = error {
        leptos::logging::warn!("key manifest refused: {reason}");
    }
    show(trouble, messages::trouble(lang, error));
}

/// Shows words and moves focus to them.
pub(super) fn show(trouble: RwSignal<Option<String>>, words: String) {
    trouble.set(Some(words));
    focus::soon(ID);
}

/// The note, while there is something to tell.
pub(super) fn view(trouble: RwSignal<Option<String>>, lang: Lang) -> AnyView {
    changing(move || match trouble.get() {
        Some(words) => note(Tone::Danger, text(lang, Key::TROUBLE_TITLE), ID, &[words]),
        None => nothing(),
    })
}
