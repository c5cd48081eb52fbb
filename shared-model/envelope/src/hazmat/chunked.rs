//! `AE(k, c, p)`: C2SP chunked encryption (c2sp.org/chunked-encryption) with AES-256-GCM, "Cobblestone-256": 24-byte salt, 32-byte key commitment,
//! chunks of 16 KiB. Own code rather than the crate `cobblestone`, because that draws its salt from the system itself and panics where there is
//! none; here randomness is a parameter and its absence an error. The crate is the second implementation in the tests.
//!
//! `key || base nonce || commitment = HKDF-Expand-SHA-512(k, "c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM" || 00 || salt || c, 32 + 12 + 32)`;
//! chunk i is sealed with nonce `base nonce ⊕ u40(i)`; the last chunk is shorter than 16 KiB, possibly empty.

use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit, Nonce, Tag};
use hmac::{Hmac, Mac};
use sha2::Sha512;
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::pad::Padded;
use crate::Entropy;
use crate::entropy::draw;
use crate::error::{OpenError, SealError};
use crate::limits;

const CHUNK: usize = 16 * 1024;
const TAG: usize = 16;
const SALT: usize = 24;
const COMMITMENT: usize = 32;
const INFO: &[u8] = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0";

/// Seals padded content under `key` for the place `context`.
pub(crate) fn seal(key: &[u8; 32], context: &[u8], padded: &Padded<'_>, entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
    seal_with_salt(key, context, padded, &draw(entropy)?)
}

/// As [`seal`], with a given salt. A salt must never come twice under one key and context.
fn seal_with_salt(key: &[u8; 32], context: &[u8], padded: &Padded<'_>, salt: &[u8; SALT]) -> Result<Vec<u8>, SealError> {
    if padded.len() > 2 * limits::MAX_CONTENT {
        return Err(SealError::ContentTooLong);
    }
    let (cipher, commitment) = MessageCipher::derive(key, salt, context);
    let total = usize::try_from(limits::chunked_len(padded.len())).map_err(|_| SealError::ContentTooLong)?;
    let mut sealed = Vec::with_capacity(total);
    sealed.extend_from_slice(salt);
    sealed.extend_from_slice(&commitment);
    for index in 0..=padded.len() / CHUNK as u64 {
        let offset = index * CHUNK as u64;
        let count = usize::try_from(padded.len() - offset).map_or(CHUNK, |left| left.min(CHUNK));
        let start = sealed.len();
        padded.append(offset, count, &mut sealed);
        let chunk = sealed.get_mut(start..).ok_or(SealError::ContentTooLong)?;
        let tag = cipher.seal(index, chunk)?;
        sealed.extend_from_slice(&tag);
    }
    Ok(sealed)
}

/// Opens bytes sealed under `key` for the place `context`, in place: nothing is released before all of it is authenticated.
pub(crate) fn open(key: &[u8; 32], context: &[u8], sealed: Vec<u8>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let mut buffer = Zeroizing::new(sealed);
    let (salt, rest) = buffer.split_first_chunk::<SALT>().ok_or(OpenError::Truncated)?;
    let (commitment, _) = rest.split_first_chunk::<COMMITMENT>().ok_or(OpenError::Truncated)?;
    let (cipher, expected) = MessageCipher::derive(key, salt, context);
    if !bool::from(expected.ct_eq(commitment)) {
        return Err(OpenError::CommitmentMismatch);
    }
    let (mut from, mut to) = (SALT + COMMITMENT, 0);
    for index in 0.. {
        let left = buffer.len() - from;
        let last = left < CHUNK + TAG;
        let count = left.min(CHUNK + TAG).checked_sub(TAG).ok_or(OpenError::Truncated)?;
        let chunk = buffer.get_mut(from..from + count + TAG).ok_or(OpenError::Truncated)?;
        let (content, tag) = chunk.split_last_chunk_mut::<TAG>().ok_or(OpenError::Truncated)?;
        cipher.open(index, content, tag)?;
        buffer.copy_within(from..from + count, to);
        (from, to) = (from + count + TAG, to + count);
        if last {
            break;
        }
    }
    buffer.truncate(to);
    Ok(buffer)
}

/// AES-256-GCM and base nonce of one message.
struct MessageCipher {
    aead: Aes256Gcm,
    base: [u8; 12],
}

impl MessageCipher {
    fn derive(key: &[u8; 32], salt: &[u8; SALT], context: &[u8]) -> (Self, [u8; COMMITMENT]) {
        // HKDF-Expand by hand, two blocks: the crate `hkdf` refuses a pseudo-random key of 32 bytes, which is what this format uses.
        let first = expand_block(key, &[], salt, context, 1);
        let second = expand_block(key, first.as_slice(), salt, context, 2);
        let output = || first.iter().chain(second.iter()).copied();
        let mut aead_key = Zeroizing::new([0; 32]);
        let mut base = [0; 12];
        let mut commitment = [0; COMMITMENT];
        aead_key.iter_mut().chain(&mut base).chain(&mut commitment).zip(output()).for_each(|(target, byte)| *target = byte);
        (Self { aead: Aes256Gcm::new((&*aead_key).into()), base }, commitment)
    }

    fn nonce(&self, index: u64) -> Nonce<<Aes256Gcm as aes_gcm::aead::AeadCore>::NonceSize> {
        // The counter has 40 bits; MAX_CONTENT keeps it below 18.
        let mut nonce = self.base;
        nonce.iter_mut().rev().zip(index.to_le_bytes()).take(5).for_each(|(byte, counter)| *byte ^= counter);
        nonce.into()
    }

    fn seal(&self, index: u64, chunk: &mut [u8]) -> Result<[u8; TAG], SealError> {
        let tag = self.aead.encrypt_inout_detached(&self.nonce(index), &[], chunk.into());
        tag.map(Into::into).map_err(|_| SealError::ContentTooLong)
    }

    fn open(&self, index: u64, chunk: &mut [u8], tag: &[u8; TAG]) -> Result<(), OpenError> {
        let tag = Tag::from(*tag);
        self.aead.decrypt_inout_detached(&self.nonce(index), &[], chunk.into(), &tag).map_err(|_| OpenError::ChunkRejected { chunk: index })
    }
}

fn expand_block(key: &[u8; 32], previous: &[u8], salt: &[u8], context: &[u8], number: u8) -> Zeroizing<[u8; 64]> {
    let mut mac = <Hmac<Sha512> as KeyInit>::new(&hmac_key(key));
    for part in [previous, INFO, salt, context, &[number]] {
        mac.update(part);
    }
    Zeroizing::new(mac.finalize().into_bytes().into())
}

/// HMAC pads a key shorter than its block of 128 bytes with zeros (RFC 2104); doing so here keeps a fallible constructor out of the path.
fn hmac_key(key: &[u8; 32]) -> hmac::digest::Key<Hmac<Sha512>> {
    let mut block = hmac::digest::Key::<Hmac<Sha512>>::default();
    block.iter_mut().zip(key).for_each(|(target, byte)| *target = *byte);
    block
}
