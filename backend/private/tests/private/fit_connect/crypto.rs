//! What the stand-in signs, publishes and opens. In: claims, keys that are for these tests alone. Out: tokens, JWKs, opened content.

use std::collections::BTreeMap;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, PrivateDecryptingKey};
use aws_lc_rs::signature::{KeyPair as _, RSA_PSS_SHA512};
use base64ct::{Base64, Base64UrlUnpadded, Encoding as _};
use serde_json::{Value, json};

use super::stand_in::{CASE, DESTINATION, SUBMISSION};

/// A Security Event Token, signed by the destination or by the delivery service.
pub(super) fn event(issuer: &str, submission: usize, name: &str, payload: Value, is_broken: bool) -> String {
    let (key, kid) = if issuer == DESTINATION { (SIGN, "pruefen-1") } else { (ENC, "dienst-1") };
    let header = json!({ "typ": "secevent+jwt", "alg": "PS512", "kid": kid });
    let claims = json!({
        "$schema": "https://schema.fitko.de/fit-connect/set-payload/1.2.2/set-payload.schema.json",
        "iss": issuer, "iat": 1_622_796_532, "jti": "4ac47caa-bce1-435a-b04f-3322b224b32e",
        "sub": format!("submission:{SUBMISSION}{submission:x}"), "txn": format!("case:{CASE}"),
        "events": { format!("https://schema.fitko.de/fit-connect/events/{name}-submission"): payload },
    });
    sign(&header, &claims, key, is_broken)
}

/// A token of FIT-Connect's portal: for which services and regions a destination was set up.
pub(super) fn destination_token(destination: &str, host: &str, region: &str, is_broken: bool) -> String {
    let header = json!({ "typ": "jwt", "alg": "PS512", "kid": "portal-1" });
    let claims = json!({
        "submissionHost": host, "iss": "https://portal.example", "destinationId": destination, "iat": 1_637_863_481,
        "services": [{ "gebietIDs": [format!("urn:de:bund:destatis:bevoelkerungsstatistik:schluessel:rs:{region}")], "leistungIDs": ["urn:de:fim:leika:leistung:99108001001000"] }],
    });
    sign(&header, &claims, SIGN, is_broken)
}

fn sign(header: &Value, claims: &Value, key: &[u8], is_broken: bool) -> String {
    let part = |value: &Value| Base64UrlUnpadded::encode_string(value.to_string().as_bytes());
    let signed = format!("{}.{}", part(header), part(claims));
    let key = KeyPair::from_pkcs8(key).unwrap();
    let mut signature = vec![0; key.public_modulus_len()];
    key.sign(&RSA_PSS_SHA512, &aws_lc_rs::rand::SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
    if is_broken {
        signature[7] ^= 1;
    }
    format!("{signed}.{}", Base64UrlUnpadded::encode_string(&signature))
}

pub(super) fn jwk(key: &[u8], kid: &str, algorithm: &str, operation: &str, certificate: Option<&[u8]>) -> Value {
    let key = KeyPair::from_pkcs8(key).unwrap();
    // RSAPublicKey (RFC 8017, A.1.1) of 4096 bits: nine bytes of tags and lengths, the modulus, the exponent.
    let n = Base64UrlUnpadded::encode_string(&key.public_key().as_ref()[9..521]);
    let x5c: Vec<String> = certificate.into_iter().map(Base64::encode_string).collect();
    json!({ "kty": "RSA", "n": n, "e": "AQAB", "kid": kid, "alg": algorithm, "key_ops": [operation], "x5c": x5c })
}

/// Opens a JWE as a destination does, and refuses other headers than the API's.
pub(super) fn open(jwe: &str) -> Vec<u8> {
    let parts: Vec<&str> = jwe.split('.').collect();
    let [header, wrapped, nonce, sealed, tag] = parts.as_slice() else { panic!("not five parts") };
    let bytes = |text: &str| Base64UrlUnpadded::decode_vec(text).unwrap();
    let fields: BTreeMap<String, String> = serde_json::from_slice(&bytes(header)).unwrap();
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["alg", "cty", "enc", "kid"]);
    assert_eq!((fields["alg"].as_str(), fields["enc"].as_str(), fields["kid"].as_str()), ("RSA-OAEP-256", "A256GCM", "verschluesseln-1"));
    let private = OaepPrivateDecryptingKey::new(PrivateDecryptingKey::from_pkcs8(ENC).unwrap()).unwrap();
    let mut room = vec![0; private.min_output_size()];
    let content_key = private.decrypt(&OAEP_SHA256_MGF1SHA256, &bytes(wrapped), &mut room, None).unwrap();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, content_key).unwrap());
    let mut content = [bytes(sealed), bytes(tag)].concat();
    let nonce = Nonce::try_assume_unique_for_key(&bytes(nonce)).unwrap();
    key.open_in_place(nonce, Aad::from(header.as_bytes()), &mut content).unwrap().to_vec()
}

pub(super) const ENC: &[u8] = include_bytes!("enc.pk8");
pub(super) const SIGN: &[u8] = include_bytes!("sign.pk8");
pub(super) const ENC_CERTIFICATE: &[u8] = include_bytes!("enc.der");
pub(super) const SIGN_CERTIFICATE: &[u8] = include_bytes!("sign.der");
