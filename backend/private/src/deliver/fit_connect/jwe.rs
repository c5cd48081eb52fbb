//! JWE in compact serialisation (RFC 7516 § 3.1) with RSA-OAEP-256 and A256GCM (RFC 7518 § 4.3, § 5.3). In: bytes, a media type, a key. Out: five parts of
//! base64url. The header holds `alg`, `enc`, `kid`, `cty` and nothing else; version 2 of the API forbids `zip`.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use zeroize::Zeroizing;

use super::key::EncryptionKey;
use crate::clock::Rng;
use crate::deliver::ChannelError;

impl EncryptionKey {
    /// Seals for this key, under a content key of its own.
    pub(super) fn seal(&self, content: &[u8], media_type: &str, rng: &Rng) -> Result<String, ChannelError> {
        let drawn = || Some((Zeroizing::new(rng.bytes::<32>().ok()?), rng.bytes::<12>().ok()?));
        let (key, nonce) = drawn().ok_or_else(|| ChannelError::NotNow("no randomness".to_owned()))?;
        self.seal_under(content, media_type, &key, nonce).map_err(|_| ChannelError::NotNow("it could not be sealed".to_owned()))
    }

    fn seal_under(&self, content: &[u8], media_type: &str, content_key: &[u8; 32], nonce: [u8; 12]) -> Result<String, Unspecified> {
        let header = serde_json::json!({ "alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": self.kid, "cty": media_type });
        let header = base64url(header.to_string().as_bytes());
        let components = PublicKeyComponents { n: self.modulus.as_slice(), e: self.exponent.as_slice() };
        let public: PublicEncryptingKey = components.try_into()?;
        let public = OaepPublicEncryptingKey::new(public)?;
        let mut wrapped = vec![0; public.ciphertext_size()];
        let wrapped = public.encrypt(&OAEP_SHA256_MGF1SHA256, content_key, &mut wrapped, None)?;
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, content_key)?);
        let mut sealed = content.to_vec();
        let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(header.as_bytes()), &mut sealed)?;
        Ok([header, base64url(wrapped), base64url(&nonce), base64url(&sealed), base64url(tag.as_ref())].join("."))
    }
}

/// The authentication tag, as events name it.
pub(super) fn tag(jwe: &str) -> String {
    jwe.rsplit('.').next().unwrap_or_default().to_owned()
}

fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
