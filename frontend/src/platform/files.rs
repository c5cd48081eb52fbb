//! Files that were chosen, dropped or pasted. In: the browser's lists. Out: name, size, the browser's handle. What is in them the vault looks at.

use super::parcel::Parcel;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent, Event, File, FileList, HtmlInputElement};

/// A file on the applicant's device.
#[derive(Clone)]
pub struct ChosenFile(File);

impl ChosenFile {
    /// The bytes in a parcel as a file with a name.
    #[must_use]
    pub fn of_parcel(parcel: &Parcel, name: &str) -> Option<Self> {
        let bytes: &Uint8Array = parcel.luggage.dyn_ref()?;
        File::new_with_u8_array_sequence(&Array::of1(bytes), name).ok().map(Self)
    }

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

/// What was pasted; nothing when it was a text.
#[must_use]
pub fn pasted(event: &Event) -> Vec<ChosenFile> {
    let transfer = Reflect::get(event, &"clipboardData".into()).ok().and_then(|data| data.dyn_into::<DataTransfer>().ok());
    listed(transfer.and_then(|transfer| transfer.files()))
}

fn listed(files: Option<FileList>) -> Vec<ChosenFile> {
    files.map_or_else(Vec::new, |files| (0..files.length()).filter_map(|at| files.get(at)).map(ChosenFile).collect())
}
