//! Section `tenants.<id>.channels.<name>`, and `tenants.<id>.deliver`, which says which service takes which channels. The pages in `interfaces` show each
//! kind with a working example.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

use super::XtaConfig;
use crate::reading::ExportFormat;

/// An interface to the authority's own systems.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ChannelConfig {
    /// Into a folder that another program empties.
    Folder {
        /// The folder; it has to be there.
        path: PathBuf,
        /// In which format, checked against which schema.
        content: ContentConfig,
    },
    /// To an HTTPS address, signed.
    Webhook {
        /// The address; `http` only to this machine.
        url: String,
        /// Name of the shared secret, sent as `keyid`.
        key_id: String,
        /// A file with the shared secret, at least 32 bytes.
        secret_file: PathBuf,
        /// A PEM file with the certificate of an authority of one's own, trusted beside the system's.
        #[serde(default)]
        root_certificate: Option<PathBuf>,
        /// In which format, checked against which schema.
        content: ContentConfig,
    },
    /// Into a bucket of an S3-compatible store.
    S3(Box<S3Config>),
    /// Into a folder on an SFTP server.
    Sftp(Box<SftpConfig>),
    /// To a destination of FIT-Connect.
    FitConnect(Box<FitConnectConfig>),
    /// To an authority through an XTA server.
    Xta(Box<XtaConfig>),
}

impl ChannelConfig {
    /// What its receiver wants.
    pub(crate) fn content(&self) -> &ContentConfig {
        match self {
            Self::Folder { content, .. } | Self::Webhook { content, .. } => content,
            Self::S3(config) => &config.content,
            Self::Sftp(config) => &config.content,
            Self::FitConnect(config) => &config.content,
            Self::Xta(config) => &config.content,
        }
    }

    /// The same channel for one service: with what its receiver wants for that.
    pub(crate) fn for_service(&self, content: &ServiceContentConfig) -> Self {
        let (mut own, wanted) = (self.clone(), ContentConfig::from(content.clone()));
        match &mut own {
            Self::Folder { content, .. } | Self::Webhook { content, .. } => *content = wanted,
            Self::S3(config) => config.content = wanted,
            Self::Sftp(config) => config.content = wanted,
            Self::FitConnect(config) => config.content = wanted,
            Self::Xta(config) => config.content = wanted,
        }
        own
    }

    /// The word of `kind`.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "folder",
            Self::Webhook { .. } => "webhook",
            Self::S3(_) => "s3",
            Self::Sftp(_) => "sftp",
            Self::FitConnect(_) => "fit-connect",
            Self::Xta(_) => "xta",
        }
    }
}

/// What a receiver wants.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContentConfig {
    /// Format and style of keys: `json`, `json-fim`, `json-fim-versioned`, `xml`, `xml-fim`, `xml-fim-versioned`.
    pub format: ExportFormat,
    /// A file with the receiver's schema: JSON Schema for JSON, XML Schema for XML (checked by `xmllint`, which has to be installed). What does not fit is
    /// not sent.
    #[serde(default)]
    pub schema: Option<PathBuf>,
    /// The schema's URI, for interfaces that ask for it.
    #[serde(default)]
    pub schema_uri: Option<String>,
    /// What the receiver wants instead for single services, by their id: each form has a schema of its own.
    #[serde(default)]
    pub services: BTreeMap<String, ServiceContentConfig>,
}

/// What a receiver wants for one service: the same three as for all.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceContentConfig {
    /// Format and style of keys, as this schema has it.
    pub format: ExportFormat,
    /// A file with the receiver's schema.
    #[serde(default)]
    pub schema: Option<PathBuf>,
    /// The schema's URI.
    #[serde(default)]
    pub schema_uri: Option<String>,
}

impl From<ServiceContentConfig> for ContentConfig {
    fn from(ServiceContentConfig { format, schema, schema_uri }: ServiceContentConfig) -> Self {
        Self { format, schema, schema_uri, services: BTreeMap::new() }
    }
}

/// A bucket of an S3-compatible store.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3Config {
    /// Address of the store, without the bucket; `http` only to this machine.
    pub endpoint: String,
    /// Name of the bucket; it has to be there.
    pub bucket: String,
    /// Region that requests are signed for. Default `us-east-1`, which stores without regions take.
    #[serde(default = "default_region")]
    pub region: String,
    /// What all names begin with, such as `parken/`. Default: nothing.
    #[serde(default)]
    pub prefix: String,
    /// Id of the access key. It needs to write objects and to ask for them (`PutObject`, `GetObject`).
    pub access_key_id: String,
    /// A file with the secret of the access key.
    pub secret_access_key_file: PathBuf,
    /// Whether the bucket is part of the host name instead of the path. Default: of the path.
    #[serde(default)]
    pub virtual_hosted: bool,
    /// A PEM file with the certificate of an authority of one's own, trusted beside the system's.
    #[serde(default)]
    pub root_certificate: Option<PathBuf>,
    /// In which format, checked against which schema.
    pub content: ContentConfig,
}

fn default_region() -> String {
    "us-east-1".to_owned()
}

/// A folder on an SFTP server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SftpConfig {
    /// Name or address of the server.
    pub host: String,
    /// Default 22.
    #[serde(default = "default_ssh_port")]
    pub port: u16,
    /// Who signs in.
    pub user: String,
    /// A file with the private key, as `ssh-keygen -t ed25519` writes it, without a passphrase.
    pub key_file: PathBuf,
    /// The server's public key in one line, as in `/etc/ssh/ssh_host_ed25519_key.pub`. A server with another key gets nothing.
    pub host_key: String,
    /// The folder on the server; it has to be there.
    pub path: String,
    /// In which format, checked against which schema.
    pub content: ContentConfig,
}

fn default_ssh_port() -> u16 {
    22
}

/// FIT-Connect, Submission API v2 (FITKO).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FitConnectConfig {
    /// Where tokens come from (OAuth 2.0 client credentials).
    pub token_url: String,
    /// Base of the Submission API, without `/v2`.
    pub submission_url: String,
    /// Base of the Destination API, without `/v2`. Default: that of the Submission API.
    #[serde(default)]
    pub destination_url: Option<String>,
    /// Base of the Routing API; destinations are looked up there when `destination_id` is missing.
    #[serde(default)]
    pub routing_url: Option<String>,
    /// Where the keys are published that sign the routing service's answers (JWKS of FIT-Connect's portal). Needed for looking up, except in a test environment.
    #[serde(default)]
    pub routing_keys_url: Option<String>,
    /// The destination, a UUID.
    #[serde(default)]
    pub destination_id: Option<String>,
    /// Regional key (ARS, twelve digits) for looking the destination up.
    #[serde(default)]
    pub ars: Option<String>,
    /// Client id.
    pub client_id: String,
    /// A file with the client secret.
    pub client_secret_file: PathBuf,
    /// Identifier of the service, e.g. `urn:de:fim:leika:leistung:99108001001000`.
    pub service_identifier: String,
    /// Name of the service.
    pub service_name: String,
    /// A PEM file with the root certificates of the PKI of the administration (Verwaltungs-PKI), against which the chain of a destination's key is checked.
    #[serde(default)]
    pub trusted_roots: Option<PathBuf>,
    /// Says that this is FIT-Connect's test environment, whose keys have no certificates of the PKI: they are taken as the API gives them, and alarm, log and
    /// `vordruck doctor` say so. Without it `trusted_roots` has to be there; at the addresses of production it is refused. Default false.
    #[serde(default)]
    pub test_environment: bool,
    /// Lets browsers seal for the destination's key, so that this side passes applications on without being able to read them. It begins with the next key ceremony
    /// (`vordruck tenant keys request`), for services whose first channel this is. Default false: sealed here.
    #[serde(default)]
    pub sealed_by_browser: bool,
    /// A PEM file with the certificate of an authority of one's own, for the connection.
    #[serde(default)]
    pub root_certificate: Option<PathBuf>,
    /// Id of the field with the applicant's e-mail address: it becomes the reply channel, if the destination answers by e-mail.
    #[serde(default)]
    pub reply_email_field: Option<String>,
    /// Where the delivery service says that something is new; without it, it is asked every `transfers.follow_up_seconds`.
    #[serde(default)]
    pub callback: Option<CallbackConfig>,
    /// In which format, with `schema_uri` as the destination announces it.
    pub content: ContentConfig,
}

/// Callbacks of FIT-Connect about what was sent.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallbackConfig {
    /// The address that leads to this private side's `/api/v1/fit-connect/callbacks`.
    pub url: String,
    /// A file with the shared secret, at least 32 bytes.
    pub secret_file: PathBuf,
}

/// Section `tenants.<id>.destinations.<name>`: a destination of FIT-Connect of one's own, at which others submit (Submission API v2, subscriber).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DestinationConfig {
    /// Where tokens come from (OAuth 2.0 client credentials).
    pub token_url: String,
    /// Base of the Submission API, without `/v2`.
    pub submission_url: String,
    /// Base of the Destination API, without `/v2`. Default: that of the Submission API.
    #[serde(default)]
    pub destination_url: Option<String>,
    /// The destination, a UUID.
    pub destination_id: String,
    /// Client id.
    pub client_id: String,
    /// A file with the client secret.
    pub client_secret_file: PathBuf,
    /// Sealed key files as `vordruck postbox destination-keys` makes them: the present one, with which answers are signed, then those that submissions may still be
    /// sealed for.
    pub key_files: Vec<PathBuf>,
    /// A PEM file with the certificate of an authority of one's own, for the connection.
    #[serde(default)]
    pub root_certificate: Option<PathBuf>,
    /// Under which service id it is delivered: permissions, and `deliver`.
    pub service: String,
    /// How clerks read that service's name.
    pub title: String,
    /// Identifiers of the services that are accepted, e.g. `urn:de:fim:leika:leistung:99108001001000`. Default: all.
    #[serde(default)]
    pub public_services: Vec<String>,
    /// What data are accepted, each with its `schema_uri`; whatever has none of these is rejected. `format` says as which format channels get it.
    pub accepts: Vec<ContentConfig>,
    /// A file with FITKO's JSON Schema of the metadata; without it, only what is needed of them is checked.
    #[serde(default)]
    pub metadata_schema: Option<PathBuf>,
    /// Days an item is kept in the postbox. Default 90.
    #[serde(default = "ninety")]
    pub postbox_days: u32,
    /// A file with the secret of the callback that is set up for the destination; with it, what comes is asked for at once.
    #[serde(default)]
    pub callback_secret_file: Option<PathBuf>,
    /// Seconds between two questions what is there. Default 60, at least 5.
    #[serde(default = "sixty")]
    pub poll_seconds: u64,
}

const fn ninety() -> u32 {
    90
}

const fn sixty() -> u64 {
    60
}

/// Section `transfers`: how interfaces are served.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TransferConfig {
    /// Seconds between two looks at what is due. Default 5.
    pub poll_seconds: u64,
    /// Transfers worked on at once by one process. Default 2.
    pub parallel: u32,
    /// Seconds before a failed one is tried again the first time; doubles each time. Default 30.
    pub retry_first_seconds: i64,
    /// Seconds between two tries at most. Default 3 600.
    pub retry_most_seconds: i64,
    /// Seconds between two questions whether the receiver has confirmed. Default 60.
    pub follow_up_seconds: i64,
    /// Hours after which a channel that does not take it is given up for the next one, in the end the postbox. Default 24.
    pub give_up_hours: i64,
}

impl Default for TransferConfig {
    fn default() -> Self {
        Self { poll_seconds: 5, parallel: 2, retry_first_seconds: 30, retry_most_seconds: 3_600, follow_up_seconds: 60, give_up_hours: 24 }
    }
}
