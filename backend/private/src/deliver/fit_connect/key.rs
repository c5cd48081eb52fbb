//! Keys of destinations, believed only after every check the API asks of senders: RSA of 4096 bits or more, the right use, and a chain of certificates to the
//! PKI of the administration. In: a JWK (RFC 7517). Out: a key to seal for or to verify with, or why not.

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::PublicKeyComponents;
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use serde::Deserialize;
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use crate::clock::{UnixSeconds, unsigned};
use crate::config::FitConnectConfig;
use crate::deliver::{ChannelError, SetupError};

/// 4096 bits.
const LEAST_BYTES: usize = 512;

/// An RSA key as FIT-Connect publishes it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Jwk {
    kty: String,
    n: String,
    e: String,
    pub(super) kid: String,
    alg: String,
    #[serde(default)]
    key_ops: Vec<String>,
    #[serde(default)]
    x5c: Vec<String>,
}

/// What a key has to prove.
pub(super) enum Trust {
    /// A chain to one of these.
    Roots(Vec<TrustAnchor<'static>>),
    /// Nothing: the test environment, whose keys have no certificates of the PKI.
    Unchecked,
}

/// A key to seal for.
pub(super) struct EncryptionKey {
    pub(super) kid: String,
    pub(super) modulus: Vec<u8>,
    pub(super) exponent: Vec<u8>,
}

/// A key to verify with.
pub(super) struct SignatureKey {
    pub(super) modulus: Vec<u8>,
    pub(super) exponent: Vec<u8>,
}

impl Trust {
    pub(super) fn from_config(config: &FitConnectConfig) -> Result<Self, SetupError> {
        let Some(path) = &config.trusted_roots else { return Ok(Self::Unchecked) };
        let unreadable = || SetupError::Value("trusted_roots holds no certificates");
        let certificates = CertificateDer::pem_file_iter(path).map_err(|_| unreadable())?;
        let mut roots = Vec::new();
        for certificate in certificates {
            let certificate = certificate.map_err(|_| unreadable())?;
            roots.push(anchor_from_trusted_cert(&certificate).map_err(|_| unreadable())?.to_owned());
        }
        if roots.is_empty() { Err(unreadable()) } else { Ok(Self::Roots(roots)) }
    }
}

/// A key a sender may seal for.
pub(super) fn encryption_key(jwk: &Jwk, trust: &Trust, now: UnixSeconds) -> Result<EncryptionKey, ChannelError> {
    let (modulus, exponent) = check(jwk, "RSA-OAEP-256", "wrapKey", trust, now)?;
    Ok(EncryptionKey { kid: jwk.kid.clone(), modulus, exponent })
}

/// A key events may be verified with.
pub(super) fn signature_key(jwk: &Jwk, trust: &Trust, now: UnixSeconds) -> Result<SignatureKey, ChannelError> {
    let (modulus, exponent) = check(jwk, "PS512", "verify", trust, now)?;
    Ok(SignatureKey { modulus, exponent })
}

fn check(jwk: &Jwk, algorithm: &str, operation: &str, trust: &Trust, now: UnixSeconds) -> Result<(Vec<u8>, Vec<u8>), ChannelError> {
    let bad = |what: &str| ChannelError::NotNow(format!("the key is not one for this: {what}"));
    if jwk.kty != "RSA" || jwk.alg != algorithm {
        return Err(bad("algorithm"));
    }
    if jwk.key_ops.as_slice() != [operation] {
        return Err(bad("use"));
    }
    let (Ok(modulus), Ok(exponent)) = (Base64UrlUnpadded::decode_vec(&jwk.n), Base64UrlUnpadded::decode_vec(&jwk.e)) else {
        return Err(bad("encoding"));
    };
    if modulus.len() < LEAST_BYTES || modulus.first().is_none_or(|first| *first < 0x80) {
        return Err(bad("length"));
    }
    if exponent != [1, 0, 1] {
        return Err(bad("exponent"));
    }
    match trust {
        Trust::Unchecked => {}
        Trust::Roots(roots) => check_chain(jwk, roots, &modulus, &exponent, now).map_err(bad)?,
    }
    Ok((modulus, exponent))
}

fn check_chain(jwk: &Jwk, roots: &[TrustAnchor<'_>], modulus: &[u8], exponent: &[u8], now: UnixSeconds) -> Result<(), &'static str> {
    let chain: Vec<CertificateDer<'_>> = jwk
        .x5c
        .iter()
        .map(|text| Base64::decode_vec(text).map(CertificateDer::from))
        .collect::<Result<_, _>>()
        .map_err(|_| "certificates")?;
    let (first, others) = chain.split_first().ok_or("no certificate")?;
    let leaf = EndEntityCert::try_from(first).map_err(|_| "certificate")?;
    let components = PublicKeyComponents { n: modulus, e: exponent };
    let spki: PublicKeyX509Der<'_> = components.as_der().map_err(|_| "encoding")?;
    if leaf.subject_public_key_info().as_ref() != spki.as_ref() {
        return Err("the certificate is another key's");
    }
    let time = UnixTime::since_unix_epoch(std::time::Duration::from_secs(unsigned(now)));
    leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, roots, others, time, AnyPurpose, None, None)
        .map(drop)
        .map_err(|_| "the chain does not lead to a trusted root, or is over")
}

/// Certificates of destinations are for encryption or signatures of content, which no extended key usage names.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}
