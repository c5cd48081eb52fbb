//! The metadata of a submission (FIT-Connect metadata schema 2.1.0). In: a delivery and what is attached. Out: JSON, with SHA-512 of every plaintext.

use serde_json::json;
use sha2::{Digest as _, Sha512};

use crate::deliver::manifest::hex;
use crate::deliver::{DeliveredFile, Delivery};

/// Where the schema of the metadata is published.
const SCHEMA: &str = "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json";

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

/// Writes the metadata.
pub(super) fn write(delivery: &Delivery, data: &[u8], schema_uri: &str, media_type: &str, attachments: &[Attachment<'_>]) -> Vec<u8> {
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
    json!({
        "$schema": SCHEMA,
        "contentStructure": {
            "data": { "hash": hash(data), "submissionSchema": { "schemaUri": schema_uri, "mimeType": media_type } },
            "attachments": attached,
        },
        "additionalReferenceInfo": { "senderReference": delivery.reference, "applicationDate": date },
    })
    .to_string()
    .into_bytes()
}

fn hash(bytes: &[u8]) -> serde_json::Value {
    json!({ "type": "sha512", "content": hex(&Sha512::digest(bytes)) })
}
