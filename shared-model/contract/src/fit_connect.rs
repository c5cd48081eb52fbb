//! The metadata of a submission to FIT-Connect (FITKO, metadata schema 2.1.0), as browser and private side write them for what they seal, and as far as the private side
//! reads those of others. In: hashes of what is sealed beside them, names, a reference. Out: what becomes JSON. Knows nothing of what is hashed.

use serde::{Deserialize, Serialize};

/// Where the schema of the metadata is published, without its version.
pub const METADATA_SCHEMAS: &str = "https://schema.fitko.de/fit-connect/metadata/";
/// The version that is written.
const WRITTEN: &str = "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json";

/// What describes a submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Metadata {
    #[serde(rename = "$schema")]
    schema: &'static str,
    content_structure: ContentStructure,
    additional_reference_info: ReferenceInfo,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_channel: Option<ReplyChannel>,
}

/// What there is beside the metadata.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentStructure {
    /// What is submitted; always there in what is written.
    #[serde(default)]
    pub data: Option<Data>,
    /// What is attached.
    pub attachments: Vec<Attachment>,
}

/// What is submitted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Data {
    /// Of the plaintext.
    pub hash: Hash,
    /// What it follows.
    pub submission_schema: SubmissionSchema,
}

/// What data follow.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubmissionSchema {
    /// Names the schema.
    pub schema_uri: String,
    /// `application/json` or `application/xml`.
    pub mime_type: String,
}

/// A hash of a plaintext.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hash {
    #[serde(rename = "type")]
    algorithm: String,
    content: String,
}

/// Something attached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    /// uuid4.
    pub attachment_id: String,
    /// `form` for the paper, `attachment` for what the applicant added; others have more words.
    pub purpose: String,
    /// As whoever added it named it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Media type.
    #[serde(default)]
    pub mime_type: String,
    /// Of the plaintext.
    pub hash: Hash,
}

/// What else both ends may want to quote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReferenceInfo {
    /// The sender's number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_reference: Option<String>,
    /// The day it was applied for, `2026-11-22`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub application_date: Option<String>,
}

/// How the applicant wants to be answered. Written is e-mail alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct ReplyChannel {
    e_mail: Address,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Address {
    address: String,
}

impl Metadata {
    /// Of data and what is attached. `reply_to`: an e-mail address.
    #[must_use]
    pub fn of(data: Data, attachments: Vec<Attachment>, additional_reference_info: ReferenceInfo, reply_to: Option<&str>) -> Self {
        Self {
            schema: WRITTEN,
            content_structure: ContentStructure { data: Some(data), attachments },
            additional_reference_info,
            reply_channel: reply_to.map(|address| ReplyChannel { e_mail: Address { address: address.to_owned() } }),
        }
    }
}

impl Hash {
    /// SHA-512, 128 lower-case hexadecimal digits.
    #[must_use]
    pub fn sha512(content: String) -> Self {
        Self { algorithm: "sha512".to_owned(), content }
    }

    /// Whether it is this SHA-512 (128 hexadecimal digits).
    #[must_use]
    pub fn is_sha512(&self, content: &str) -> bool {
        self.algorithm == "sha512" && self.content.eq_ignore_ascii_case(content)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_are_written_with_the_names_of_the_schema_and_read_as_they_were_written() {
        let hash = |digit: &str| Hash::sha512(digit.repeat(128));
        let submission_schema = SubmissionSchema { schema_uri: "urn:a".to_owned(), mime_type: "application/json".to_owned() };
        let data = Data { hash: hash("a"), submission_schema };
        let attachment = Attachment {
            attachment_id: "0b799252-deb9-42b0-98d3-c50d24bbafe0".to_owned(),
            purpose: "form".to_owned(),
            filename: Some("antrag.pdf".to_owned()),
            mime_type: "application/pdf".to_owned(),
            hash: hash("b"),
        };
        let info = ReferenceInfo { sender_reference: Some("ABC".to_owned()), application_date: Some("2026-11-22".to_owned()) };
        let written = serde_json::to_value(Metadata::of(data, vec![attachment], info.clone(), Some("ada@beispiel.example"))).unwrap();
        let expected = serde_json::json!({
            "$schema": "https://schema.fitko.de/fit-connect/metadata/2.1.0/metadata.schema.json",
            "contentStructure": {
                "data": {
                    "hash": { "type": "sha512", "content": "a".repeat(128) },
                    "submissionSchema": { "schemaUri": "urn:a", "mimeType": "application/json" },
                },
                "attachments": [{
                    "attachmentId": "0b799252-deb9-42b0-98d3-c50d24bbafe0", "purpose": "form", "filename": "antrag.pdf",
                    "mimeType": "application/pdf", "hash": { "type": "sha512", "content": "b".repeat(128) },
                }],
            },
            "additionalReferenceInfo": { "senderReference": "ABC", "applicationDate": "2026-11-22" },
            "replyChannel": { "eMail": { "address": "ada@beispiel.example" } },
        });
        assert_eq!(written, expected);
        let read: ContentStructure = serde_json::from_value(written["contentStructure"].clone()).unwrap();
        assert!(read.data.unwrap().hash.is_sha512(&"A".repeat(128)));
        assert_eq!(serde_json::from_value::<ReferenceInfo>(written["additionalReferenceInfo"].clone()).unwrap(), info);
        let silent = Metadata::of(
            Data { hash: hash("a"), submission_schema: SubmissionSchema { schema_uri: String::new(), mime_type: String::new() } },
            vec![],
            ReferenceInfo::default(),
            None,
        );
        assert!(!serde_json::to_string(&silent).unwrap().contains("null"), "what is not there is not written");
    }

    #[test]
    fn a_hash_is_of_the_right_kind_and_the_same_in_either_case() {
        let hash = |algorithm: &str| Hash { algorithm: algorithm.to_owned(), content: "ab".to_owned() };
        assert!(hash("sha512").is_sha512("AB") && !hash("sha512").is_sha512("ac") && !hash("sha256").is_sha512("ab"));
    }
}
