//! JSON that others submit to destinations of one's own: metadata and data. In: bytes that were opened, and the schema that is held against them. Out: what is needed
//! of them, or the name of what is wrong, as FIT-Connect's API has it. Runs in the confined child process, as all reading of strangers' answers does.

pub(crate) mod metadata;
pub(crate) mod reading_back;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vordruck_contract::postbox::Section;
use zeroize::Zeroizing;

use super::work::OwnFailure;
pub(crate) use metadata::Metadata;

/// What is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForeignKind {
    /// What describes a submission.
    Metadata,
    /// What is submitted.
    Data,
}

/// Something that others wrote as JSON.
pub struct Foreign {
    /// What it is.
    pub kind: ForeignKind,
    /// The bytes.
    pub bytes: Zeroizing<Vec<u8>>,
    /// A JSON Schema that it has to fit, as bytes.
    pub schema: Option<Arc<Vec<u8>>>,
}

/// What it comes to.
pub struct ForeignReading(pub(crate) ForeignContent);

/// The same, on both ends of the pipe.
#[derive(Serialize, Deserialize)]
pub(crate) enum ForeignContent {
    /// It describes a submission.
    Metadata(Box<Metadata>),
    /// The data for people, with the names they have themselves.
    Data(Vec<Section>),
    /// It is wrong in this way.
    Wrong(ForeignFault),
}

/// What is wrong, by the names of FIT-Connect's problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ForeignFault {
    /// It is no JSON.
    SyntaxViolation,
    /// It does not fit its schema.
    SchemaViolation,
    /// It does not say which schema it follows.
    MissingSchema,
    /// It follows one that is not known here.
    UnsupportedSchema,
}

impl ForeignFault {
    /// The name in the API's list of problems.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SyntaxViolation => "syntax-violation",
            Self::SchemaViolation => "schema-violation",
            Self::MissingSchema => "missing-schema",
            Self::UnsupportedSchema => "unsupported-schema",
        }
    }
}

/// Reads.
pub(super) fn read(kind: ForeignKind, bytes: &[u8], schema: Option<&[u8]>) -> Result<ForeignContent, OwnFailure> {
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else { return Ok(ForeignContent::Wrong(ForeignFault::SyntaxViolation)) };
    // Metadata name their version first: an unknown one is no violation of ours.
    let metadata = match kind {
        ForeignKind::Metadata => match Metadata::of(value.clone()) {
            Ok(metadata) => Some(metadata),
            Err(fault) => return Ok(ForeignContent::Wrong(fault)),
        },
        ForeignKind::Data => None,
    };
    if let Some(schema) = schema
        && !fits(schema, &value)?
    {
        return Ok(ForeignContent::Wrong(ForeignFault::SchemaViolation));
    }
    Ok(match metadata {
        Some(metadata) => ForeignContent::Metadata(Box::new(metadata)),
        None => ForeignContent::Data(reading_back::sections(&value)),
    })
}

fn fits(schema: &[u8], value: &Value) -> Result<bool, OwnFailure> {
    // It was one when the private side started.
    let failure = |what: &str| OwnFailure(format!("the schema cannot be used: {what}"));
    let schema = serde_json::from_slice(schema).map_err(|_| failure("no JSON"))?;
    let validator = jsonschema::validator_for(&schema).map_err(|_| failure("no JSON Schema"))?;
    Ok(validator.is_valid(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_or_does_not_fit_is_told_by_the_apis_names() {
        let wrong = |kind, text: &str, schema: Option<&str>| match read(kind, text.as_bytes(), schema.map(str::as_bytes)).unwrap() {
            ForeignContent::Wrong(fault) => fault.name(),
            _ => "right",
        };
        assert_eq!(wrong(ForeignKind::Data, "{", None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Metadata, "{}", None), "missing-schema");
        assert_eq!(wrong(ForeignKind::Data, "{}", None), "right");
        let demanding = Some(r#"{ "type": "object", "required": ["a"] }"#);
        assert_eq!(wrong(ForeignKind::Data, "{}", demanding), "schema-violation");
        assert_eq!(wrong(ForeignKind::Data, r#"{ "a": 1 }"#, demanding), "right");
        assert!(read(ForeignKind::Data, b"{}", Some(b"{")).is_err(), "that is our own fault");
        // Deeper than a stack is: refused by the parser, not by the machine.
        assert_eq!(wrong(ForeignKind::Data, &"[".repeat(1_000_000), None), "syntax-violation");
    }
}
