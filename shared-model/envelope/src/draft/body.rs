//! The body of a draft: `AE(K, ctx("draft-body", tenant, service, lookup, form, u64(rev)), pad(body, 16 KiB))`. In: opaque bytes, the place, the revision.
//! Out: sealed bytes, and back. An older revision doesn't open as a newer one.

use zeroize::Zeroizing;

use super::DraftKey;
use crate::context::context;
use crate::error::{OpenError, SealError};
use crate::hazmat::{chunked, pad};
use crate::{DraftPlace, Entropy, limits};

impl DraftKey {
    /// Seals a body as revision `rev` of its draft; the first saved one is 1.
    ///
    /// # Errors
    /// `Entropy`, `ContentTooLong`.
    pub fn seal_body(&self, place: &DraftPlace<'_>, rev: u64, body: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        chunked::seal(self.expose(), &body_context(place, rev), &pad::Padded::new(body, limits::MIN_BODY), entropy)
    }

    /// Opens a body. `rev` is the revision the public side says it is; it must be the one that was sealed.
    ///
    /// # Errors
    /// `CommitmentMismatch`: another key, place or revision. `Truncated`, `ChunkRejected`, `PadLength`, `PadNotZero`: damaged.
    pub fn open_body(&self, place: &DraftPlace<'_>, rev: u64, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        pad::unpad(chunked::open(self.expose(), &body_context(place, rev), sealed)?, limits::MIN_BODY)
    }
}

fn body_context(place: &DraftPlace<'_>, rev: u64) -> Vec<u8> {
    context(&[
        b"draft-body",
        place.tenant.as_bytes(),
        place.service.as_bytes(),
        place.lookup.as_bytes(),
        place.form.as_bytes(),
        &rev.to_be_bytes(),
    ])
}
