//! Files that were chosen or dropped. In: the browser's lists. Out: name, size, content.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DragEvent, Event, File, FileList, HtmlInputElement};

/// A file on the applicant's device.
#[derive(Clone)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// Its name, without a path.
    #[must_use]
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Its size in bytes.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number below 2^53")]
    pub fn size_bytes(&self) -> u64 {
        self.0.size() as u64
    }

    /// The browser's handle, for the vault.
    #[must_use]
    pub fn handle(&self) -> &File {
        &self.0
    }

    /// The first bytes; enough to tell the kind. None when the device can't read it (any more).
    pub async fn first_bytes(&self) -> Option<Vec<u8>> {
        read(&self.0.slice_with_i32_and_i32(0, 16).ok()?).await
    }

    /// All bytes.
    pub async fn bytes(&self) -> Option<Vec<u8>> {
        read(&self.0).await
    }
}

async fn read(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// What was chosen in a file input, which is emptied: choosing the same file again must be heard again.
#[must_use]
pub fn chosen(event: &Event) -> Vec<ChosenFile> {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return Vec::new() };
    let files = listed(input.files());
    input.set_value("");
    files
}

/// What was dropped.
#[must_use]
pub fn dropped(event: &Event) -> Vec<ChosenFile> {
    event.prevent_default();
    listed(event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).and_then(|transfer| transfer.files()))
}

fn listed(files: Option<FileList>) -> Vec<ChosenFile> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|at| files.get(at)).map(ChosenFile).collect())
}
