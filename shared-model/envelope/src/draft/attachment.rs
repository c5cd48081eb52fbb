//! An attachment of a draft: `AE(ak, ctx("draft-att", tenant, lookup, id), pad(bytes, 64 KiB))` under a random key of its own that is kept in the body.
//! In: bytes, the draft, the id. Out: sealed bytes, and back.

use zeroize::Zeroizing;

use crate::context::context;
use crate::error::{OpenError, SealError};
use crate::hazmat::{chunked, pad};
use crate::{AttachmentId, DraftPlace, Entropy, limits};

crate::secret::secret_bytes! {
    /// The key of one attachment. It is kept in the draft's body (`vordruck_envelope::exposed`), which is sealed.
    pub AttachmentKey, 32
}

impl AttachmentKey {
    /// Seals an attachment. Service and form don't bind it: it outlives a change of the form version.
    ///
    /// # Errors
    /// `Entropy`, `ContentTooLong`.
    pub fn seal(&self, place: &DraftPlace<'_>, id: &AttachmentId, bytes: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        chunked::seal(self.expose(), &attachment_context(place, id), &pad::Padded::new(bytes, limits::MIN_OBJECT), entropy)
    }

    /// Opens an attachment.
    ///
    /// # Errors
    /// `CommitmentMismatch`: another key, draft or id. `Truncated`, `ChunkRejected`, `PadLength`, `PadNotZero`: damaged.
    pub fn open(&self, place: &DraftPlace<'_>, id: &AttachmentId, sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        pad::unpad(chunked::open(self.expose(), &attachment_context(place, id), sealed)?, limits::MIN_OBJECT)
    }
}

fn attachment_context(place: &DraftPlace<'_>, id: &AttachmentId) -> Vec<u8> {
    context(&[b"draft-att", place.tenant.as_bytes(), place.lookup.as_bytes(), id.as_bytes()])
}
