//! The metadata of a submission to FIT-Connect (metadata schema 2.1.0), as the browser writes them. In: hashes of what is sealed beside them. Out: JSON. The private
//! side writes the same for what it seals itself.

use super::protocol::MachineData;
use crate::client::ClientError;
use serde_json::{Value, json};
use vordruck_envelope::{OsEntropy, Pid};

const SCHEMA: &str = "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json";

/// Something attached.
pub(super) struct Attached {
    /// uuid4.
    pub(super) id: String,
    said: Value,
}

impl Attached {
    /// Draws its id. `sha512`: 128 hexadecimal digits, of the plaintext.
    pub(super) fn of(purpose: &str, name: &str, media_type: &str, sha512: String) -> Result<Self, ClientError> {
        // The one maker of UUIDs there is here; `crypto.randomUUID` is younger than some browsers.
        let id = Pid::generate(&mut OsEntropy)?.to_string();
        let said = json!({
            "attachmentId": id, "purpose": purpose, "filename": name, "mimeType": media_type, "hash": hash(&sha512),
        });
        Ok(Self { id, said })
    }
}

/// What is sent.
pub(super) struct Sending<'a> {
    /// The number people quote.
    pub(super) reference: &'a str,
    pub(super) data: &'a MachineData,
    /// hex128
    pub(super) data_hash: &'a str,
    pub(super) schema_uri: &'a str,
    pub(super) attached: &'a [Attached],
    /// An e-mail address.
    pub(super) reply_to: Option<&'a str>,
}

/// Writes the metadata.
pub(super) fn write(sending: &Sending<'_>) -> Vec<u8> {
    let Sending { reference, data, data_hash, schema_uri, attached, reply_to } = sending;
    let attached: Vec<&Value> = attached.iter().map(|attached| &attached.said).collect();
    let mut metadata = json!({
        "$schema": SCHEMA,
        "contentStructure": {
            "data": { "hash": hash(data_hash), "submissionSchema": { "schemaUri": schema_uri, "mimeType": data.media_type } },
            "attachments": attached,
        },
        "additionalReferenceInfo": { "senderReference": reference, "applicationDate": data.date },
    });
    if let (Some(address), Some(all)) = (reply_to, metadata.as_object_mut()) {
        all.insert("replyChannel".to_owned(), json!({ "eMail": { "address": address } }));
    }
    metadata.to_string().into_bytes()
}

fn hash(sha512: &str) -> Value {
    json!({ "type": "sha512", "content": sha512 })
}
