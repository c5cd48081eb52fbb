//! JWS in compact serialisation (RFC 7515 § 3.1) with PS512. In: text. Out: what it claims, and whether a key signed it.

use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::RSA_PSS_2048_8192_SHA512;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::key::SignatureKey;

/// A token that may be anybody's.
pub(crate) struct Jws {
    /// The key it names.
    pub(crate) kid: String,
    signed: String,
    signature: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    typ: String,
    kid: String,
}

impl Jws {
    /// Takes a token of this type apart, and reads what it claims. Nothing of it is believed yet.
    pub(crate) fn read<T: DeserializeOwned>(jws: &str, kind: &str) -> Option<(Self, T)> {
        let (signed, signature) = jws.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let header: Header = part(header)?;
        if header.alg != "PS512" || header.typ != kind {
            return None;
        }
        let signature = Base64UrlUnpadded::decode_vec(signature).ok()?;
        Some((Self { kid: header.kid, signed: signed.to_owned(), signature }, part(claims)?))
    }

    /// Whether this key signed it.
    pub(crate) fn is_signed_by(&self, key: &SignatureKey) -> bool {
        let components = PublicKeyComponents { n: &key.modulus, e: &key.exponent };
        components.verify(&RSA_PSS_2048_8192_SHA512, self.signed.as_bytes(), &self.signature).is_ok()
    }
}

fn part<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_slice(&Base64UrlUnpadded::decode_vec(text).ok()?).ok()
}
