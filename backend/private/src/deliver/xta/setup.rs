//! From configuration to an account and a channel. In: the section of a channel. Out: both, or what is wrong with it, before anything is sent.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use reqwest::Url;

use super::Xta;
use super::api::Api;
use super::metadata::{Code, Party};
use crate::clock::{Clock, Rng};
use crate::config::{CodeConfig, PartyConfig, XtaConfig};
use crate::deliver::content::Content;
use crate::deliver::{SetupError, web};
use crate::dvdv::Dvdv;

impl Api {
    pub(super) fn from_config(config: &XtaConfig, rng: Rng) -> Result<Self, SetupError> {
        let root = config.root_certificate.as_deref();
        Ok(Self {
            http: web::client_with_certificate(root, &config.client_certificate, &config.client_key_file)?,
            management: address(&config.management_url)?,
            send: address(&config.send_url)?,
            msg_box: config.msg_box_url.as_deref().map(address).transpose()?,
            author: party(&config.author)?,
            rng,
        })
    }
}

impl Xta {
    pub(crate) fn from_config(name: String, config: &XtaConfig, clock: Arc<dyn Clock>, rng: Rng) -> Result<Self, SetupError> {
        let content = Content::from_config(&config.content)?;
        if content.format.is_json() {
            return Err(SetupError::Value("XTA needs content.format to be one of xml, xml-fim, xml-fim-versioned"));
        }
        if !config.basisnachricht && content.schema_uri.is_none() {
            return Err(SetupError::Value("XTA without basisnachricht needs content.schema_uri"));
        }
        let (reader, service) = receiver(config)?;
        let api = Api::from_config(config, rng)?;
        if config.basisnachricht && [&api.author, &reader].into_iter().any(|party| party.name.is_empty()) {
            return Err(SetupError::Value("the header of a Basisnachricht needs author.name and reader.name"));
        }
        Ok(Self {
            name,
            api,
            content,
            clock,
            reader,
            service,
            scenario: code(&config.business_scenario)?,
            message_type: config.message_type.as_ref().map(listed).transpose()?,
            has_header: config.basisnachricht,
            is_test: config.test,
            is_active: AtomicBool::new(false),
        })
    }
}

/// Who gets it, and under which service: from the configuration, or looked up.
fn receiver(config: &XtaConfig) -> Result<(Party, String), SetupError> {
    let (reader, service) = match (&config.reader, &config.responsible) {
        (Some(reader), None) => (party(reader)?, None),
        (None, Some(asked)) => {
            let dvdv = Dvdv::from_file(&asked.file)?;
            let responsible = dvdv.lookup(&asked.leika_key, &asked.ars)?;
            let reader = Party {
                kind: "xoev".to_owned(),
                identifier: responsible.authority.clone(),
                name: responsible.name.clone(),
                category: String::new(),
            };
            (reader, Some(responsible.service.clone()))
        }
        _ => return Err(SetupError::Value("XTA needs either reader, or responsible to look it up in the DVDV")),
    };
    let service = config.service.clone().or(service);
    Ok((reader, service.ok_or(SetupError::Value("XTA needs service, the URI of the service, when the reader is not looked up"))?))
}

fn party(config: &PartyConfig) -> Result<Party, SetupError> {
    let PartyConfig { identifier, name, kind, category } = config.clone();
    if identifier.trim().is_empty() || kind.trim().is_empty() {
        return Err(SetupError::Value("an author or reader of XTA has no identifier, or no kind"));
    }
    Ok(Party { kind, identifier, name, category })
}

fn code(config: &CodeConfig) -> Result<Code, SetupError> {
    let CodeConfig { code, list_uri, list_version } = config.clone();
    if code.is_empty() || list_uri.is_empty() != list_version.is_empty() {
        return Err(SetupError::Value("a code of XTA needs code, and list_uri and list_version together or neither"));
    }
    Ok(Code { code, list_uri, list_version })
}

fn listed(config: &CodeConfig) -> Result<Code, SetupError> {
    let code = code(config)?;
    if code.list_uri.is_empty() { Err(SetupError::Value("message_type of XTA needs list_uri and list_version")) } else { Ok(code) }
}

/// XTA demands certificates on both sides: nothing goes without TLS, not even on this machine.
fn address(text: &str) -> Result<Url, SetupError> {
    let url = web::address(text)?;
    if url.scheme() == "https" { Ok(url) } else { Err(SetupError::Value("an address of XTA is not https")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SystemClock, SystemRandomness};

    const SECTION: &str = r#"
management_url = "https://xta.example/m"
send_url = "https://xta.example/s"
client_certificate = "FOLDER/xta.pem"
client_key_file = "FOLDER/xta.pem"
author = { identifier = "ags:06531005", name = "Stadt" }
reader = { identifier = "psw:06531005", name = "Amt" }
service = "urn:dienst"
business_scenario = { code = "ANTRAG" }
content = { format = "xml", schema_uri = "urn:schema" }
"#;

    fn set_up(from: &str, to: &str) -> Result<Xta, SetupError> {
        let folder = tempfile::tempdir().unwrap();
        let key = rcgen::generate_simple_self_signed(vec!["xta".to_owned()]).unwrap();
        std::fs::write(folder.path().join("xta.pem"), key.cert.pem() + &key.signing_key.serialize_pem()).unwrap();
        assert!(SECTION.contains(from));
        let section = SECTION.replacen(from, to, 1).replace("FOLDER", &folder.path().display().to_string());
        let config: XtaConfig = toml::from_str(&section).unwrap();
        Xta::from_config("xta".to_owned(), &config, Arc::new(SystemClock), Rng(Arc::new(SystemRandomness)))
    }

    #[test]
    fn what_is_wrong_is_said_before_anything_is_sent() {
        assert!(set_up("", "").is_ok());
        for (from, to, word) in [
            ("https://xta.example/s", "http://127.0.0.1/s", "https"),
            ("client_key_file = \"FOLDER/xta.pem\"", "client_key_file = \"FOLDER/none.pem\"", "none.pem cannot be read"),
            ("\"xml\"", "\"json\"", "content.format"),
            (", name = \"Amt\"", "", "reader.name"),
            ("ags:06531005", " ", "no identifier"),
            ("reader = { identifier = \"psw:06531005\", name = \"Amt\" }", "", "either reader, or responsible"),
            ("service = \"urn:dienst\"", "", "service"),
            ("{ code = \"ANTRAG\" }", "{ code = \"ANTRAG\", list_version = \"1\" }", "together"),
            (", schema_uri = \"urn:schema\" }", " }\nbasisnachricht = false", "schema_uri"),
        ] {
            let said = set_up(from, to).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(said.contains(word), "{to}: {said}");
        }
    }
}
