//! Compact JWS (RFC 7515) with EdDSA over Ed25519 (RFC 8037) and nothing else: one algorithm, the expected `typ`, no header member beyond
//! `alg`, `typ`, `kid` and `jwk`. In: a payload and a key, or a token. Out: a token, or a payload that was signed.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::VerifyingKey;
use crate::codec;
use crate::hazmat::ed25519;
use crate::signature::TokenError;

/// A token longer than this is refused before anything of it is decoded. A manifest with 16 keys takes 40 kB.
const MAX_TOKEN: usize = 256 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    typ: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    jwk: Option<Jwk>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
}

/// An Ed25519 public key as a JSON Web Key (RFC 8037 § 2).
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Jwk {
    kty: String,
    crv: String,
    x: VerifyingKey,
}

/// A token taken apart, not yet believed.
pub(crate) struct Unverified<'a> {
    signed: &'a str,
    header: Header,
    payload: Vec<u8>,
    signature: [u8; 64],
}

/// Takes a token of type `typ` apart.
pub(crate) fn parse<'a>(token: &'a str, typ: &str) -> Result<Unverified<'a>, TokenError> {
    if token.len() > MAX_TOKEN {
        return Err(TokenError::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Malformed)?;
    let (header, payload) = signed.split_once('.').ok_or(TokenError::Malformed)?;
    let header = codec::vec_from_base64url(header).ok_or(TokenError::Malformed)?;
    let header: Header = serde_json::from_slice(&header).map_err(|_| TokenError::UnexpectedHeader)?;
    if header.alg != "EdDSA" || header.typ != typ {
        return Err(TokenError::UnexpectedHeader);
    }
    let payload = codec::vec_from_base64url(payload).ok_or(TokenError::Malformed)?;
    let signature = codec::from_base64url(signature).ok_or(TokenError::Malformed)?;
    Ok(Unverified { signed, header, payload, signature })
}

impl Unverified<'_> {
    /// The public key that travels in the header. Believe it only by its fingerprint.
    #[cfg(any(feature = "seal", feature = "open"))]
    pub(crate) fn enclosed_key(&self) -> Option<VerifyingKey> {
        let jwk = self.header.jwk.as_ref()?;
        (jwk.kty == "OKP" && jwk.crv == "Ed25519").then_some(jwk.x)
    }

    /// The payload, if `key` signed it.
    pub(crate) fn verify<T: DeserializeOwned>(&self, key: &VerifyingKey) -> Result<T, TokenError> {
        let kid_fits = self.header.kid.as_ref().is_none_or(|kid| *kid == key.fingerprint().to_string());
        let jwk_fits = self.header.jwk.as_ref().is_none_or(|jwk| jwk.x == *key);
        if !kid_fits || !jwk_fits {
            return Err(TokenError::UnexpectedHeader);
        }
        if !ed25519::verifies(key.as_bytes(), self.signed.as_bytes(), &self.signature) {
            return Err(TokenError::BadSignature);
        }
        serde_json::from_slice(&self.payload).map_err(|_| TokenError::Malformed)
    }
}

/// Whether the signer's public key travels with the token.
#[cfg(any(feature = "at-rest", feature = "open"))]
pub(crate) enum Carries {
    /// `kid`: the fingerprint; the reader has the key.
    #[allow(dead_code, reason = "the private side alone encloses keys")]
    Fingerprint,
    /// `jwk`: the key; the reader has the fingerprint.
    #[allow(dead_code, reason = "the public side never encloses keys")]
    Key,
}

/// Signs a payload.
#[cfg(any(feature = "at-rest", feature = "open"))]
pub(crate) fn sign(
    typ: &str,
    payload: &impl Serialize,
    key: &crate::signature::SigningKey,
    carries: &Carries,
) -> Result<String, crate::SealError> {
    let public = key.verifying_key();
    let (jwk, kid) = match carries {
        Carries::Key => (Some(Jwk { kty: "OKP".to_owned(), crv: "Ed25519".to_owned(), x: public }), None),
        Carries::Fingerprint => (None, Some(public.fingerprint().to_string())),
    };
    let header = Header { alg: "EdDSA".to_owned(), typ: typ.to_owned(), jwk, kid };
    let encode =
        |json: Result<Vec<u8>, serde_json::Error>| json.map(|json| codec::base64url(&json)).map_err(|_| crate::SealError::Serialisation);
    let signed = format!("{}.{}", encode(serde_json::to_vec(&header))?, encode(serde_json::to_vec(payload))?);
    let signature = ed25519::sign(key.expose(), signed.as_bytes());
    Ok(format!("{signed}.{}", codec::base64url(&signature)))
}
