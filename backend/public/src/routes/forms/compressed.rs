//! Compiled forms as they travel to browsers that take Brotli: a third of their size. In: a form's bytes. Out: the same compressed, made
//! once a form and kept, since a form never changes.

use std::sync::{Arc, Mutex, PoisonError};

use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;
use vordruck_envelope::FormHash;

/// How many are kept: the forms of a busy day. Beyond that it begins anew.
const MOST_KEPT: usize = 256;

/// What has been compressed so far.
#[derive(Clone, Default)]
pub(crate) struct CompressedForms(Arc<Mutex<Vec<(FormHash, Bytes)>>>);

impl CompressedForms {
    /// A form, compressed. None if that failed; then it goes out as it is.
    pub(crate) async fn of(&self, hash: FormHash, form: &Bytes) -> Option<Bytes> {
        if let Some(known) = self.known(hash) {
            return Some(known);
        }
        let form = form.clone();
        // The best quality takes some hundredths of a second.
        let compressed = tokio::task::spawn_blocking(move || compress(&form)).await.ok().flatten()?;
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.push((hash, compressed.clone()));
        Some(compressed)
    }

    fn known(&self, hash: FormHash) -> Option<Bytes> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| *known == hash).map(|(_, bytes)| bytes.clone())
    }
}

fn compress(form: &[u8]) -> Option<Bytes> {
    let parameters = BrotliEncoderParams { quality: 11, size_hint: form.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &form[..], &mut compressed, &parameters).ok()?;
    Some(compressed.into())
}
