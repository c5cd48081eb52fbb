//! The metadata of what others submit (FIT-Connect metadata schema, versions 1 and 2). In: bytes that were opened. Out: what is needed of them, or the problem to
//! answer with.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ForeignFault;
use crate::fit_connect::METADATA_SCHEMAS;

/// What is needed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) content_structure: Structure,
    #[serde(default)]
    pub(crate) additional_reference_info: ReferenceInfo,
    #[serde(default)]
    pub(crate) reply_channel: serde_json::Map<String, Value>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Structure {
    #[serde(default)]
    pub(crate) data: Option<Data>,
    pub(crate) attachments: Vec<Attachment>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Data {
    pub(crate) hash: Hash,
    pub(crate) submission_schema: SubmissionSchema,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubmissionSchema {
    pub(crate) schema_uri: String,
    pub(crate) mime_type: String,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Hash {
    #[serde(rename = "type")]
    algorithm: String,
    content: String,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Attachment {
    pub(crate) attachment_id: String,
    pub(crate) hash: Hash,
    pub(crate) purpose: String,
    #[serde(default)]
    pub(crate) filename: Option<String>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ReferenceInfo {
    #[serde(default)]
    pub(crate) sender_reference: Option<String>,
    #[serde(default)]
    pub(crate) application_date: Option<String>,
}

impl Metadata {
    /// Checks the form of it; the whole schema is the caller's to check.
    pub(super) fn of(value: &Value) -> Result<Self, ForeignFault> {
        let schema = value.get("$schema").and_then(Value::as_str).ok_or(ForeignFault::MissingSchema)?;
        let version = schema.strip_prefix(METADATA_SCHEMAS).ok_or(ForeignFault::UnsupportedSchema)?;
        if !version.starts_with("1.") && !version.starts_with("2.") {
            return Err(ForeignFault::UnsupportedSchema);
        }
        Self::deserialize(value).map_err(|_| ForeignFault::SchemaViolation)
    }

    /// The kinds of reply channels, as the schema names them.
    pub(crate) fn reply_channels(&self) -> Vec<&str> {
        self.reply_channel.keys().map(String::as_str).collect()
    }

    /// The address to answer to, if it is one for e-mail.
    pub(crate) fn reply_address(&self) -> Option<&str> {
        ["eMail", "deMail"].into_iter().find_map(|kind| self.reply_channel.get(kind)?.get("address")?.as_str())
    }
}

impl Hash {
    /// Whether it is the SHA-512 of these bytes.
    pub(crate) fn is_of(&self, bytes: &[u8]) -> bool {
        self.algorithm == "sha512" && self.content.eq_ignore_ascii_case(&crate::fit_connect::sha512(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_metadata_has_the_name_of_the_api() {
        let problem = |text: &str| Metadata::of(&serde_json::from_str(text).unwrap()).err();
        assert_eq!(problem("{}"), Some(ForeignFault::MissingSchema));
        assert_eq!(problem(r#"{"$schema":"https://example.org/metadata.json"}"#), Some(ForeignFault::UnsupportedSchema));
        let of = |version: &str, rest: &str| format!(r#"{{"$schema":"{METADATA_SCHEMAS}{version}/metadata.schema.json"{rest}}}"#);
        assert_eq!(problem(&of("3.0.0", "")), Some(ForeignFault::UnsupportedSchema));
        assert_eq!(problem(&of("2.1.0", "")), Some(ForeignFault::SchemaViolation));
        assert_eq!(problem(&of("2.1.0", r#","contentStructure":{"attachments":[]}"#)), None);
        assert_eq!(problem(&of("1.0.0", r#","contentStructure":{"attachments":[],"more":1}"#)), None);
    }

    #[test]
    fn a_hash_is_that_of_the_content_and_of_the_right_kind() {
        let hash = |algorithm: &str, content: &str| Hash { algorithm: algorithm.to_owned(), content: content.to_owned() };
        let right = crate::fit_connect::sha512(b"x");
        assert!(hash("sha512", &right).is_of(b"x") && !hash("sha512", &right).is_of(b"y") && !hash("sha256", &right).is_of(b"x"));
    }
}
