//! JWE in compact serialisation (RFC 7516 § 3.1) with RSA-OAEP-256 and A256GCM (RFC 7518 § 4.3, § 5.3). In: bytes, a media type, a key; or five parts of base64url
//! and a private key. Out: five parts; or the key of this one JWE, and with it, in the confined process, bytes. The header we write holds `alg`, `enc`, `kid`, `cty`
//! and nothing else, since version 2 of the API forbids `zip`; senders of version 1 set it, so what comes compressed is read, up to a limit.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey, PublicKeyComponents};
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::key::EncryptionKey;
use super::private_key::PrivateKey;
use crate::clock::Rng;
use crate::deliver::ChannelError;

/// Most bytes that something compressed may become.
pub(crate) const MOST_INFLATED: usize = 64 << 20;

/// Most characters of a header, and of a wrapped key: a key of 16 384 bits wraps into 2 731, and a header names a key and three algorithms.
const MOST_CHARACTERS: usize = 4_096;
/// Bytes of a content key of A256GCM.
const CONTENT_KEY: usize = 32;

/// What a JWE did not open for. The texts say nothing of what is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
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

/// Opens one JWE, and no other.
#[derive(Clone)]
pub(crate) struct ContentKey(Zeroizing<[u8; CONTENT_KEY]>);

impl ContentKey {
    pub(crate) fn from_bytes(bytes: [u8; CONTENT_KEY]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    pub(crate) fn expose(&self) -> &[u8; CONTENT_KEY] {
        &self.0
    }
}

/// The content key of a JWE, unwrapped with whichever of our keys its header names. Nothing of it is read but header and wrapped key, both short.
pub(crate) fn unwrap<'k>(jwe: &str, keys: impl IntoIterator<Item = &'k PrivateKey>) -> Result<ContentKey, JweFault> {
    let mut parts = jwe.split('.');
    let (Some(header), Some(wrapped)) = (parts.next(), parts.next()) else { return Err(JweFault::Malformed) };
    let header = Header::read(header)?;
    let key = keys.into_iter().find(|key| key.kid() == header.kid).ok_or(JweFault::UnknownKey)?;
    let content_key = key.unwrap(&short(wrapped)?).map_err(|_| JweFault::NotOpened)?;
    let content_key: &[u8; CONTENT_KEY] = content_key.as_slice().try_into().map_err(|_| JweFault::NotOpened)?;
    Ok(ContentKey::from_bytes(*content_key))
}

/// Opens. What comes out of it is a stranger's: this runs where reading does.
pub(crate) fn open(jwe: &str, key: &ContentKey) -> Result<Zeroizing<Vec<u8>>, JweFault> {
    // A sixth part is enough to say that they are not five.
    let parts: Vec<&str> = jwe.splitn(6, '.').collect();
    let [header_text, _, nonce, sealed, tag] = parts.as_slice() else { return Err(JweFault::Malformed) };
    let header = Header::read(header_text)?;
    let key = UnboundKey::new(&AES_256_GCM, key.expose()).map(LessSafeKey::new).map_err(|_| JweFault::NotOpened)?;
    let nonce = Nonce::try_assume_unique_for_key(&short(nonce)?).map_err(|_| JweFault::Malformed)?;
    // The tag is the whole 128 bits; a shorter one is none of A256GCM.
    let (mut content, tag) = (Zeroizing::new(bytes(sealed)?), short(tag)?);
    if tag.len() != 16 {
        return Err(JweFault::Malformed);
    }
    content.extend_from_slice(&tag);
    let length = key.open_in_place(nonce, Aad::from(header_text.as_bytes()), &mut content).map_err(|_| JweFault::NotOpened)?.len();
    content.truncate(length);
    if !header.is_compressed() {
        return Ok(content);
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(&content, MOST_INFLATED).map(Zeroizing::new).map_err(|_| JweFault::Compression)
}

impl Header {
    /// One of FIT-Connect's, by what it says.
    fn read(text: &str) -> Result<Self, JweFault> {
        let header: Self = serde_json::from_slice(&short(text)?).map_err(|_| JweFault::Malformed)?;
        let is_known = header.alg == "RSA-OAEP-256" && header.enc == "A256GCM" && header.crit.is_none();
        let is_packed_as_known = header.zip.as_deref().is_none_or(|zip| zip == "DEF");
        if is_known && is_packed_as_known { Ok(header) } else { Err(JweFault::Algorithm) }
    }

    fn is_compressed(&self) -> bool {
        self.zip.is_some()
    }
}

fn short(text: &str) -> Result<Vec<u8>, JweFault> {
    if text.len() > MOST_CHARACTERS { Err(JweFault::Malformed) } else { bytes(text) }
}

fn bytes(text: &str) -> Result<Vec<u8>, JweFault> {
    Base64UrlUnpadded::decode_vec(text).map_err(|_| JweFault::Malformed)
}

/// The authentication tag, as events name it.
pub(crate) fn tag(jwe: &str) -> String {
    jwe.rsplit('.').next().unwrap_or_default().to_owned()
}

fn base64url(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}
