//! The metadata of what others submit (FIT-Connect metadata schema, versions 1 and 2). In: bytes that were opened. Out: what is needed of them, or the problem to
//! answer with.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vordruck_contract::fit_connect::{ContentStructure, METADATA_SCHEMAS, ReferenceInfo};

use super::ForeignFault;

/// What is needed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Metadata {
    pub(crate) content_structure: ContentStructure,
    #[serde(default)]
    pub(crate) additional_reference_info: ReferenceInfo,
    /// Of whatever kinds there are.
    #[serde(default)]
    pub(crate) reply_channel: serde_json::Map<String, Value>,
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
}
