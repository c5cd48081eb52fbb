//! The metadata of what others submit (FIT-Connect metadata schema, versions 1 and 2). In: bytes that were opened. Out: what is needed of them, or the problem to
//! answer with.

use serde::Deserialize;
use serde_json::Value;

use crate::fit_connect::METADATA_SCHEMAS;

/// What is needed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata {
    pub(super) content_structure: Structure,
    #[serde(default)]
    pub(super) additional_reference_info: ReferenceInfo,
    #[serde(default)]
    pub(super) reply_channel: serde_json::Map<String, Value>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Structure {
    #[serde(default)]
    pub(super) data: Option<Data>,
    pub(super) attachments: Vec<Attachment>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    pub(super) hash: Hash,
    pub(super) submission_schema: SubmissionSchema,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct SubmissionSchema {
    pub(super) schema_uri: String,
    pub(super) mime_type: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Hash {
    #[serde(rename = "type")]
    algorithm: String,
    content: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Attachment {
    pub(super) attachment_id: String,
    pub(super) hash: Hash,
    pub(super) purpose: String,
    #[serde(default)]
    pub(super) filename: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ReferenceInfo {
    #[serde(default)]
    pub(super) sender_reference: Option<String>,
    #[serde(default)]
    pub(super) application_date: Option<String>,
}

impl Metadata {
    /// Reads and checks the form of it; the whole schema is the caller's to check.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let value: Value = serde_json::from_slice(bytes).map_err(|_| "syntax-violation")?;
        let schema = value.get("$schema").and_then(Value::as_str).ok_or("missing-schema")?;
        let version = schema.strip_prefix(METADATA_SCHEMAS).ok_or("unsupported-schema")?;
        if !version.starts_with("1.") && !version.starts_with("2.") {
            return Err("unsupported-schema");
        }
        serde_json::from_value(value).map_err(|_| "schema-violation")
    }

    /// The kinds of reply channels, as the schema names them.
    pub(super) fn reply_channels(&self) -> Vec<&str> {
        self.reply_channel.keys().map(String::as_str).collect()
    }

    /// The address to answer to, if it is one for e-mail.
    pub(super) fn reply_address(&self) -> Option<&str> {
        ["eMail", "deMail"].into_iter().find_map(|kind| self.reply_channel.get(kind)?.get("address")?.as_str())
    }
}

impl Hash {
    /// Whether it is the SHA-512 of these bytes.
    pub(super) fn is_of(&self, bytes: &[u8]) -> bool {
        self.algorithm == "sha512" && self.content.eq_ignore_ascii_case(&crate::fit_connect::sha512(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_with_metadata_has_the_name_of_the_api() {
        let problem = |text: &str| Metadata::read(text.as_bytes()).err();
        assert_eq!(problem("{"), Some("syntax-violation"));
        assert_eq!(problem("{}"), Some("missing-schema"));
        assert_eq!(problem(r#"{"$schema":"https://example.org/metadata.json"}"#), Some("unsupported-schema"));
        let of = |version: &str, rest: &str| format!(r#"{{"$schema":"{METADATA_SCHEMAS}{version}/metadata.schema.json"{rest}}}"#);
        assert_eq!(problem(&of("3.0.0", "")), Some("unsupported-schema"));
        assert_eq!(problem(&of("2.1.0", "")), Some("schema-violation"));
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
