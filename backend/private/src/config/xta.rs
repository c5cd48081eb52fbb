//! A channel of the kind `xta`: XTA 2.1.1 (KoSIT), and who is written to.

use std::path::PathBuf;

use serde::Deserialize;

use super::ContentConfig;

/// An account at an XTA server, and to whom it sends what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct XtaConfig {
    /// Address of the server's ManagementPort; https.
    pub management_url: String,
    /// Address of its SendXtaPort; https.
    pub send_url: String,
    /// Address of its MsgBoxPort; https. Only for fetching (`vordruck xta list`, `get`, `close`).
    #[serde(default)]
    pub msg_box_url: Option<String>,
    /// A PEM file with the certificate of the account, and its chain.
    pub client_certificate: PathBuf,
    /// A PEM file with its private key, not encrypted.
    pub client_key_file: PathBuf,
    /// A PEM file with the certificate of an authority of one's own, for the server's certificate.
    #[serde(default)]
    pub root_certificate: Option<PathBuf>,
    /// Who writes: the account.
    pub author: PartyConfig,
    /// Whom it is for. Missing: the DVDV says so (`responsible`).
    #[serde(default)]
    pub reader: Option<PartyConfig>,
    /// Look the reader up.
    #[serde(default)]
    pub responsible: Option<ResponsibleConfig>,
    /// URI of the service (`Dienste-URI`). Missing: that of the entry in the DVDV.
    #[serde(default)]
    pub service: Option<String>,
    /// Business scenario, e.g. of a code list; without `list_uri` it is sent as an undefined one.
    pub business_scenario: CodeConfig,
    /// Kind of message. Default: name of the message's root element, as list `urn:de:payloadSchema:elementName`.
    #[serde(default)]
    pub message_type: Option<CodeConfig>,
    /// Whether the answers go inside a message with the header of an XÖV Basisnachricht. Default true; otherwise the message is the answers alone.
    #[serde(default = "yes")]
    pub basisnachricht: bool,
    /// Whether messages say that they are tests. Default false.
    #[serde(default)]
    pub test: bool,
    /// In which format (XML), checked against which schema. `schema_uri` is told to the receiver; without `basisnachricht` it has to be there.
    pub content: ContentConfig,
}

/// An authority in the header of a message.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyConfig {
    /// Prefix and identifier as the DVDV has them, e.g. `ags:06531005`, or what the XTA server wants instead.
    pub identifier: String,
    /// Name for people. The header of a Basisnachricht demands one.
    #[serde(default)]
    pub name: String,
    /// How the identifier is to be read. Default `xoev`.
    #[serde(default = "xoev")]
    pub kind: String,
    /// Its role, if the server wants one.
    #[serde(default)]
    pub category: String,
}

/// Where to look up who is responsible.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResponsibleConfig {
    /// A file with entries of the DVDV.
    pub file: PathBuf,
    /// Key of the service in the LeiKa, 14 digits.
    pub leika_key: String,
    /// Regional key (ARS) of the municipality, 12 digits.
    pub ars: String,
}

/// An entry of a code list.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeConfig {
    /// The code.
    pub code: String,
    /// URI of the list; with it its version.
    #[serde(default)]
    pub list_uri: String,
    /// Version of the list.
    #[serde(default)]
    pub list_version: String,
}

fn yes() -> bool {
    true
}

fn xoev() -> String {
    "xoev".to_owned()
}
