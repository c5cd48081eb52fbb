//! The outer layer of a stored blob: a submission's objects are sealed to the tenant already, and once more under a share that a day key seals, so
//! that shredding the day shreds every copy. In: a blob, its share, its place. Out: the stored blob, and back.

use zeroize::Zeroizing;

use crate::context::context;
use crate::error::{OpenError, SealError};
use crate::hazmat::{chunked, kdf, pad::Padded};
use crate::{Entropy, Pid, Share, limits};

/// Seals blob `number` of a submission for storage. No padding: a sealed blob's length says nothing it hasn't said before.
///
/// # Errors
/// `Entropy`, `ContentTooLong`.
pub fn seal_blob(
    share: &Share,
    tenant: &str,
    pid: &Pid,
    number: u32,
    blob: &[u8],
    entropy: &mut impl Entropy,
) -> Result<Vec<u8>, SealError> {
    let (key, context) = key_and_context(share, tenant, pid, number);
    chunked::seal(&key, &context, &Padded::none(blob), entropy)
}

/// Opens a stored blob.
///
/// # Errors
/// `Truncated`, `CommitmentMismatch`, `ChunkRejected`.
pub fn open_blob(share: &Share, tenant: &str, pid: &Pid, number: u32, stored: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (key, context) = key_and_context(share, tenant, pid, number);
    chunked::open(&key, &context, stored)
}

/// Length of a stored blob.
#[must_use]
pub const fn sealed_blob_len(blob: u64) -> u64 {
    limits::chunked_len(blob)
}

fn key_and_context(share: &Share, tenant: &str, pid: &Pid, number: u32) -> (Zeroizing<[u8; 32]>, Vec<u8>) {
    let number = number.to_be_bytes();
    let fields: [&[u8]; 4] = [b"rest", tenant.as_bytes(), pid.as_bytes(), &number];
    (kdf::derive(&[], share.expose(), &fields), context(&fields))
}
