//! What a receiver gets: the answers in its format, checked against its schema before anything is sent. In: a delivery. Out: bytes, or that they don't fit; never
//! with what was entered in the reason.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use vordruck_contract::postbox::AttachmentRole;

use super::{ChannelError, DeliveredFile, Delivery, Parcel, ReadableParcel, xml_schema};
use crate::config::ContentConfig;
use crate::reading::ExportFormat;

/// Why a schema can't be used.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// The file.
    #[error("the schema {path} cannot be read: {error}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// It is no JSON Schema.
    #[error("the schema {0} is no JSON Schema")]
    NotASchema(PathBuf),
}

/// Format and schema of a channel.
pub(crate) struct Content {
    pub(crate) format: ExportFormat,
    pub(crate) schema_uri: Option<String>,
    schema: Option<Schema>,
}

enum Schema {
    Json(Box<jsonschema::Validator>),
    Xml(PathBuf),
}

impl Content {
    pub(crate) fn from_config(config: &ContentConfig) -> Result<Self, SchemaError> {
        let schema = config.schema.as_deref().map(|path| Schema::read(path, config.format)).transpose()?;
        Ok(Self { format: config.format, schema_uri: config.schema_uri.clone(), schema })
    }

    /// Whether something fits the schema; without one, everything does.
    pub(crate) async fn check(&self, bytes: &[u8]) -> Result<(), ChannelError> {
        match &self.schema {
            None => Ok(()),
            Some(Schema::Json(validator)) => check_json(validator, bytes),
            Some(Schema::Xml(schema)) => xml_schema::check(schema, bytes).await,
        }
    }

    /// Whether something of strangers fits the schema, and nothing else about it; it was read as what it is before. JSON is held against its schema where it is read.
    pub(crate) async fn fits(&self, bytes: &[u8]) -> Result<bool, ChannelError> {
        match &self.schema {
            Some(Schema::Xml(schema)) => xml_schema::fits(schema, bytes).await,
            Some(Schema::Json(_)) | None => Ok(true),
        }
    }

    /// The answers, valid.
    pub(crate) async fn answers<'a>(&self, delivery: &'a Delivery) -> Result<&'a [u8], ChannelError> {
        let exports = &parcel(delivery)?.exports;
        let bytes = exports.iter().find(|(format, _)| *format == self.format).map(|(_, bytes)| bytes.as_slice());
        let bytes = bytes.ok_or(ChannelError::NotWritten)?;
        self.check(bytes).await.map(|()| bytes)
    }
}

/// The bytes of a JSON Schema that can be used.
pub(crate) fn json_schema(path: &Path) -> Result<Arc<Vec<u8>>, SchemaError> {
    Schema::read(path, ExportFormat::Json)?;
    let bytes = std::fs::read(path).map_err(|error| SchemaError::File { path: path.to_owned(), error })?;
    Ok(Arc::new(bytes))
}

/// The parcel of a delivery that can be read.
pub(crate) fn parcel(delivery: &Delivery) -> Result<&ReadableParcel, ChannelError> {
    match &delivery.parcel {
        Parcel::Readable(parcel) => Ok(parcel),
        Parcel::ForDestination(_) | Parcel::Unreadable { .. } => Err(ChannelError::NotWritten),
    }
}

/// What the applicant attached, in order. The applicant's own copy is none of the authority's business system's.
pub(crate) fn uploads(delivery: &Delivery) -> Result<Vec<&DeliveredFile>, ChannelError> {
    Ok(parcel(delivery)?.files.iter().filter(|file| file.role == AttachmentRole::Upload).collect())
}

impl Schema {
    fn read(path: &Path, format: ExportFormat) -> Result<Self, SchemaError> {
        let text = std::fs::read(path).map_err(|error| SchemaError::File { path: path.to_owned(), error })?;
        if !format.is_json() {
            return Ok(Self::Xml(path.to_owned()));
        }
        let schema = serde_json::from_slice(&text).map_err(|_| SchemaError::NotASchema(path.to_owned()))?;
        let validator = jsonschema::validator_for(&schema).map_err(|_| SchemaError::NotASchema(path.to_owned()))?;
        Ok(Self::Json(Box::new(validator)))
    }
}

fn check_json(validator: &jsonschema::Validator, bytes: &[u8]) -> Result<(), ChannelError> {
    let value = serde_json::from_slice(bytes).map_err(|_| ChannelError::NotWritten)?;
    // Where and which rule, not what stands there: messages of the validator repeat values.
    let places: Vec<String> =
        validator.iter_errors(&value).take(5).map(|error| format!("{} ({})", error.instance_path(), error.schema_path())).collect();
    if places.is_empty() { Ok(()) } else { Err(ChannelError::Mismatch(places)) }
}
