//! What others submit to destinations of one's own: metadata, data, files, each a JWE. In: a JWE with the key to this one alone, and the schema that its content is held
//! against. Out: its content with what is needed of it, or the name of what is wrong, as FIT-Connect's API has it. Runs in the confined child process, as
//! all reading of strangers' answers does.

pub(crate) mod metadata;
pub(crate) mod reading_back;

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use vordruck_contract::fit_connect::Hash;
use vordruck_contract::postbox::Section;
use zeroize::Zeroizing;

use super::work::OwnFailure;
use crate::fit_connect::jwe::{self, ContentKey, JweFault};
use crate::fit_connect::sha512;
pub(crate) use metadata::Metadata;

/// Longest data and metadata in bytes. Parsed they take many times their length, and the process that reads has 512 megabytes unless somebody gives it more.
const MOST_PARSED: usize = 8 << 20;
/// Most elements and texts of XML, for the same reason.
const MOST_NODES: u32 = 1_000_000;

/// What is to be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ForeignKind {
    /// What describes a submission.
    Metadata,
    /// What is submitted, as JSON.
    Data,
    /// What is submitted, as XML: whether it is any.
    Xml,
    /// A file that came along: opened only.
    File,
}

/// Something that others sealed for us.
pub struct Foreign {
    /// What it is.
    pub(crate) kind: ForeignKind,
    /// A compact JWE.
    pub(crate) jwe: String,
    /// Opens this one.
    pub(crate) key: ContentKey,
    /// What its content has to have, if that is known.
    pub(crate) hash: Option<Hash>,
    /// A JSON Schema that it has to fit, as bytes.
    pub(crate) schema: Option<Arc<Vec<u8>>>,
}

/// What it comes to.
pub struct ForeignReading {
    /// What is needed of it.
    pub(crate) content: ForeignContent,
    /// All of it; nothing if it did not open or is wrong.
    pub(crate) bytes: Zeroizing<Vec<u8>>,
}

/// What is needed, on both ends of the pipe.
#[derive(Serialize, Deserialize)]
pub(crate) enum ForeignContent {
    /// It describes a submission.
    Metadata(Box<Metadata>),
    /// The data for people, with the names they have themselves.
    Data(Vec<Section>),
    /// It is XML.
    Xml,
    /// A file.
    File,
    /// It does not open, for this reason.
    Sealed(JweFault),
    /// It is wrong in this way.
    Wrong(ForeignFault),
}

/// What is wrong, by the names of FIT-Connect's problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ForeignFault {
    /// It is no JSON, or no XML, or too long to be read as such.
    SyntaxViolation,
    /// It does not fit its schema.
    SchemaViolation,
    /// It does not say which schema it follows.
    MissingSchema,
    /// It follows one that is not known here.
    UnsupportedSchema,
    /// It is not what was described.
    HashMismatch,
}

impl ForeignFault {
    /// The name in the API's list of problems.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::SyntaxViolation => "syntax-violation",
            Self::SchemaViolation => "schema-violation",
            Self::MissingSchema => "missing-schema",
            Self::UnsupportedSchema => "unsupported-schema",
            Self::HashMismatch => "hash-mismatch",
        }
    }
}

/// Opens and reads.
pub(super) fn read(
    kind: ForeignKind,
    jwe: &[u8],
    key: &ContentKey,
    hash: Option<&Hash>,
    schema: Option<&[u8]>,
) -> Result<ForeignReading, OwnFailure> {
    let opened = std::str::from_utf8(jwe).map_err(|_| JweFault::Malformed).and_then(|jwe| jwe::open(jwe, key));
    let (content, bytes) = match opened {
        Err(fault) => (ForeignContent::Sealed(fault), Zeroizing::default()),
        Ok(bytes) if hash.is_some_and(|hash| !hash.is_sha512(&sha512(&bytes))) => {
            (ForeignContent::Wrong(ForeignFault::HashMismatch), Zeroizing::default())
        }
        Ok(bytes) => (content(kind, &bytes, schema)?, bytes),
    };
    // What is wrong is wanted by nobody, however much it is.
    let bytes = if matches!(content, ForeignContent::Wrong(_)) { Zeroizing::default() } else { bytes };
    Ok(ForeignReading { content, bytes })
}

fn content(kind: ForeignKind, bytes: &[u8], schema: Option<&[u8]>) -> Result<ForeignContent, OwnFailure> {
    match kind {
        ForeignKind::Metadata | ForeignKind::Data => json(kind, bytes, schema),
        ForeignKind::Xml if is_xml(bytes) => Ok(ForeignContent::Xml),
        ForeignKind::Xml => Ok(ForeignContent::Wrong(ForeignFault::SyntaxViolation)),
        ForeignKind::File => Ok(ForeignContent::File),
    }
}

fn json(kind: ForeignKind, bytes: &[u8], schema: Option<&[u8]>) -> Result<ForeignContent, OwnFailure> {
    let value = if bytes.len() > MOST_PARSED { None } else { serde_json::from_slice::<Value>(bytes).ok() };
    let Some(value) = value else { return Ok(ForeignContent::Wrong(ForeignFault::SyntaxViolation)) };
    // Metadata name their version first: an unknown one is no violation of ours.
    let metadata = match kind {
        ForeignKind::Metadata => match Metadata::of(&value) {
            Ok(metadata) => Some(metadata),
            Err(fault) => return Ok(ForeignContent::Wrong(fault)),
        },
        _ => None,
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

/// Whether it is XML without a document type: what declares entities is no data.
fn is_xml(bytes: &[u8]) -> bool {
    let options = roxmltree::ParsingOptions { nodes_limit: MOST_NODES, ..roxmltree::ParsingOptions::default() };
    let text = if bytes.len() > MOST_PARSED { None } else { std::str::from_utf8(bytes).ok() };
    text.is_some_and(|text| roxmltree::Document::parse_with_options(text, options).is_ok())
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

    fn wrong(kind: ForeignKind, text: &str, schema: Option<&str>) -> &'static str {
        match content(kind, text.as_bytes(), schema.map(str::as_bytes)).unwrap() {
            ForeignContent::Wrong(fault) => fault.name(),
            _ => "right",
        }
    }

    #[test]
    fn what_is_no_json_or_does_not_fit_is_told_by_the_apis_names() {
        assert_eq!(wrong(ForeignKind::Data, "{", None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Metadata, "{}", None), "missing-schema");
        assert_eq!(wrong(ForeignKind::Data, "{}", None), "right");
        let demanding = Some(r#"{ "type": "object", "required": ["a"] }"#);
        assert_eq!(wrong(ForeignKind::Data, "{}", demanding), "schema-violation");
        assert_eq!(wrong(ForeignKind::Data, r#"{ "a": 1 }"#, demanding), "right");
        assert!(content(ForeignKind::Data, b"{}", Some(b"{")).is_err(), "that is our own fault");
    }

    #[test]
    fn what_is_deeper_or_longer_than_can_be_read_is_refused_before_it_is_a_matter_of_the_machine() {
        let deep = |open: &str| open.repeat(1_000_000);
        assert_eq!(wrong(ForeignKind::Data, &deep("["), None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Metadata, &deep("{\"a\":"), None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Data, &format!("[{}0]", "0,".repeat(MOST_PARSED / 2)), None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Xml, &deep("<a>"), None), "syntax-violation");
        assert_eq!(wrong(ForeignKind::Xml, &format!("<a>{}</a>", "<b/>".repeat(MOST_NODES as usize)), None), "syntax-violation");
    }

    #[test]
    fn xml_is_what_parses_and_declares_nothing() {
        assert_eq!(wrong(ForeignKind::Xml, "<?xml version=\"1.0\"?><a><b>x</b></a>", None), "right");
        for broken in ["", "<a>", "<a></b>", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>"] {
            assert_eq!(wrong(ForeignKind::Xml, broken, None), "syntax-violation", "{broken}");
        }
    }
}
