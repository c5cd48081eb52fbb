//! A sender of another make: seals with its own code, and does each thing wrongly once. In: data, attachments, what is to be wrong. Out: a submission as the delivery
//! service keeps it.

use std::collections::BTreeMap;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rsa::{KeyPair, OAEP_SHA256_MGF1SHA256, OaepPublicEncryptingKey, PublicEncryptingKey};
use aws_lc_rs::signature::KeyPair as _;
use base64ct::{Base64UrlUnpadded, Encoding as _};
use serde_json::{Value, json};

use super::stand_in::{Submission, sha512};

const ENC: &[u8] = include_bytes!("enc.pk8");
pub(super) const LEIKA: &str = "urn:de:fim:leika:leistung:99108001001000";

/// A submission to be.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) header: Value,
    pub(super) metadata: Value,
    pub(super) data: Vec<u8>,
    /// Stands in the place of the data as if they had been compressed to it.
    pub(super) packed: Option<Vec<u8>>,
    /// Id, media type, content.
    pub(super) attachments: Vec<(String, String, Vec<u8>)>,
    pub(super) identifier: String,
}

impl Draft {
    /// A right one.
    pub(super) fn of(schema_uri: &str, data: &Value) -> Self {
        let data = data.to_string().into_bytes();
        let metadata = json!({
            "$schema": "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json",
            "contentStructure": {
                "data": { "hash": { "type": "sha512", "content": sha512(&data) }, "submissionSchema": { "schemaUri": schema_uri, "mimeType": "application/json" } },
                "attachments": [],
            },
            "replyChannel": { "eMail": { "address": "ada@beispiel.example" } },
            "additionalReferenceInfo": { "senderReference": "AZ 4711", "applicationDate": "2026-11-22" },
        });
        let header = json!({ "alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "verschluesseln-1" });
        Self { header, metadata, data, packed: None, attachments: Vec::new(), identifier: LEIKA.to_owned() }
    }

    /// With an attachment.
    pub(super) fn with(mut self, id: &str, purpose: &str, name: &str, content: &[u8]) -> Self {
        let described = json!({
            "attachmentId": id, "purpose": purpose, "filename": name, "mimeType": "application/pdf",
            "hash": { "type": "sha512", "content": sha512(content) },
        });
        self.metadata["contentStructure"]["attachments"].as_array_mut().unwrap().push(described);
        self.attachments.push((id.to_owned(), "application/pdf".to_owned(), content.to_vec()));
        self
    }

    /// Changed before it is sealed.
    pub(super) fn but(mut self, change: impl FnOnce(&mut Self)) -> Self {
        change(&mut self);
        self
    }

    /// With compressed data that become larger than anybody reads.
    pub(super) fn bomb(mut self) -> Self {
        self.header["zip"] = json!("DEF");
        self.packed = Some(bomb(65 << 20));
        self
    }

    pub(super) fn seal(&self) -> Submission {
        let metadata = self.metadata.to_string();
        let data = match &self.packed {
            Some(packed) => self.sealed("application/json", packed.clone()),
            None => self.jwe("application/json", &self.data),
        };
        let attachments: BTreeMap<String, String> =
            self.attachments.iter().map(|(id, media_type, content)| (id.clone(), self.jwe(media_type, content))).collect();
        Submission {
            announced: attachments.keys().cloned().collect(),
            attachments,
            sealed: Some((self.jwe("application/json", metadata.as_bytes()), data)),
            identifier: self.identifier.clone(),
            ..Submission::default()
        }
    }

    fn jwe(&self, media_type: &str, content: &[u8]) -> String {
        let is_compressed = self.header["zip"] == "DEF";
        self.sealed(media_type, if is_compressed { miniz_oxide::deflate::compress_to_vec(content, 6) } else { content.to_vec() })
    }

    fn sealed(&self, media_type: &str, content: Vec<u8>) -> String {
        let mut header = self.header.clone();
        header["cty"] = json!(media_type);
        let header = Base64UrlUnpadded::encode_string(header.to_string().as_bytes());
        let content_key: [u8; 32] = std::array::from_fn(|n| u8::try_from(n * 7).unwrap());
        let pair = KeyPair::from_pkcs8(ENC).unwrap();
        let public = PublicEncryptingKey::from_der(&spki(pair.public_key().as_ref())).unwrap();
        let public = OaepPublicEncryptingKey::new(public).unwrap();
        let mut room = vec![0; public.ciphertext_size()];
        let wrapped = public.encrypt(&OAEP_SHA256_MGF1SHA256, &content_key, &mut room, None).unwrap();
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &content_key).unwrap());
        let (nonce, mut sealed) = ([7; 12], content);
        let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(header.as_bytes()), &mut sealed).unwrap();
        let text = Base64UrlUnpadded::encode_string;
        [header, text(wrapped), text(&nonce), text(&sealed), text(tag.as_ref())].join(".")
    }
}

/// DEFLATE (RFC 1951) of at least so many zero bytes: one block with fixed codes, a zero, and then the same 258 bytes from one byte before, again and again.
fn bomb(bytes: usize) -> Vec<u8> {
    // First bits first: not the last block and fixed codes; the literal 0; length 258 (code 285) and distance 1 (code 0); the end of the block.
    let (begin, zero, again, end) = ("010", "00110000", "1100010100000", "0000000");
    let last = "110";
    let bits = [begin, zero].into_iter().chain(std::iter::repeat_n(again, bytes / 258 + 1)).chain([end, last, end]);
    let mut packed = Vec::new();
    for (place, bit) in bits.flat_map(str::bytes).enumerate() {
        if place % 8 == 0 {
            packed.push(0);
        }
        *packed.last_mut().unwrap() |= (bit - b'0') << (place % 8);
    }
    packed
}

/// SubjectPublicKeyInfo (RFC 5280 § 4.1) around an RSAPublicKey of 4096 bits.
fn spki(key: &[u8]) -> Vec<u8> {
    let bits = [&[0x03, 0x82], &u16::try_from(key.len() + 1).unwrap().to_be_bytes()[..], &[0x00], key].concat();
    let algorithm = [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let content = [&algorithm[..], &bits].concat();
    [&[0x30, 0x82], &u16::try_from(content.len()).unwrap().to_be_bytes()[..], &content].concat()
}
