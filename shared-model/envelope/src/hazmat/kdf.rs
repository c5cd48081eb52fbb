//! `KDF(salt, ikm, n; f…)` = HKDF-SHA-512 (RFC 5869, extract and expand) with info `ctx(f…)`.

use hkdf::Hkdf;
use sha2::Sha512;
use zeroize::Zeroizing;

use crate::context::context;

/// Derives `N` bytes. `N` is at most 64 everywhere in the protocol.
pub(crate) fn derive<const N: usize>(salt: &[u8], secret: &[u8], fields: &[&[u8]]) -> Zeroizing<[u8; N]> {
    const { assert!(N <= 64, "one block of SHA-512 is all the protocol derives") };
    let mut derived = Zeroizing::new([0; N]);
    let fits = hkdf(salt, secret, &context(fields), derived.as_mut_slice());
    debug_assert!(fits, "N ≤ 64 is asserted above, HKDF refuses only more than 16 320");
    derived
}

/// HKDF-SHA-512. False, with `derived` untouched, for more than 255 · 64 bytes.
pub(super) fn hkdf(salt: &[u8], secret: &[u8], info: &[u8], derived: &mut [u8]) -> bool {
    Hkdf::<Sha512>::new(Some(salt), secret).expand(info, derived).is_ok()
}
