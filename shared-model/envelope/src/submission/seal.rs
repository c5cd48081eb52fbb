//! Sealing a submission. In: a recipient, the place, objects. Out: blobs, one after the other so that a browser need not hold all of them, then the
//! wrapped key and the digest. Keep the result until the receipt is there: sealed again, the same submission has another digest.

use sha2::{Digest as _, Sha512};
use zeroize::Zeroizing;

use super::binding::{self, PackageKey};
use super::manifest::{ObjectEntry, ObjectManifest, Role};
use crate::digest::BlobHash;
use crate::error::SealError;
use crate::hazmat::{chunked, kem, pad};
use crate::keys::{Recipient, Suite};
use crate::{Digest, Entropy, FormHash, Kid, Pid, SubmissionPlace, VERSION, limits};

/// An object to seal.
#[derive(Clone, Copy)]
pub struct Object<'a> {
    /// What it is for: answers first, then the PDF, then attachments.
    pub role: Role,
    /// File name, at most [`limits::MAX_NAME`] bytes.
    pub name: &'a str,
    /// Media type.
    pub media_type: &'a str,
    /// Content.
    pub bytes: &'a [u8],
}

/// What is sent beside the blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedSubmission {
    /// How the key is wrapped.
    pub suite: Suite,
    /// For which key.
    pub kid: Kid,
    /// The wrapped package key: [`limits::WRAPPED_KEY`] bytes.
    pub wrapped_key: Vec<u8>,
    /// `D`.
    pub digest: Digest,
    /// SHA-512 of each blob, in order from object 0.
    pub hashes: Vec<BlobHash>,
}

/// Seals answers, PDF and attachments, in this order, at once. Returns the envelope and the blobs in order from object 0.
///
/// # Errors
/// What [`SubmissionSealer`]'s steps return.
pub fn seal_submission(
    recipient: &Recipient,
    place: &SubmissionPlace<'_>,
    objects: &[Object<'_>],
    validated_by: &str,
    entropy: &mut impl Entropy,
) -> Result<(SealedSubmission, Vec<Vec<u8>>), SealError> {
    let count = u32::try_from(objects.len()).unwrap_or(u32::MAX).saturating_add(1);
    let mut sealer = SubmissionSealer::new(recipient, place, count, entropy)?;
    let sealed: Vec<Vec<u8>> = objects.iter().map(|object| sealer.seal(object, entropy)).collect::<Result<_, _>>()?;
    let (envelope, manifest) = sealer.finish(validated_by, entropy)?;
    Ok((envelope, std::iter::once(manifest).chain(sealed).collect()))
}

/// Seals a submission object by object: [`new`](Self::new), [`seal`](Self::seal) for objects 1, 2, …, [`finish`](Self::finish) for object 0.
#[derive(Debug)]
pub struct SubmissionSealer<'a> {
    recipient: &'a Recipient,
    tenant: String,
    service: String,
    pid: Pid,
    form: FormHash,
    count: u32,
    key: PackageKey,
    entries: Vec<ObjectEntry>,
    hashes: Vec<BlobHash>,
}

impl<'a> SubmissionSealer<'a> {
    /// Starts a submission of `count` objects, object 0 included: at least 2 (answers), at most [`limits::MAX_OBJECTS`].
    ///
    /// # Errors
    /// `ObjectCount`, `Entropy`.
    pub fn new(recipient: &'a Recipient, place: &SubmissionPlace<'_>, count: u32, entropy: &mut impl Entropy) -> Result<Self, SealError> {
        if !(2..=limits::MAX_OBJECTS).contains(&count) {
            return Err(SealError::ObjectCount { count });
        }
        Ok(Self {
            recipient,
            tenant: place.tenant.to_owned(),
            service: place.service.to_owned(),
            pid: place.pid,
            form: place.form,
            count,
            key: PackageKey::generate(entropy)?,
            entries: Vec::new(),
            hashes: Vec::new(),
        })
    }

    /// Seals the next object.
    ///
    /// # Errors
    /// `ObjectOrder`: more than announced, or a role out of order. `NameTooLong`, `ContentTooLong`, `Entropy`.
    pub fn seal(&mut self, object: &Object<'_>, entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        let number = self.next_number();
        if number >= self.count || !object.role.fits(number) {
            return Err(SealError::ObjectOrder { number });
        }
        if object.name.len() > limits::MAX_NAME || object.media_type.len() > limits::MAX_NAME {
            return Err(SealError::NameTooLong);
        }
        let blob = self.seal_bytes(number, object.bytes, entropy)?;
        self.entries.push(ObjectEntry {
            number,
            role: object.role,
            name: object.name.to_owned(),
            media_type: object.media_type.to_owned(),
            size: object.bytes.len() as u64,
            sha512: BlobHash::from_bytes(Sha512::digest(object.bytes).into()),
        });
        self.hashes.push(BlobHash::of(&blob));
        Ok(blob)
    }

    /// Seals object 0, which names the others, and wraps the package key. Returns the envelope and blob 0.
    ///
    /// # Errors
    /// `ObjectOrder`: fewer objects than announced. `RecipientKey`, `Entropy`, `Serialisation`.
    pub fn finish(mut self, validated_by: &str, entropy: &mut impl Entropy) -> Result<(SealedSubmission, Vec<u8>), SealError> {
        let number = self.next_number();
        if number != self.count {
            return Err(SealError::ObjectOrder { number });
        }
        let manifest = ObjectManifest {
            v: VERSION.to_owned(),
            tenant: self.tenant.clone(),
            service: self.service.clone(),
            pid: self.pid,
            form: self.form,
            validated_by: validated_by.to_owned(),
            objects: std::mem::take(&mut self.entries),
        };
        let manifest = serde_json::to_vec(&manifest).map(Zeroizing::new).map_err(|_| SealError::Serialisation)?;
        let blob = self.seal_bytes(0, &manifest, entropy)?;
        let mut hashes = vec![BlobHash::of(&blob)];
        hashes.append(&mut self.hashes);
        let digest = Digest::of(&hashes);
        let place = self.place();
        let kid = self.recipient.kid();
        let wrapped_key = kem::wrap(
            &self.recipient.public,
            &binding::wrap_info(&place, &kid),
            &binding::wrap_aad(&place.pid, &digest),
            self.key.expose(),
            entropy,
        )?;
        Ok((SealedSubmission { suite: self.recipient.suite(), kid, wrapped_key, digest, hashes }, blob))
    }

    fn seal_bytes(&self, number: u32, bytes: &[u8], entropy: &mut impl Entropy) -> Result<Vec<u8>, SealError> {
        let key = self.key.object_key(&self.pid, number);
        let context = binding::object_context(&self.place(), number, self.count);
        chunked::seal(&key, &context, &pad::Padded::new(bytes, limits::MIN_OBJECT), entropy)
    }

    fn next_number(&self) -> u32 {
        u32::try_from(self.hashes.len()).unwrap_or(u32::MAX).saturating_add(1)
    }

    fn place(&self) -> SubmissionPlace<'_> {
        SubmissionPlace { tenant: &self.tenant, service: &self.service, pid: self.pid, form: self.form }
    }
}
