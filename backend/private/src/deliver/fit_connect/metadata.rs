//! What a submission to FIT-Connect says of itself. In: a delivery and what is attached. Out: JSON, with SHA-512 of every plaintext. The words are the contract's: the
//! applicant's browser writes the same for what it seals itself.

use vordruck_contract::fit_connect::{Attachment, Data, Hash, Metadata, ReferenceInfo, SubmissionSchema};

use crate::deliver::{ChannelError, DeliveredFile, Delivery};
use crate::fit_connect::sha512;

/// Something attached.
pub(super) struct Attached<'a> {
    pub(super) described: Attachment,
    pub(super) bytes: &'a [u8],
}

impl<'a> Attached<'a> {
    /// The application as people read it. `id`: uuid4.
    pub(super) fn form(id: String, pdf: &'a [u8]) -> Self {
        Self::of(id, "form", "antrag.pdf", "application/pdf", pdf)
    }

    /// What the applicant attached.
    pub(super) fn upload(id: String, file: &'a DeliveredFile) -> Self {
        Self::of(id, "attachment", &file.name, &file.media_type, &file.bytes)
    }

    fn of(attachment_id: String, purpose: &str, name: &str, media_type: &str, bytes: &'a [u8]) -> Self {
        let described = Attachment {
            attachment_id,
            purpose: purpose.to_owned(),
            filename: Some(name.to_owned()),
            mime_type: media_type.to_owned(),
            hash: Hash::sha512(sha512(bytes)),
        };
        Self { described, bytes }
    }
}

/// What is sent.
pub(super) struct Sending<'a> {
    pub(super) delivery: &'a Delivery,
    pub(super) data: &'a [u8],
    pub(super) schema_uri: &'a str,
    pub(super) media_type: &'a str,
    pub(super) attached: &'a [Attached<'a>],
    /// Where the applicant wants to be answered, if the destination can.
    pub(super) reply_to: Option<&'a str>,
}

/// Writes the metadata.
pub(super) fn write(sending: &Sending<'_>) -> Result<Vec<u8>, ChannelError> {
    let Sending { delivery, data, schema_uri, media_type, attached, reply_to } = sending;
    let submission_schema = SubmissionSchema { schema_uri: (*schema_uri).to_owned(), mime_type: (*media_type).to_owned() };
    let described = Data { hash: Hash::sha512(sha512(data)), submission_schema };
    let date = crate::clock::moment(delivery.received_at).local.date().to_string();
    let info = ReferenceInfo { sender_reference: Some(delivery.reference.clone()), application_date: Some(date) };
    let attachments = attached.iter().map(|attached| attached.described.clone()).collect();
    serde_json::to_vec(&Metadata::of(described, attachments, info, *reply_to)).map_err(|_| ChannelError::NotWritten)
}
