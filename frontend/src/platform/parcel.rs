//! What page and worker send each other. In: words (small, typed by whoever reads them) and luggage (large: a file, which is a
//! handle, or bytes, which move). Out: a message, and back. Knows no meaning of either.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// A question or an answer.
#[derive(Debug, Clone, Default)]
pub struct Parcel {
    /// Small and typed.
    pub words: Vec<u8>,
    /// A `File`, a `Uint8Array`, or nothing.
    pub luggage: JsValue,
}

impl Parcel {
    /// Words alone.
    #[must_use]
    pub fn of(words: Vec<u8>) -> Self {
        Self { words, luggage: JsValue::UNDEFINED }
    }

    /// Words and bytes.
    #[must_use]
    pub fn with_bytes(words: Vec<u8>, bytes: &[u8]) -> Self {
        Self { words, luggage: Uint8Array::from(bytes).into() }
    }

    /// The bytes that came along.
    #[must_use]
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.luggage.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
    }

    /// The message and what moves with it.
    pub(super) fn message(&self, number: u32) -> (Array, Array) {
        let moves = Array::new();
        if let Some(bytes) = self.luggage.dyn_ref::<Uint8Array>() {
            moves.push(&bytes.buffer());
        }
        (Array::of3(&number.into(), &Uint8Array::from(self.words.as_slice()), &self.luggage), moves)
    }

    /// A message that answers no question: it has no number.
    #[cfg(any(feature = "sealing_worker", feature = "document_maker"))]
    pub(super) fn unasked(words: &[u8]) -> Array {
        Array::of2(&JsValue::UNDEFINED, &Uint8Array::from(words))
    }

    /// The number of a question that a message asks or answers.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the page counts its questions in u32")]
    pub(super) fn number(message: &JsValue) -> Option<u32> {
        message.dyn_ref::<Array>()?.get(0).as_f64().map(|number| number as u32)
    }

    /// What is in a message.
    pub(super) fn read(message: &JsValue) -> Option<Self> {
        let message: &Array = message.dyn_ref()?;
        Some(Self { words: message.get(1).dyn_ref::<Uint8Array>()?.to_vec(), luggage: message.get(2) })
    }
}
