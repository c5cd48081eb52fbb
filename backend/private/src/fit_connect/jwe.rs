//! JWE in compact serialisation (RFC 7516 § 3.1) with RSA-OAEP-256 and A256GCM (RFC 7518 § 4.3, § 5.3). In: bytes, a media type, a key; or five parts of base64url
//! and a private key. Out: five parts, or bytes. The header we write holds `alg`, `enc`, `kid`, `cty` and nothing else, since version 2 of the API forbids
//! `zip`; senders of version 1 set it, so what comes compressed is read, up to a limit.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::key::EncryptionKey;
use super::private_key::PrivateKey;
use crate::clock::Rng;
use crate::deliver::ChannelError;

/// Most bytes that something compressed may become.
const MOST_INFLATED: usize = 64 << 20;

/// What a JWE did not open for. The texts say nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum JweFault {
    #[error("it is no compact JWE")]
    Malformed,
    #[error("its algorithms are not those of FIT-Connect")]
    Algorithm,
    #[error("it is sealed for a key that is not ours")]
    UnknownKey,
    #[error("it does not open")]
    NotOpened,
    #[error("compressed content becomes too large, or is broken")]
    Compression,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    kid: String,
    #[serde(default)]
    zip: Option<String>,
    #[serde(default)]
    crit: Option<serde_json::Value>,
}

impl EncryptionKey {
    /// Seals for this key, under a content key of its own.
    pub(crate) fn seal(&self, content: &[u8], media_type: &str, rng: &Rng) -> Result<String, ChannelError> {
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

/// Opens with whichever of our keys the header names.
pub(crate) fn open<'k>(jwe: &str, keys: impl IntoIterator<Item = &'k PrivateKey>) -> Result<Zeroizing<Vec<u8>>, JweFault> {
    let parts: Vec<&str> = jwe.split('.').collect();
    let [header_text, wrapped, nonce, sealed, tag] = parts.as_slice() else { return Err(JweFault::Malformed) };
    let bytes = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| JweFault::Malformed);
    let header: Header = serde_json::from_slice(&bytes(header_text)?).map_err(|_| JweFault::Malformed)?;
    let is_known = header.alg == "RSA-OAEP-256" && header.enc == "A256GCM" && header.crit.is_none();
    let is_compressed = match header.zip.as_deref() {
        None => false,
        Some("DEF") => true,
        Some(_) => return Err(JweFault::Algorithm),
    };
    if !is_known {
        return Err(JweFault::Algorithm);
    }
    let key = keys.into_iter().find(|key| key.kid() == header.kid).ok_or(JweFault::UnknownKey)?;
    let content_key = key.unwrap(&bytes(wrapped)?).map_err(|_| JweFault::NotOpened)?;
    let key = UnboundKey::new(&AES_256_GCM, &content_key).map(LessSafeKey::new).map_err(|_| JweFault::NotOpened)?;
    let nonce = Nonce::try_assume_unique_for_key(&bytes(nonce)?).map_err(|_| JweFault::Malformed)?;
    // The tag is the whole 128 bits; a shorter one is none of A256GCM.
    let (mut content, tag) = (Zeroizing::new(bytes(sealed)?), bytes(tag)?);
    if tag.len() != 16 {
        return Err(JweFault::Malformed);
    }
    content.extend_from_slice(&tag);
    let length = key.open_in_place(nonce, Aad::from(header_text.as_bytes()), &mut content).map_err(|_| JweFault::NotOpened)?.len();
    content.truncate(length);
    if !is_compressed {
        return Ok(content);
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(&content, MOST_INFLATED).map(Zeroizing::new).map_err(|_| JweFault::Compression)
}

/// The authentication tag, as events name it.
pub(crate) fn tag(jwe: &str) -> String {
    jwe.rsplit('.').next().unwrap_or_default().to_owned()
}

fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
