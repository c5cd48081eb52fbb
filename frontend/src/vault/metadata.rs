//! What a submission to FIT-Connect says of itself, as the browser writes it. In: hashes of what is sealed beside it. Out: JSON. The words are the contract's: the private
//! side writes the same for what it seals itself.

use super::protocol::MachineData;
use crate::client::ClientError;
use vordruck_contract::fit_connect::{Attachment, Data, Hash, Metadata, ReferenceInfo, SubmissionSchema};
use vordruck_envelope::{OsEntropy, Pid};

/// Something attached, under an id that is drawn for it. `sha512`: 128 hexadecimal digits, of the plaintext.
pub(super) fn attached(purpose: &str, name: &str, media_type: &str, sha512: String) -> Result<Attachment, ClientError> {
    Ok(Attachment {
        // The one maker of UUIDs there is here; `crypto.randomUUID` is younger than some browsers.
        attachment_id: Pid::generate(&mut OsEntropy)?.to_string(),
        purpose: purpose.to_owned(),
        filename: Some(name.to_owned()),
        mime_type: media_type.to_owned(),
        hash: Hash::sha512(sha512),
    })
}

/// What is sent.
pub(super) struct Sending<'a> {
    /// The number people quote.
    pub(super) reference: String,
    pub(super) data: &'a MachineData,
    /// hex128
    pub(super) data_hash: String,
    pub(super) schema_uri: &'a str,
    pub(super) attached: &'a [Attachment],
    /// An e-mail address.
    pub(super) reply_to: Option<&'a str>,
}

/// Writes the metadata.
pub(super) fn write(sending: Sending<'_>) -> Option<Vec<u8>> {
    let Sending { reference, data, data_hash, schema_uri, attached, reply_to } = sending;
    let submission_schema = SubmissionSchema { schema_uri: schema_uri.to_owned(), mime_type: data.media_type.clone() };
    let described = Data { hash: Hash::sha512(data_hash), submission_schema };
    let info = ReferenceInfo { sender_reference: Some(reference), application_date: Some(data.date.clone()) };
    serde_json::to_vec(&Metadata::of(described, attached.to_vec(), info, reply_to)).ok()
}
