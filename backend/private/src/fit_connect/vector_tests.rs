//! A whole submission that `jose` (npm) made, with the answer to it: metadata, data, attachment, acceptance. Keys, plaintexts and tokens were generated once for
//! these tests and stand beside them.

use base64ct::{Base64, Encoding as _};
use serde_json::Value;

use super::key::{Jwk, Trust, encryption_key, signature_key};
use super::private_key::{PrivateKey, Use};
use super::set::{Claimed, Event};
use super::{Tags, jwe, sha512};

fn vectors() -> Value {
    serde_json::from_str(include_str!("../../tests/private/fit_connect/jose.json")).unwrap()
}

fn text<'a>(value: &'a Value, names: &[&str]) -> &'a str {
    names.iter().fold(value, |value, name| &value[*name]).as_str().unwrap()
}

#[test]
fn what_jose_sealed_opens_with_the_same_bytes_hashes_and_tags() {
    let vectors = vectors();
    let key = PrivateKey::from_jwk(vectors["privateDecryptionKey"].to_string().as_bytes(), Use::Unwrap).unwrap();
    for part in ["metadata", "data", "attachment"] {
        let sealed = text(&vectors, &[part, "jwe"]);
        let open = |jwe: &str| jwe::unwrap(jwe, [&key]).and_then(|key| jwe::open(jwe, &key));
        let opened = open(sealed).unwrap();
        assert_eq!(opened.as_slice(), Base64::decode_vec(text(&vectors, &[part, "plaintextB64"])).unwrap(), "{part}");
        assert_eq!(jwe::tag(sealed), text(&vectors, &[part, "authTag"]));
        if let Some(hash) = vectors[part]["sha512"].as_str() {
            assert_eq!(sha512(&opened), hash, "{part}");
        }
        // One character of each part changed: nothing opens.
        for (number, piece) in sealed.split('.').enumerate() {
            let changed: Vec<String> =
                sealed.split('.').enumerate().map(|(n, whole)| if n == number { change(piece) } else { whole.to_owned() }).collect();
            assert!(open(&changed.join(".")).is_err(), "{part}, part {number}");
        }
    }
}

#[test]
fn the_acceptance_that_jose_signed_names_the_tags_of_what_it_sealed() {
    let vectors = vectors();
    let jwk: Jwk = serde_json::from_value(vectors["publicSigningKey"].clone()).unwrap();
    let key = signature_key(&jwk, &Trust::TestEnvironment, 0).unwrap();
    let (jws, issuer) = (text(&vectors, &["acceptSet", "jws"]), text(&vectors, &["acceptSet", "claims", "iss"]));
    let about = |name: &str| text(&vectors, &["acceptSet", "claims", name]).split_once(':').unwrap().1.to_owned();
    let event = Claimed::read(jws).unwrap().verify(&key, issuer, &about("sub"), &about("txn")).unwrap();
    let tags = Tags {
        metadata: text(&vectors, &["metadata", "authTag"]).to_owned(),
        data: text(&vectors, &["data", "authTag"]).to_owned(),
        attachments: [(text(&vectors, &["attachment", "attachmentId"]).to_owned(), text(&vectors, &["attachment", "authTag"]).to_owned())]
            .into(),
    };
    assert_eq!(event, Event::Accepted { tags, is_destination: true });
}

#[test]
fn keys_for_one_use_are_none_for_the_other() {
    let vectors = vectors();
    let jwk = |name: &str| serde_json::from_value::<Jwk>(vectors[name].clone()).unwrap();
    let trust = Trust::TestEnvironment;
    assert!(encryption_key(&jwk("publicEncryptionKey"), &trust, 0).is_ok() && signature_key(&jwk("publicSigningKey"), &trust, 0).is_ok());
    assert!(encryption_key(&jwk("publicSigningKey"), &trust, 0).is_err() && signature_key(&jwk("publicEncryptionKey"), &trust, 0).is_err());
}

fn change(piece: &str) -> String {
    // Not the last character, whose bits may be padding.
    let other = if piece.starts_with('A') { "B" } else { "A" };
    format!("{other}{}", &piece[1..])
}
