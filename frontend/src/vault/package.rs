//! A sealed submission, kept until its receipt is there: sent again it must be the same bytes, or the server would take it for
//! another one. In: answers, PDF, attachments, the tenant's keys. Out: sealed objects and what is said about them.

use super::application::Application;
use super::attachments::{ids_in, in_order};
use super::blob;
use super::protocol::PinnedRoot;
use crate::client::ClientError;
use crate::platform::{fetch::Call, instant};
use crate::wire::{Failure, fetch};
use base64ct::{Base64UrlUnpadded, Encoding};
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_contract::submissions::{DraftToDelete, ObjectDigest, SubmitRequest};
use vordruck_contract::uploads::OpenRequest;
use vordruck_envelope::keys::{Pinned, Recipient, TrustedKeys};
use vordruck_envelope::submission::{Object, Role, SealedSubmission, SubmissionSealer};
use vordruck_envelope::{BlobHash, OsEntropy, SubmissionPlace};
use vordruck_form::validate::ReceivedAnswers;
use web_sys::Blob;
use zeroize::Zeroizing;

/// Which code has looked at the answers.
const VALIDATED_BY: &str = concat!("vordruck-applicant/", env!("CARGO_PKG_VERSION"));

/// A sealed submission.
pub(super) struct Package {
    /// Tells whether the same answers are sent again.
    answers: BlobHash,
    /// Sealed objects in order.
    pub(super) objects: Vec<Blob>,
    pub(super) envelope: SealedSubmission,
    /// The upload's session, once everything is uploaded.
    pub(super) session: Option<Zeroizing<String>>,
}

impl Application {
    /// Seals answers, PDF and attachments in the order of the form, unless these answers are sealed already.
    pub(super) async fn pack(
        &mut self,
        answers: &ReceivedAnswers,
        files: &[String],
        pinned: &PinnedRoot,
        pdf: &[u8],
    ) -> Result<(), ClientError> {
        let json = serde_json::to_vec(answers).map(Zeroizing::new).map_err(|_| ClientError::Server { request_id: None })?;
        let hash = BlobHash::of(&json);
        if self.package.as_ref().is_some_and(|package| package.answers == hash) {
            return Ok(());
        }
        let ids = in_order(ids_in(&answers.answers), files);
        self.fetch_attachments(&ids).await?;
        let recipient = self.recipient(pinned).await?;
        let place = SubmissionPlace { tenant: &self.place.tenant, service: &self.place.service, pid: self.pid, form: self.form };
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX).saturating_add(3);
        let mut sealer = SubmissionSealer::new(&recipient, &place, count, &mut OsEntropy)?;
        let mut objects = Vec::new();
        let mut seal = |object: &Object<'_>| -> Result<(), ClientError> {
            let sealed = sealer.seal(object, &mut OsEntropy)?;
            objects.push(blob::keep(&sealed).ok_or(ClientError::PartMissing)?);
            Ok(())
        };
        seal(&Object { role: Role::Answers, name: "answers.json", media_type: "application/json", bytes: &json })?;
        seal(&Object { role: Role::Pdf, name: "antrag.pdf", media_type: "application/pdf", bytes: pdf })?;
        let draft_place = self.draft_place();
        for id in &ids {
            let attachment = self.attachments.iter().find(|attachment| attachment.id == *id).ok_or(ClientError::FileUnreadable)?;
            let bytes = attachment.open(&draft_place).await?.ok_or(ClientError::FileUnreadable)?;
            seal(&Object { role: Role::Attachment, name: &attachment.file.name, media_type: &attachment.file.media_type, bytes: &bytes })?;
        }
        let (envelope, manifest) = sealer.finish(VALIDATED_BY, &mut OsEntropy)?;
        objects.insert(0, blob::keep(&manifest).ok_or(ClientError::PartMissing)?);
        self.package = Some(Package { answers: hash, objects, envelope, session: None });
        Ok(())
    }

    /// The key to seal to, from a manifest that verifies against what the form pins.
    async fn recipient(&self, pinned: &PinnedRoot) -> Result<Recipient, ClientError> {
        let path = paths::keys(&self.place.tenant);
        let manifest: KeyManifest = fetch(Call::get(&path)).await.map_err(|failure: Failure| match failure {
            failure if failure.is(ProblemKind::NotFound) => ClientError::ManifestRefused("there is no manifest".to_owned()),
            failure => failure.into(),
        })?;
        let root = pinned.fingerprint.parse().map_err(|_| ClientError::FormDamaged)?;
        let pinned = Pinned { tenant: &self.place.tenant, root, least_sequence: pinned.least_sequence };
        let now = instant::unix_seconds();
        Ok(TrustedKeys::verify(&manifest.jws, &pinned, now)?.recipient(now)?)
    }

    /// The request that announces the package.
    pub(super) fn upload_request(&self, package: &Package) -> OpenRequest {
        OpenRequest {
            pid: self.pid.to_string(),
            tenant: self.place.tenant.clone(),
            service: self.place.service.clone(),
            object_sizes: package.objects.iter().map(blob::size).collect(),
        }
    }

    /// The request that submits it.
    pub(super) fn submit_request(&self, package: &Package) -> SubmitRequest {
        let envelope = &package.envelope;
        let objects = package.objects.iter().zip(&envelope.hashes);
        let draft = self.draft.as_ref().and_then(|draft| Some((draft.lookup(), draft.session()?)));
        SubmitRequest {
            pid: self.pid.to_string(),
            tenant: self.place.tenant.clone(),
            service: self.place.service.clone(),
            form: self.form.to_string(),
            kid: envelope.kid.to_string(),
            suite: envelope.suite.name().to_owned(),
            wrap: Base64UrlUnpadded::encode_string(&envelope.wrapped_key),
            objects: objects.map(|(object, hash)| ObjectDigest { size: blob::size(object), sha512: hash.to_string() }).collect(),
            digest: envelope.digest.to_string(),
            draft: draft.map(|(lookup, session)| DraftToDelete { lookup: lookup.to_string(), session: session.to_owned() }),
        }
    }
}
