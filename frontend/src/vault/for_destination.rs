//! Sealing for a destination beyond the tenant: metadata, data, the PDF and each attachment as JWE of its own (FIT-Connect, Submission API v2). In: what is sent, the
//! destination's key, which the tenant's root vouches for. Out: objects that the tenant passes on and can't read. No plaintext goes beside them.

use super::application::Application;
use super::jwe::Sealer;
use super::metadata::{self, attached};
use super::package::Contents;
use crate::client::ClientError;
use vordruck_envelope::AttachmentId;
use vordruck_envelope::BlobHash;
use vordruck_envelope::keys::DestinationKey;
use vordruck_envelope::receipt::Reference;
use vordruck_envelope::submission::{Object, Role};
use vordruck_form::answers::{AnswerPath, RawAnswer};

/// Media type of a compact JWE.
const JOSE: &str = "application/jose";
const PDF: &str = "application/pdf";

impl Application {
    /// Seals everything, in the order of the objects.
    pub(super) async fn seal_for(
        &self,
        destination: &DestinationKey,
        contents: &Contents<'_>,
        ids: &[AttachmentId],
        put: &mut impl FnMut(&Object<'_>) -> Result<(), ClientError>,
    ) -> Result<(), ClientError> {
        // The page has asked for whom it is and let the data be written; only a defect, or keys that changed in between, leave it without.
        let data = contents.data.ok_or(ClientError::Server { request_id: None })?;
        let sealer = Sealer::of(destination).await.ok_or(ClientError::PartMissing)?;
        let mut all = vec![attached("form", "antrag.pdf", PDF, BlobHash::of(contents.pdf).to_string())?];
        for id in ids {
            let file = self.attachments.iter().find(|attachment| attachment.id == *id).map(|attachment| &attachment.file);
            let file = file.ok_or(ClientError::FileUnreadable)?;
            all.push(attached("attachment", &file.name, &file.media_type, file.sha512.clone())?);
        }
        let metadata = metadata::write(metadata::Sending {
            reference: Reference::of(&self.place.tenant, &self.pid).to_string(),
            data,
            data_hash: BlobHash::of(data.text.as_bytes()).to_string(),
            schema_uri: &destination.schema_uri,
            attached: &all,
            reply_to: destination.reply_email_field.as_deref().and_then(|field| address(contents, field)),
        });
        let metadata = metadata.ok_or(ClientError::PartMissing)?;
        let mut seal = async |role, name: &str, bytes: &[u8], media_type: &str| {
            let jwe = sealer.seal(bytes, media_type).await.ok_or(ClientError::PartMissing)?;
            put(&Object { role, name, media_type: JOSE, bytes: jwe.as_bytes() })
        };
        seal(Role::SealedMetadata, "metadata", &metadata, "application/json").await?;
        seal(Role::SealedData, "data", data.text.as_bytes(), &data.media_type).await?;
        let [form, files @ ..] = all.as_slice() else { return Err(ClientError::PartMissing) };
        seal(Role::SealedAttachment, &form.attachment_id, contents.pdf, PDF).await?;
        for (id, described) in ids.iter().zip(files) {
            let (file, bytes) = self.opened(id).await?;
            seal(Role::SealedAttachment, &described.attachment_id, &bytes, &file.media_type).await?;
        }
        Ok(())
    }
}

/// Where the applicant wants to be answered, if the form asked for it.
fn address<'a>(contents: &Contents<'a>, field: &str) -> Option<&'a str> {
    match contents.answers.answers.get(&AnswerPath::of(field))? {
        RawAnswer::Text(text) if text.contains('@') => Some(text.trim()),
        _ => None,
    }
}
