//! The metadata of a submission (FIT-Connect metadata schema 2.1.0). In: a delivery and what is attached. Out: JSON, with SHA-512 of every plaintext.

use serde_json::json;

use crate::deliver::{DeliveredFile, Delivery};
use crate::fit_connect::{METADATA_SCHEMAS, sha512};

/// Something attached.
pub(super) struct Attachment<'a> {
    /// uuid4.
    pub(super) id: String,
    purpose: &'static str,
    name: String,
    pub(super) media_type: &'a str,
    pub(super) bytes: &'a [u8],
}

impl<'a> Attachment<'a> {
    /// The application as people read it.
    pub(super) fn form(id: String, pdf: &'a [u8]) -> Self {
        Self { id, purpose: "form", name: "antrag.pdf".to_owned(), media_type: "application/pdf", bytes: pdf }
    }

    /// What the applicant attached.
    pub(super) fn upload(id: String, file: &'a DeliveredFile) -> Self {
        Self { id, purpose: "attachment", name: file.name.clone(), media_type: &file.media_type, bytes: &file.bytes }
    }
}

/// What is sent.
pub(super) struct Sending<'a> {
    pub(super) delivery: &'a Delivery,
    pub(super) data: &'a [u8],
    pub(super) schema_uri: &'a str,
    pub(super) media_type: &'a str,
    pub(super) attachments: &'a [Attachment<'a>],
    /// Where the applicant wants to be answered, if the destination can.
    pub(super) reply_to: Option<&'a str>,
}

/// Writes the metadata.
pub(super) fn write(sending: &Sending<'_>) -> Vec<u8> {
    let Sending { delivery, data, schema_uri, media_type, attachments, reply_to } = sending;
    let attached: Vec<_> = attachments
        .iter()
        .map(|attachment| {
            json!({
                "attachmentId": attachment.id,
                "purpose": attachment.purpose,
                "filename": attachment.name,
                "mimeType": attachment.media_type,
                "hash": hash(attachment.bytes),
            })
        })
        .collect();
    let date = crate::clock::moment(delivery.received_at).local.date().to_string();
    let mut metadata = json!({
        "$schema": format!("{METADATA_SCHEMAS}2.1.0/metadata.schema.json"),
        "contentStructure": {
            "data": { "hash": hash(data), "submissionSchema": { "schemaUri": schema_uri, "mimeType": media_type } },
            "attachments": attached,
        },
        "additionalReferenceInfo": { "senderReference": delivery.reference, "applicationDate": date },
    });
    if let Some(address) = reply_to {
        metadata["replyChannel"] = json!({ "eMail": { "address": address } });
    }
    metadata.to_string().into_bytes()
}

fn hash(bytes: &[u8]) -> serde_json::Value {
    json!({ "type": "sha512", "content": sha512(bytes) })
}
