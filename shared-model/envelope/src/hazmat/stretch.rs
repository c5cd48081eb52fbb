//! `X = Argon2id(PIN, salt, m = 64 MiB, t = 3, p = 1, v = 0x13, 64 bytes)` (RFC 9106). One lane, since a browser's worker has one thread.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

use crate::error::SealError;

const MEMORY_KIB: u32 = 65_536;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// Stretches a PIN: about 0.15 s on a desktop, and that for everyone who guesses.
pub(crate) fn stretch(pin: &[u8; 12], salt: &[u8; 16]) -> Result<Zeroizing<[u8; 64]>, SealError> {
    let mut stretched = Zeroizing::new([0; 64]);
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(64)).map_err(|_| SealError::OutOfMemory)?;
    // The parameters are constants that Argon2 accepts; what can fail is the allocation.
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(pin, salt, stretched.as_mut_slice())
        .map_err(|_| SealError::OutOfMemory)?;
    Ok(stretched)
}
