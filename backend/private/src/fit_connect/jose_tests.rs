//! `jose` (npm) as second implementation: each opens what the other seals and verifies what the other signs.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::KeyPair as _;
use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};

use super::key::{EncryptionKey, Jwk, Trust, signature_key};
use super::private_key::{PrivateKey, Use};
use super::set::{About, Answer, Claimed, Event, Problem};
use super::{Tags, jwe};
use crate::clock::{Rng, SystemRandomness};

const KEY: &[u8] = include_bytes!("../../tests/private/fit_connect/enc.pk8");
const SIGNING_KEY: &[u8] = include_bytes!("../../tests/private/fit_connect/sign.pk8");
const DESTINATION: &str = "879ee109-a690-4db8-ab32-424f064ca8f1";

fn jose(question: &Value) -> Value {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/jose/open.mjs");
    let mut node = Command::new("node").arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    node.stdin.take().unwrap().write_all(question.to_string().as_bytes()).unwrap();
    let output = node.wait_with_output().unwrap();
    assert!(output.status.success(), "node failed; is `jose` there? Run .ci/steps/test-jose");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[ignore = "needs the npm package jose: run .ci/steps/test-jose"]
fn jose_opens_what_we_seal_and_we_verify_what_it_signs() {
    let pair = KeyPair::from_pkcs8(KEY).unwrap();
    // RSAPublicKey (RFC 8017, A.1.1) of 4096 bits: nine bytes of tags and lengths, the modulus, the exponent.
    let modulus = pair.public_key().as_ref()[9..521].to_vec();
    let key = EncryptionKey { kid: "test-1".to_owned(), modulus, exponent: vec![1, 0, 1] };
    let content = "Grüße aus Łódź".repeat(10_000);
    let sealed = key.seal(content.as_bytes(), "application/json", &Rng(Arc::new(SystemRandomness))).unwrap();
    let tags = json!({ "metadata": "a", "data": jwe::tag(&sealed), "attachments": { "x": "y" } });
    let claims = json!({
        "iss": DESTINATION, "sub": "submission:s-1", "txn": "case:c-1",
        "events": { "https://schema.fitko.de/fit-connect/events/accept-submission": { "authenticationTags": tags } },
    });
    let answer = jose(&json!({ "key": Base64::encode_string(KEY), "jwe": sealed, "claims": claims }));
    assert_eq!(answer["header"], json!({ "alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "test-1", "cty": "application/json" }));
    assert_eq!(Base64::decode_vec(answer["content"].as_str().unwrap()).unwrap(), content.as_bytes());

    let jwk: Jwk = serde_json::from_value(answer["jwk"].clone()).unwrap();
    let verifier = signature_key(&jwk, &Trust::TestEnvironment, 0).unwrap();
    let event = answer["event"].as_str().unwrap();
    let tags: Tags = serde_json::from_value(tags).unwrap();
    let verify = |submission: &str| Claimed::read(event).unwrap().verify(&verifier, DESTINATION, submission, "c-1");
    assert_eq!(verify("s-1").unwrap(), Event::Accepted { tags, is_destination: true });
    assert!(verify("s-2").is_err());
}

#[test]
#[ignore = "needs the npm package jose: run .ci/steps/test-jose"]
fn we_open_what_jose_seals_and_jose_verifies_what_we_sign() {
    let content = "Grüße aus Łódź".repeat(10_000);
    let own = PrivateKey::from_jwk(include_bytes!("../../tests/private/fit_connect/enc.jwk"), Use::Unwrap).unwrap();
    let signing = PrivateKey::from_jwk(include_bytes!("../../tests/private/fit_connect/sign.jwk"), Use::Sign).unwrap();
    let about = About { destination: DESTINATION, submission: "s-1", case: "c-1" };
    let problem = Problem { name: "schema-violation", instance: "data".to_owned() };
    let event = Answer::Reject(vec![problem]).sign(about, "4ac47caa-bce1-435a-b04f-3322b224b32e", 1_700_000_000, &signing).unwrap();
    let answer = jose(&json!({
        "seal": { "content": Base64::encode_string(content.as_bytes()), "kid": own.kid(), "pkcs8": Base64::encode_string(KEY) },
        "verify": { "event": event, "pkcs8": Base64::encode_string(SIGNING_KEY) },
    }));
    let sealed = answer["sealed"].as_str().unwrap();
    assert_eq!(jwe::open(sealed, &jwe::unwrap(sealed, [&own]).unwrap()).unwrap().as_slice(), content.as_bytes());
    assert_eq!(answer["header"], json!({ "alg": "PS512", "kid": "pruefen-1", "typ": "secevent+jwt" }));
    let claims = &answer["claims"];
    assert_eq!((&claims["iss"], &claims["sub"], &claims["txn"]), (&json!(DESTINATION), &json!("submission:s-1"), &json!("case:c-1")));
    let problems = &claims["events"]["https://schema.fitko.de/fit-connect/events/reject-submission"]["problems"];
    assert_eq!(problems[0]["type"], "https://schema.fitko.de/fit-connect/events/problems/schema-violation");
}
