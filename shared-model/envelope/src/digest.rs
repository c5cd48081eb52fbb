//! `D`, the digest of a whole submission, which browser, public side and private side compute alike. In: sealed blobs, or their hashes in order.
//! Out: SHA-512 values.

use sha2::{Digest as _, Sha512};

use crate::codec;
use crate::context::context;
use crate::id::public_bytes;

public_bytes! {
    /// SHA-512 of one sealed blob, 128 hexadecimal digits.
    BlobHash, 64, codec::hex, codec::from_hex, "128 lower-case hexadecimal digits"
}

public_bytes! {
    /// `D = SHA-512(ctx("digest", SHA-512(blob 0), …))`, 128 hexadecimal digits.
    Digest, 64, codec::hex, codec::from_hex, "128 lower-case hexadecimal digits"
}

impl BlobHash {
    /// The hash of one sealed blob.
    #[must_use]
    pub fn of(blob: &[u8]) -> Self {
        Self::from_bytes(Sha512::digest(blob).into())
    }

    /// Starts hashing a blob that arrives in pieces.
    #[must_use]
    pub fn hasher() -> BlobHasher {
        BlobHasher(Sha512::new())
    }
}

/// Hashes a blob piece by piece.
#[derive(Clone, Debug)]
pub struct BlobHasher(Sha512);

impl BlobHasher {
    /// The next piece.
    pub fn update(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// The hash of all pieces.
    #[must_use]
    pub fn finish(self) -> BlobHash {
        BlobHash::from_bytes(self.0.finalize().into())
    }
}

impl Digest {
    /// The digest of the submission whose sealed blobs hash to `blobs`, in order from object 0.
    #[must_use]
    pub fn of(blobs: &[BlobHash]) -> Self {
        let mut fields: Vec<&[u8]> = vec![b"digest"];
        fields.extend(blobs.iter().map(|hash| hash.as_bytes().as_slice()));
        Self::from_bytes(Sha512::digest(context(&fields)).into())
    }
}
