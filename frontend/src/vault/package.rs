//! A sealed submission, kept until its receipt is there: sent again it must be the same bytes, or the server would take it for
//! another one. In: answers, PDF, attachments, the tenant's keys. Out: sealed objects and what is said about them.

use super::application::Application;
use super::attachments::{ids_in, in_order};
use super::blob;
use super::protocol::{MachineData, PinnedRoot};
use crate::client::ClientError;
use crate::platform::{fetch::Call, instant};
use crate::wire::{Failure, fetch};
use base64ct::{Base64UrlUnpadded, Encoding};
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_contract::problem::ProblemKind;
use vordruck_contract::submissions::{DraftToDelete, ObjectDigest, SubmitRequest};
use vordruck_contract::uploads::OpenRequest;
use vordruck_envelope::keys::{Pinned, TrustedKeys};
use vordruck_envelope::submission::{Object, Role, SealedSubmission, SubmissionSealer};
use vordruck_envelope::{AttachmentId, BlobHash, OsEntropy, SubmissionPlace};
use vordruck_form::answers::FileAnswer;
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
    /// Bytes that had to be fetched for it: whoever waits has seen them counted.
    pub(super) fetched: u64,
    /// The upload's session, once everything is uploaded.
    pub(super) session: Option<Zeroizing<String>>,
}

/// What is sealed.
pub(super) struct Contents<'a> {
    pub(super) answers: &'a ReceivedAnswers,
    /// Ids of the attachments in the order of the form.
    pub(super) files: &'a [String],
    pub(super) pdf: &'a [u8],
    /// The answers as a destination wants them, if the application is for one.
    pub(super) data: Option<&'a MachineData>,
}

impl Application {
    /// In which machine format the service's destination wants the answers; none if the tenant reads them itself. Keys that can't be believed are refused here, before
    /// anything is made.
    pub(super) async fn address(&mut self, pinned: &PinnedRoot) -> Result<Option<String>, ClientError> {
        let keys = self.trusted_keys(pinned).await?;
        let destination = keys.destination(&self.place.service, instant::unix_seconds())?;
        self.keys = Some(keys);
        Ok(destination.map(|destination| destination.format))
    }

    /// Seals answers, PDF and attachments in the order of the form, unless these answers are sealed already.
    pub(super) async fn pack(&mut self, contents: &Contents<'_>, pinned: &PinnedRoot) -> Result<(), ClientError> {
        let json = serde_json::to_vec(contents.answers).map(Zeroizing::new).map_err(|_| ClientError::Server { request_id: None })?;
        let hash = BlobHash::of(&json);
        if self.package.as_ref().is_some_and(|package| package.answers == hash) {
            return Ok(());
        }
        let ids = in_order(ids_in(&contents.answers.answers), contents.files);
        let files: u64 =
            self.attachments.iter().filter(|attachment| ids.contains(&attachment.id)).map(|attachment| attachment.file.size_bytes).sum();
        let fetched = self.fetch_attachments(&ids, files + (contents.pdf.len() + json.len()) as u64).await?;
        let keys = match self.keys.take() {
            Some(keys) => keys,
            None => self.trusted_keys(pinned).await?,
        };
        let now = instant::unix_seconds();
        let (recipient, destination) = (keys.recipient(now)?, keys.destination(&self.place.service, now)?);
        let place = SubmissionPlace { tenant: &self.place.tenant, service: &self.place.service, pid: self.pid, form: self.form };
        // Beside the attachments: what names all, and answers and PDF, or metadata, data and PDF.
        let others = if destination.is_some() { 4 } else { 3 };
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX).saturating_add(others);
        let mut sealer = SubmissionSealer::new(&recipient, &place, count, &mut OsEntropy)?;
        let mut objects = Vec::new();
        let mut seal = |object: &Object<'_>| -> Result<(), ClientError> {
            let sealed = sealer.seal(object, &mut OsEntropy)?;
            objects.push(blob::keep(&sealed).ok_or(ClientError::PartMissing)?);
            Ok(())
        };
        match destination {
            None => {
                seal(&Object { role: Role::Answers, name: "answers.json", media_type: "application/json", bytes: &json })?;
                seal(&Object { role: Role::Pdf, name: "antrag.pdf", media_type: "application/pdf", bytes: contents.pdf })?;
                for id in &ids {
                    let (file, bytes) = self.opened(id).await?;
                    seal(&Object { role: Role::Attachment, name: &file.name, media_type: &file.media_type, bytes: &bytes })?;
                }
            }
            Some(destination) => self.seal_for(&destination, contents, &ids, &mut seal).await?,
        }
        let (envelope, manifest) = sealer.finish(VALIDATED_BY, &mut OsEntropy)?;
        objects.insert(0, blob::keep(&manifest).ok_or(ClientError::PartMissing)?);
        self.package = Some(Package { answers: hash, objects, envelope, session: None, fetched });
        Ok(())
    }

    /// An attachment, opened.
    pub(super) async fn opened(&self, id: &AttachmentId) -> Result<(&FileAnswer, Zeroizing<Vec<u8>>), ClientError> {
        let attachment = self.attachments.iter().find(|attachment| attachment.id == *id).ok_or(ClientError::FileUnreadable)?;
        let bytes = attachment.open(&self.draft_place()).await?.ok_or(ClientError::FileUnreadable)?;
        Ok((&attachment.file, bytes))
    }

    /// The keys of a manifest that verifies against what the form pins.
    async fn trusted_keys(&self, pinned: &PinnedRoot) -> Result<TrustedKeys, ClientError> {
        let path = paths::keys(&self.place.tenant);
        let manifest: KeyManifest = fetch(Call::get(&path)).await.map_err(|failure: Failure| match failure {
            failure if failure.is(ProblemKind::NotFound) => ClientError::ManifestRefused("there is no manifest".to_owned()),
            failure => failure.into(),
        })?;
        let root = pinned.fingerprint.parse().map_err(|_| ClientError::FormDamaged)?;
        let pinned = Pinned { tenant: &self.place.tenant, root, least_sequence: pinned.least_sequence };
        Ok(TrustedKeys::verify(&manifest.jws, &pinned, instant::unix_seconds())?)
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
