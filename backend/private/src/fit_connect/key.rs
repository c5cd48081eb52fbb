//! Keys of destinations, believed only after every check the API asks of senders: RSA of 4096 bits or more, the right use, and a chain of certificates to the
//! PKI of the administration. In: a JWK (RFC 7517). Out: a key to seal for or to verify with, or why not.

use std::path::Path;

use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rsa::PublicKeyComponents;
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, TrustAnchor, UnixTime};
use serde::Deserialize;
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter, anchor_from_trusted_cert};

use crate::clock::{UnixSeconds, unsigned};
use crate::deliver::{ChannelError, SetupError};

/// 4096 bits.
const LEAST_BYTES: usize = 512;
/// A day in seconds.
const DAY: i64 = 86_400;
/// How far ahead somebody asks how long a key holds.
const MOST_DAYS: i64 = 730;

/// An RSA key as FIT-Connect publishes it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Jwk {
    kty: String,
    n: String,
    e: String,
    pub(crate) kid: String,
    alg: String,
    #[serde(default)]
    key_ops: Vec<String>,
    #[serde(default)]
    x5c: Vec<String>,
}

/// What a key has to prove.
pub(crate) enum Trust {
    /// A chain to one of these.
    Roots(Vec<TrustAnchor<'static>>),
    /// Nothing: the configuration says that this is the test environment, whose keys have no certificates of the PKI. Never that of production.
    TestEnvironment,
    /// Nothing more than the address it came from: the delivery service's own keys, which have no certificates.
    KnownByAddress,
}

/// A key to seal for.
pub(crate) struct EncryptionKey {
    pub(crate) kid: String,
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
}

/// A key to verify with.
pub(crate) struct SignatureKey {
    pub(crate) modulus: Vec<u8>,
    pub(crate) exponent: Vec<u8>,
}

impl Trust {
    /// Keys are checked, or somebody has said that this is the test environment and it is not the addresses of production.
    pub(crate) fn from_config(roots: Option<&Path>, is_test: bool, submission_url: &str) -> Result<Self, SetupError> {
        match roots {
            None if !is_test => {
                Err(SetupError::Value("FIT-Connect needs trusted_roots; only with test_environment = true keys are taken unchecked"))
            }
            None if is_production(submission_url) => {
                Err(SetupError::Value("test_environment does not go with FIT-Connect's production environment; name trusted_roots"))
            }
            None => Ok(Self::TestEnvironment),
            Some(_) if is_test => Err(SetupError::Value("either trusted_roots or test_environment = true, not both")),
            Some(path) => Self::read(path),
        }
    }

    fn read(path: &Path) -> Result<Self, SetupError> {
        let unreadable = || SetupError::Value("trusted_roots holds no certificates in PEM");
        let text = std::fs::read(path).map_err(|error| SetupError::file(path, error))?;
        let certificates = CertificateDer::pem_slice_iter(&text);
        let mut roots = Vec::new();
        for certificate in certificates {
            let certificate = certificate.map_err(|_| unreadable())?;
            roots.push(anchor_from_trusted_cert(&certificate).map_err(|_| unreadable())?.to_owned());
        }
        if roots.is_empty() { Err(unreadable()) } else { Ok(Self::Roots(roots)) }
    }
}

/// Whether an address is one of FITKO's production environment (`prod.fit-connect.fitko.net` and its neighbours).
fn is_production(url: &str) -> bool {
    let host = url.parse::<reqwest::Url>().ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.strip_suffix(".fit-connect.fitko.net").is_some_and(|name| name.split(['-', '.']).any(|word| word == "prod"))
}

/// A key a sender may seal for.
pub(crate) fn encryption_key(jwk: &Jwk, trust: &Trust, now: UnixSeconds) -> Result<EncryptionKey, ChannelError> {
    let (modulus, exponent) = check(jwk, "RSA-OAEP-256", "wrapKey", trust, now)?;
    Ok(EncryptionKey { kid: jwk.kid.clone(), modulus, exponent })
}

/// The last moment, to a day, at which the chain of a key still holds, looked for at most two years ahead. The key has been checked for `now`.
pub(crate) fn holds_until(jwk: &Jwk, trust: &Trust, now: UnixSeconds) -> UnixSeconds {
    let at = |days: i64| now.saturating_add(days * DAY);
    let (mut holds, mut over) = (0, MOST_DAYS + 1);
    while over - holds > 1 {
        let middle = holds + (over - holds) / 2;
        match encryption_key(jwk, trust, at(middle)) {
            Ok(_) => holds = middle,
            Err(_) => over = middle,
        }
    }
    at(holds)
}

/// A key events may be verified with.
pub(crate) fn signature_key(jwk: &Jwk, trust: &Trust, now: UnixSeconds) -> Result<SignatureKey, ChannelError> {
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
        Trust::TestEnvironment | Trust::KnownByAddress => {}
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
    leaf.verify_for_usage(webpki::ALL_VERIFICATION_ALGS, roots, others, time, AnyPurpose, None, None).map(drop).map_err(|error| match error
    {
        webpki::Error::CertExpired { .. } => "its certificate is over; is the clock of this machine right?",
        webpki::Error::CertNotValidYet { .. } => "its certificate is not valid yet; is the clock of this machine right?",
        _ => "the chain does not lead to a trusted root; is trusted_roots that of this environment?",
    })
}

/// Certificates of destinations are for encryption or signatures of content, which no extended key usage names.
struct AnyPurpose;

impl ExtendedKeyUsageValidator for AnyPurpose {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unchecked_keys_have_to_be_asked_for_and_never_in_production() {
        let (test, prod) = ("https://test.fit-connect.fitko.dev/submission-api", "https://prod.fit-connect.fitko.net/submission-api");
        assert!(matches!(Trust::from_config(None, true, test), Ok(Trust::TestEnvironment)));
        assert!(matches!(Trust::from_config(None, true, "http://127.0.0.1:1/submission-api"), Ok(Trust::TestEnvironment)));
        assert!(Trust::from_config(None, false, test).is_err());
        assert!(
            Trust::from_config(None, true, prod).is_err()
                && Trust::from_config(None, true, "https://auth-prod.fit-connect.fitko.net").is_err()
        );
        assert!(Trust::from_config(Some(Path::new("/nowhere")), true, test).is_err());
        assert!(Trust::from_config(Some(Path::new("/nowhere")), false, test).is_err());
    }
}
