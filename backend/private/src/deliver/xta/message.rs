//! The message with its header: an XÖV Basisnachricht (g2g, 1.1 of the XÖV-Bibliothek) with the answers in it. In: a delivery, the answers as XML, who writes to
//! whom. Out: one XML document of our own format, which its schema (`interfaces/antrag-1.0.xsd`) describes; no XÖV standard has one for applications of any kind.

use sha2::{Digest as _, Sha512};

use super::envelope::escaped;
use super::metadata::Party;
use crate::clock::{UnixSeconds, instant};
use crate::deliver::manifest::{Dropped, hex};
use crate::deliver::{Delivery, content};

/// Namespace of the format.
pub(super) const NAMESPACE: &str = "urn:vordruck:antrag:1";
/// The root, which is the kind of message, too.
pub(super) const ROOT: &str = "antrag.uebermitteln.0101";
/// Code list of directories (KoSIT): of these `DVDV` has the authorities.
const DIRECTORIES: &str = "listURI=\"urn:xoev-de:kosit:codeliste:verzeichnisdienst\" listVersionID=\"3\"";

/// What the header says beside the delivery.
pub(super) struct Header<'a> {
    pub(super) author: &'a Party,
    pub(super) reader: &'a Party,
    pub(super) created_at: UnixSeconds,
    /// URI of the schema of the answers; empty if there is none.
    pub(super) schema_uri: &'a str,
    pub(super) is_test: bool,
}

/// Writes the message around the answers. The application's id is the message's: sent again, it is the same message.
pub(super) fn write(header: &Header<'_>, delivery: &Delivery, answers: &[u8], files: &[Dropped<'_>]) -> Option<Vec<u8>> {
    let answers = without_declaration(std::str::from_utf8(answers).ok()?);
    let (pid, version) = (delivery.pid.to_string(), env!("CARGO_PKG_VERSION"));
    let test = if header.is_test { " test=\"Test\"" } else { "" };
    let schema = if header.schema_uri.is_empty() { String::new() } else { format!(" schema=\"{}\"", escaped(header.schema_uri)) };
    let attachments: String = files.iter().map(attachment).collect();
    let unproven = content::parcel(delivery).ok()?.unproven.and_then(|level| serde_json::to_value(level).ok());
    let unproven = unproven.as_ref().and_then(serde_json::Value::as_str);
    let unproven = unproven.map(|level| format!("<vertrauensniveau.unbestaetigt>{}</vertrauensniveau.unbestaetigt>", escaped(level)));
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <v:{ROOT} xmlns:v=\"{NAMESPACE}\" produkt=\"Vordruck\" produkthersteller=\"Vordruck\" produktversion=\"{version}\" standard=\"Vordruck Antrag\"{test} \
         version=\"1.0\"><nachrichtenkopf.g2g><identifikation.nachricht><nachrichtenUUID>{pid}</nachrichtenUUID>\
         <nachrichtentyp listURI=\"urn:vordruck:codeliste:nachrichtentyp\" listVersionID=\"1.0\"><code>{ROOT}</code></nachrichtentyp>\
         <erstellungszeitpunkt>{created}</erstellungszeitpunkt></identifikation.nachricht>\
         <leser>{reader}</leser><autor>{author}</autor></nachrichtenkopf.g2g>\
         <vorgang><vorgangsnummer>{reference}</vorgangsnummer><vorgangskennung>{pid}</vorgangskennung><leistung>{service}</leistung>\
         <bezeichnung>{title}</bezeichnung><formular pruefsumme=\"{form}\">{form_version}</formular><eingang>{received}</eingang>{unproven}{attachments}</vorgang>\
         <angaben{schema}>{answers}</angaben></v:{ROOT}>",
        created = to_the_millisecond(header.created_at),
        reader = authority(header.reader),
        author = authority(header.author),
        reference = escaped(&delivery.reference),
        service = escaped(&delivery.service),
        title = escaped(&delivery.title),
        form = escaped(&delivery.form),
        form_version = escaped(&delivery.form_version),
        received = instant(delivery.received_at),
        unproven = unproven.unwrap_or_default(),
    );
    Some(text.into_bytes())
}

fn authority(party: &Party) -> String {
    let (identifier, name) = (escaped(&party.identifier), escaped(&party.name));
    format!("<verzeichnisdienst {DIRECTORIES}><code>DVDV</code></verzeichnisdienst><kennung>{identifier}</kennung><name>{name}</name>")
}

fn attachment(file: &Dropped<'_>) -> String {
    let (name, media_type, hash) = (escaped(&file.name), escaped(&file.media_type), hex(&Sha512::digest(&file.bytes)));
    format!("<anlage dateiname=\"{name}\" medientyp=\"{media_type}\" groesse=\"{}\" sha512=\"{hash}\"/>", file.bytes.len())
}

/// XÖV asks for milliseconds and the time zone.
fn to_the_millisecond(at: UnixSeconds) -> String {
    instant(at).replace('Z', ".000Z")
}

fn without_declaration(xml: &str) -> &str {
    let rest = xml.trim_start();
    match rest.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")) {
        Some((_, rest)) => rest.trim_start(),
        None => rest,
    }
}

#[cfg(test)]
mod tests;
