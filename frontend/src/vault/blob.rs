//! Bytes outside of wasm memory, which only ever grows. In: bytes of a file or sealed ones. Out: handles the browser may keep on disk.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Moves sealed bytes out.
pub(super) fn keep(sealed: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(sealed))).ok()
}

/// Reads all bytes of a file or of what was kept; none when the device can't (any more).
pub(super) async fn read(blob: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}

/// Length in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole, and below 2^53")]
pub(super) fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}

/// The bytes from `offset`, at most `most` of them.
#[expect(clippy::cast_precision_loss, reason = "offsets are below 2^53")]
pub(super) fn piece(blob: &Blob, offset: u64, most: u64) -> Option<Blob> {
    blob.slice_with_f64_and_f64(offset as f64, offset.saturating_add(most) as f64).ok()?.dyn_into().ok()
}
