//! AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front and the tag behind: `nonce || ciphertext || tag`. For at most 2³⁰ seals a key.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Tag};
use zeroize::Zeroizing;

use crate::Entropy;
use crate::entropy::draw;
use crate::error::{OpenError, SealError};

const NONCE: usize = 12;
const TAG: usize = 16;

/// Seals `plain`, bound to `aad`.
pub(crate) fn seal(key: &[u8; 32], aad: &[u8], plain: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
    let nonce = draw::<NONCE>(entropy)?;
    let mut sealed = Vec::with_capacity(NONCE + plain.len() + TAG);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(plain);
    let body = sealed.get_mut(NONCE..).ok_or(SealError::ContentTooLong)?;
    let tag = Aes256Gcm::new(key.into()).encrypt_inout_detached(&nonce.into(), aad, body.into()).map_err(|_| SealError::ContentTooLong)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what [`seal`] made with the same key and `aad`.
pub(crate) fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or(OpenError::Truncated)?;
    let (body, tag) = rest.split_last_chunk::<TAG>().ok_or(OpenError::Truncated)?;
    let mut plain = Zeroizing::new(body.to_vec());
    Aes256Gcm::new(key.into())
        .decrypt_inout_detached(&(*nonce).into(), aad, plain.as_mut_slice().into(), &Tag::from(*tag))
        .map_err(|_| OpenError::TagMismatch)?;
    Ok(plain)
}
