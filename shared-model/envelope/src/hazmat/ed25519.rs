//! Ed25519 (RFC 8032). Verification is strict: no small-order keys, no second spelling of a signature.

use ed25519_dalek::{Signature, VerifyingKey};

/// Whether `signature` is the key's over `message`.
pub(crate) fn verifies(key: &[u8; 32], message: &[u8], signature: &[u8; 64]) -> bool {
    VerifyingKey::from_bytes(key).and_then(|key| key.verify_strict(message, &Signature::from_bytes(signature))).is_ok()
}

/// Public key of a seed.
#[cfg(any(feature = "at-rest", feature = "open"))]
pub(crate) fn public_key(seed: &[u8; 32]) -> [u8; 32] {
    ed25519_dalek::SigningKey::from_bytes(seed).verifying_key().to_bytes()
}

/// Signs a message.
#[cfg(any(feature = "at-rest", feature = "open"))]
pub(crate) fn sign(seed: &[u8; 32], message: &[u8]) -> [u8; 64] {
    use ed25519_dalek::Signer as _;
    ed25519_dalek::SigningKey::from_bytes(seed).sign(message).to_bytes()
}
