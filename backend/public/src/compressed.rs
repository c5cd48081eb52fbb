//! What travels compressed to browsers that take Brotli (RFC 7932), a third of its size: forms and pages. In: bytes and what tells them apart. Out: the same
//! compressed, made once and kept for as long as there is room.

use std::sync::{Arc, Mutex, PoisonError};

use brotli::enc::BrotliEncoderParams;
use bytes::Bytes;

/// How many are kept: the forms of a busy day, the pages of some dozen services. Beyond that it begins anew.
const MOST_KEPT: usize = 256;

/// What has been compressed so far, each under a key that is another for other bytes.
#[derive(Clone)]
pub(crate) struct Compressed<Key> {
    quality: Quality,
    kept: Arc<Mutex<Vec<(Key, Bytes)>>>,
}

/// How hard it is tried.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Quality {
    /// Some hundredths of a second for a form: for what never changes.
    Best,
    /// Some milliseconds for a page, which is made from what is stored now, and a tenth larger.
    Quick,
}

impl<Key: Copy + Eq + Send + 'static> Compressed<Key> {
    pub(crate) fn new(quality: Quality) -> Self {
        Self { quality, kept: Arc::default() }
    }

    /// The bytes, compressed. None if that failed; then they go out as they are.
    pub(crate) async fn of(&self, key: Key, plain: &Bytes) -> Option<Bytes> {
        if let Some(known) = self.known(key) {
            return Some(known);
        }
        let (plain, quality) = (plain.clone(), self.quality);
        let compressed = tokio::task::spawn_blocking(move || compress(&plain, quality)).await.ok().flatten()?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.push((key, compressed.clone()));
        Some(compressed)
    }

    fn known(&self, key: Key) -> Option<Bytes> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| *known == key).map(|(_, bytes)| bytes.clone())
    }
}

fn compress(plain: &[u8], quality: Quality) -> Option<Bytes> {
    let quality = match quality {
        Quality::Best => 11,
        Quality::Quick => 5,
    };
    let parameters = BrotliEncoderParams { quality, size_hint: plain.len(), ..BrotliEncoderParams::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &plain[..], &mut compressed, &parameters).ok()?;
    Some(compressed.into())
}
