//! `jose` (npm) as second implementation: it opens what we seal, we verify what it signs.

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;

use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::KeyPair as _;
use base64ct::{Base64, Encoding as _};
use serde_json::{Value, json};

use super::key::{EncryptionKey, Jwk, Trust, signature_key};
use super::set::{Claimed, Event};
use super::{Tags, jwe};
use crate::clock::{Rng, SystemRandomness};

const KEY: &[u8] = include_bytes!("../../../tests/private/fit_connect/enc.pk8");

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
        "iss": "879ee109-a690-4db8-ab32-424f064ca8f1", "sub": "submission:s-1", "txn": "case:c-1",
        "events": { "https://schema.fitko.de/fit-connect/events/accept-submission": { "authenticationTags": tags } },
    });
    let answer = jose(&json!({ "key": Base64::encode_string(KEY), "jwe": sealed, "claims": claims }));
    assert_eq!(answer["header"], json!({ "alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "test-1", "cty": "application/json" }));
    assert_eq!(Base64::decode_vec(answer["content"].as_str().unwrap()).unwrap(), content.as_bytes());

    let jwk: Jwk = serde_json::from_value(answer["jwk"].clone()).unwrap();
    let verifier = signature_key(&jwk, &Trust::Unchecked, 0).unwrap();
    let event = answer["event"].as_str().unwrap();
    let tags: Tags = serde_json::from_value(tags).unwrap();
    let accepted = Claimed::read(event).unwrap().verify(&verifier, true, "s-1", "c-1").unwrap();
    assert_eq!(accepted, Event::Accepted { tags, is_destination: true });
    assert!(Claimed::read(event).unwrap().verify(&verifier, true, "s-2", "c-1").is_err());
}
