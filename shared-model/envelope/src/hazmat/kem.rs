//! `SealBase` and `OpenBase` of HPKE (RFC 9180) with MLKEM1024-P384 (0x0051, draft-ietf-hpke-pq-04), HKDF-SHA-512 and AES-256-GCM: suite `hpke-1`.
//! Hybrid, so that it stands as long as either ML-KEM-1024 or P-384 stands. Wrapped = `enc (1 665) || ct (32 + 16)`.

#[cfg(feature = "seal")]
use std::convert::Infallible;

use hpke::aead::AesGcm256;
use hpke::kdf::HkdfSha512;
use hpke::kem::MlKem1024P384;
use hpke::{Deserializable, Kem, Serializable};
#[cfg(feature = "open")]
use zeroize::Zeroizing;

#[cfg(feature = "open")]
use crate::error::OpenError;
#[cfg(feature = "seal")]
use crate::{Entropy, error::SealError};

/// Length of an encapsulation in bytes.
#[cfg(feature = "open")]
const ENCAPSULATION: usize = 1_665;

/// A public key of this suite, checked for validity.
pub(crate) struct PublicKey(<MlKem1024P384 as Kem>::PublicKey);

impl PublicKey {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        <MlKem1024P384 as Kem>::PublicKey::from_bytes(bytes).ok().map(Self)
    }
}

/// Public key of the private key with this seed.
#[cfg(feature = "open")]
pub(crate) fn public_key(seed: &[u8; 32]) -> Option<Vec<u8>> {
    let private = <MlKem1024P384 as Kem>::PrivateKey::from_bytes(seed).ok()?;
    Some(MlKem1024P384::sk_to_pk(&private).to_bytes().to_vec())
}

/// Wraps a key to a recipient.
#[cfg(feature = "seal")]
pub(crate) fn wrap(
    recipient: &PublicKey,
    info: &[u8],
    aad: &[u8],
    key: &[u8; 32],
    entropy: &mut impl Entropy,
) -> Result<Vec<u8>, SealError> {
    let mut source = Fallible { entropy, failed: false };
    let sealed = hpke::single_shot_seal_with_rng::<AesGcm256, HkdfSha512, MlKem1024P384>(
        &hpke::OpModeS::Base,
        &recipient.0,
        info,
        key,
        aad,
        &mut source,
    );
    // First the randomness: an encapsulation without it must not leave this function.
    if source.failed {
        return Err(crate::EntropyError.into());
    }
    let (encapsulated, ciphertext) = sealed.map_err(|_| SealError::RecipientKey)?;
    let mut wrapped = encapsulated.to_bytes().to_vec();
    wrapped.extend_from_slice(&ciphertext);
    Ok(wrapped)
}

/// Unwraps a key.
#[cfg(feature = "open")]
pub(crate) fn unwrap(seed: &[u8; 32], info: &[u8], aad: &[u8], wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, OpenError> {
    let (encapsulated, ciphertext) = wrapped.split_at_checked(ENCAPSULATION).ok_or(OpenError::Truncated)?;
    let private = <MlKem1024P384 as Kem>::PrivateKey::from_bytes(seed).map_err(|_| OpenError::WrapRejected)?;
    let encapsulated = <MlKem1024P384 as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| OpenError::WrapRejected)?;
    let opened = hpke::single_shot_open::<AesGcm256, HkdfSha512, MlKem1024P384>(
        &hpke::OpModeR::Base,
        &private,
        &encapsulated,
        info,
        ciphertext,
        aad,
    )
    .map(Zeroizing::new)
    .map_err(|_| OpenError::WrapRejected)?;
    opened.as_slice().try_into().map(Zeroizing::new).map_err(|_| OpenError::WrapRejected)
}

/// A source that may fail, for an interface that can't: on failure it hands out ones, which end every rejection loop, and remembers.
#[cfg(feature = "seal")]
struct Fallible<'a, E> {
    entropy: &'a mut E,
    failed: bool,
}

#[cfg(feature = "seal")]
impl<E: Entropy> hpke::rand_core::TryRng for Fallible<'_, E> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, target: &mut [u8]) -> Result<(), Infallible> {
        if self.failed || self.entropy.fill(target).is_err() {
            self.failed = true;
            target.fill(1);
        }
        Ok(())
    }
}

#[cfg(feature = "seal")]
impl<E: Entropy> hpke::rand_core::TryCryptoRng for Fallible<'_, E> {}
