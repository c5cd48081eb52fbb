//! A destination's own RSA key. In: a JWK (RFC 7517, 7518 § 6.3.2), as FIT-Connect's portal and its tools write it. Out: opening and signing. Neither printed nor
//! logged; kept as PKCS #8 (RFC 5208), which is what the library reads.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::RSA_PSS_SHA512;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// 4096 bits.
const LEAST_BYTES: usize = 512;

/// What a key is for, in the words of a JWK.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Opens submissions.
    Unwrap,
    /// Signs events.
    Sign,
}

/// Why a private key is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PrivateKeyError {
    /// It is no private JWK of RSA.
    #[error("it is no private RSA key as JWK")]
    NotAKey,
    /// `alg` or `key_ops` say that it is for something else.
    #[error("the key is for something else (alg, key_ops)")]
    OtherUse,
    /// Fewer than 4096 bits.
    #[error("the key has fewer than 4096 bits")]
    TooShort,
    /// The library refused it, or what it was to open.
    #[error("the key cannot be used")]
    Unusable,
}

/// A private key with its name.
#[derive(Clone, Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
pub(crate) struct PrivateKey {
    kid: String,
    /// PKCS #8, base64url.
    pkcs8: String,
}

#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
struct PrivateJwk {
    kty: String,
    kid: String,
    #[serde(default)]
    alg: Option<String>,
    #[serde(default)]
    key_ops: Vec<String>,
    n: String,
    e: String,
    d: String,
    p: String,
    q: String,
    dp: String,
    dq: String,
    qi: String,
}

impl PrivateKey {
    /// Reads a JWK and checks that it is one for this use.
    pub(crate) fn from_jwk(json: &[u8], purpose: Use) -> Result<Self, PrivateKeyError> {
        let jwk: PrivateJwk = serde_json::from_slice(json).map_err(|_| PrivateKeyError::NotAKey)?;
        if jwk.kty != "RSA" || jwk.kid.is_empty() {
            return Err(PrivateKeyError::NotAKey);
        }
        let (algorithm, operations): (&str, &[&str]) = match purpose {
            Use::Unwrap => ("RSA-OAEP-256", &["unwrapKey", "decrypt"]),
            Use::Sign => ("PS512", &["sign"]),
        };
        let is_other = jwk.alg.as_deref().is_some_and(|alg| alg != algorithm)
            || jwk.key_ops.iter().any(|operation| !operations.contains(&operation.as_str()));
        if is_other {
            return Err(PrivateKeyError::OtherUse);
        }
        let pkcs8 = pkcs8(&jwk).ok_or(PrivateKeyError::NotAKey)?;
        let key = Self { kid: jwk.kid.clone(), pkcs8: Base64UrlUnpadded::encode_string(&pkcs8) };
        if key.pair()?.public_modulus_len() < LEAST_BYTES {
            return Err(PrivateKeyError::TooShort);
        }
        Ok(key)
    }

    /// Its name, as headers have it.
    pub(crate) fn kid(&self) -> &str {
        &self.kid
    }

    /// Opens a content key (RSA-OAEP with SHA-256).
    pub(crate) fn unwrap(&self, wrapped: &[u8]) -> Result<Zeroizing<Vec<u8>>, PrivateKeyError> {
        let key = PrivateDecryptingKey::from_pkcs8(&self.der()?).map_err(|_| PrivateKeyError::Unusable)?;
        let key = OaepPrivateDecryptingKey::new(key).map_err(|_| PrivateKeyError::Unusable)?;
        let mut room = Zeroizing::new(vec![0; key.min_output_size()]);
        let opened = key.decrypt(&OAEP_SHA256_MGF1SHA256, wrapped, &mut room, None).map_err(|_| PrivateKeyError::Unusable)?;
        Ok(Zeroizing::new(opened.to_vec()))
    }

    /// Signs (RSASSA-PSS with SHA-512: PS512).
    pub(crate) fn sign(&self, message: &[u8]) -> Result<Vec<u8>, PrivateKeyError> {
        let pair = self.pair()?;
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PSS_SHA512, &SystemRandom::new(), message, &mut signature).map_err(|_| PrivateKeyError::Unusable)?;
        Ok(signature)
    }

    fn pair(&self) -> Result<KeyPair, PrivateKeyError> {
        KeyPair::from_pkcs8(&self.der()?).map_err(|_| PrivateKeyError::Unusable)
    }

    fn der(&self) -> Result<Zeroizing<Vec<u8>>, PrivateKeyError> {
        Base64UrlUnpadded::decode_vec(&self.pkcs8).map(Zeroizing::new).map_err(|_| PrivateKeyError::NotAKey)
    }
}

impl std::fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PrivateKey({}, …)", self.kid)
    }
}

/// RSAPrivateKey (RFC 8017, A.1.2) in PrivateKeyInfo (RFC 5208 § 5), DER.
fn pkcs8(jwk: &PrivateJwk) -> Option<Zeroizing<Vec<u8>>> {
    /// `rsaEncryption` with its NULL parameters.
    const ALGORITHM: [u8; 15] = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    const VERSION: [u8; 3] = [0x02, 0x01, 0x00];
    let mut key = Zeroizing::new(VERSION.to_vec());
    for number in [&jwk.n, &jwk.e, &jwk.d, &jwk.p, &jwk.q, &jwk.dp, &jwk.dq, &jwk.qi] {
        let bytes = Zeroizing::new(Base64UrlUnpadded::decode_vec(number).ok()?);
        let significant = bytes.iter().position(|byte| *byte != 0).and_then(|first| bytes.get(first..))?;
        // An INTEGER whose first bit is set would be negative.
        let padded = Zeroizing::new([if significant.first()? >= &0x80 { &[0][..] } else { &[] }, significant].concat());
        element(0x02, &padded, &mut key);
    }
    let mut rsa = Zeroizing::new(Vec::new());
    element(0x30, &key, &mut rsa);
    let mut info = Zeroizing::new([VERSION.as_slice(), &ALGORITHM].concat());
    element(0x04, &rsa, &mut info);
    let mut der = Zeroizing::new(Vec::new());
    element(0x30, &info, &mut der);
    Some(der)
}

/// One element with a definite length.
fn element(tag: u8, content: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    let length = (content.len() as u64).to_be_bytes();
    let significant: Vec<u8> = length.iter().copied().skip_while(|byte| *byte == 0).collect();
    if content.len() < 0x80 {
        out.push(significant.first().copied().unwrap_or_default());
    } else {
        out.push(0x80 | u8::try_from(significant.len()).unwrap_or(8));
        out.extend_from_slice(&significant);
    }
    out.extend_from_slice(content);
}

#[cfg(test)]
mod tests {
    use super::*;

    const PKCS8: &[u8] = include_bytes!("../../tests/private/fit_connect/enc.pk8");
    const JWK: &str = include_str!("../../tests/private/fit_connect/enc.jwk");

    #[test]
    fn a_jwk_becomes_the_key_it_is() {
        let key = PrivateKey::from_jwk(JWK.as_bytes(), Use::Unwrap).unwrap();
        assert_eq!((key.kid(), key.der().unwrap().as_slice()), ("verschluesseln-1", PKCS8));
        assert_eq!(format!("{key:?}"), "PrivateKey(verschluesseln-1, …)");
    }

    #[test]
    fn a_key_for_something_else_or_without_its_private_part_is_refused() {
        let refused = |json: &str, purpose| PrivateKey::from_jwk(json.as_bytes(), purpose).unwrap_err();
        assert_eq!(refused(JWK, Use::Sign), PrivateKeyError::OtherUse);
        assert_eq!(refused(&JWK.replace("unwrapKey", "wrapKey"), Use::Unwrap), PrivateKeyError::OtherUse);
        assert_eq!(refused(&JWK.replace("\"d\"", "\"x\""), Use::Unwrap), PrivateKeyError::NotAKey);
        assert_eq!(refused(&JWK.replace("\"AQAB\"", "\"Aw\""), Use::Unwrap), PrivateKeyError::Unusable);
        assert_eq!(refused("{}", Use::Unwrap), PrivateKeyError::NotAKey);
    }
}
