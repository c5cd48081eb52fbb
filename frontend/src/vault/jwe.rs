//! Compact JWE (RFC 7516 § 3.1) with RSA-OAEP-256 and A256GCM (RFC 7518 § 4.3, § 5.3), suite `jwe-1`. In: bytes, a media type, a destination's key. Out: five parts of
//! base64url. RSA and AES are the browser's own: the content key never leaves it unwrapped, not even into this module. The header holds `alg`, `enc`, `kid`, `cty`
//! and nothing else, since version 2 of FIT-Connect's API forbids `zip`.

use crate::platform::subtle::{self, WrappingKey};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde::Serialize;
use vordruck_envelope::keys::DestinationKey;

/// Seals for one key.
pub(super) struct Sealer {
    key: WrappingKey,
    kid: String,
}

#[derive(Serialize)]
struct Header<'a> {
    alg: &'a str,
    enc: &'a str,
    kid: &'a str,
    cty: &'a str,
}

impl Sealer {
    /// None if the browser has no such cryptography, or the key is none after all.
    pub(super) async fn of(destination: &DestinationKey) -> Option<Self> {
        let modulus = Base64UrlUnpadded::encode_string(&destination.modulus);
        Some(Self { key: subtle::wrapping_key(&modulus).await?, kid: destination.kid.clone() })
    }

    /// Seals under a content key of its own.
    pub(super) async fn seal(&self, content: &[u8], media_type: &str) -> Option<String> {
        let header = Header { alg: "RSA-OAEP-256", enc: "A256GCM", kid: &self.kid, cty: media_type };
        let header = Base64UrlUnpadded::encode_string(&serde_json::to_vec(&header).ok()?);
        let sealed = subtle::seal(&self.key, header.as_bytes(), content).await?;
        let (ciphertext, tag) = sealed.content.split_at_checked(sealed.content.len().checked_sub(TAG)?)?;
        let parts = [&sealed.wrapped, &sealed.nonce[..], ciphertext, tag].map(Base64UrlUnpadded::encode_string);
        Some([header].into_iter().chain(parts).collect::<Vec<_>>().join("."))
    }
}

/// Bytes of the tag of A256GCM.
const TAG: usize = 16;
