//! What stands beside the answers when they are dropped somewhere: which application, which files, their hashes. In: a delivery. Out: named files, the last of
//! them `vorgang.json`.

use serde_json::json;
use sha2::{Digest as _, Sha512};
use vordruck_contract::postbox::Scan;

use super::content::{Content, parcel, uploads};
use super::{ChannelError, Delivery};
use crate::clock::instant;

/// A file to be dropped.
pub(crate) struct Dropped<'a> {
    pub(crate) name: String,
    pub(crate) media_type: String,
    pub(crate) bytes: std::borrow::Cow<'a, [u8]>,
}

/// All files of a delivery.
pub(crate) async fn files<'a>(delivery: &'a Delivery, content: &Content) -> Result<Vec<Dropped<'a>>, ChannelError> {
    let answers = content.answers(delivery).await?;
    let mut files = vec![dropped(content.format.file_name(), content.format.media_type(), answers)];
    let pdf = &parcel(delivery)?.pdf;
    if !pdf.is_empty() {
        files.push(dropped("antrag.pdf", "application/pdf", pdf));
    }
    for (number, file) in (1..).zip(uploads(delivery)?) {
        files.push(dropped(&format!("anlage-{number:02}-{}", file.name), &file.media_type, &file.bytes));
    }
    let listed: Vec<_> = files
        .iter()
        .map(|file| json!({ "name": file.name, "media_type": file.media_type, "size": file.bytes.len(), "sha512": hex(&Sha512::digest(&file.bytes)) }))
        .collect();
    let is_scanned = uploads(delivery)?.iter().all(|file| file.scan == Scan::Clean);
    let manifest = json!({
        "pid": delivery.pid.to_string(),
        "reference": delivery.reference,
        "tenant": delivery.tenant,
        "service": delivery.service,
        "title": delivery.title,
        "form": delivery.form,
        "form_version": delivery.form_version,
        "received_at": instant(delivery.received_at),
        "digest": delivery.digest,
        "schema_uri": content.schema_uri,
        "scanned": is_scanned,
        // The level of assurance that the form demands and nobody has vouched for.
        "unproven_assurance": parcel(delivery)?.unproven,
        "files": listed,
    });
    let bytes = serde_json::to_vec_pretty(&manifest).map_err(|_| ChannelError::NotWritten)?;
    files.push(Dropped { name: "vorgang.json".to_owned(), media_type: "application/json".to_owned(), bytes: bytes.into() });
    Ok(files)
}

fn dropped<'a>(name: &str, media_type: &str, bytes: &'a [u8]) -> Dropped<'a> {
    Dropped { name: name.to_owned(), media_type: media_type.to_owned(), bytes: bytes.into() }
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
