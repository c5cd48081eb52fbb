//! Opening a submission: the private side's part. In: the envelope, the blobs, where they are said to belong, the private key. Out: the objects, once
//! digest, recipient, tenant, service, pid, form, numbers, sizes and hashes have all been checked; otherwise one uniform [`Unreadable`].

use sha2::{Digest as _, Sha512};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use super::binding::{self, PackageKey};
use super::manifest::{ObjectEntry, ObjectManifest};
use crate::digest::BlobHash;
use crate::error::{OpenError, Unreadable};
use crate::hazmat::{chunked, kem, pad};
use crate::keys::{RecipientKey, Suite};
use crate::{Digest, Kid, SubmissionPlace, VERSION, limits};

/// What came beside the blobs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubmissionEnvelope {
    /// The suite's name as received.
    pub suite: String,
    /// The key it is sealed for.
    pub kid: Kid,
    /// The wrapped package key.
    pub wrapped_key: Vec<u8>,
    /// `D` as the public side has it.
    pub digest: Digest,
}

/// An opened object. Hostile content all the same: the browser isn't ours.
pub struct OpenedObject {
    /// What object 0 says of it; size and hash fit.
    pub entry: ObjectEntry,
    /// Content.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// An opened submission.
pub struct OpenedSubmission {
    /// Object 0.
    pub manifest: ObjectManifest,
    /// Objects 1 … N−1 in order.
    pub objects: Vec<OpenedObject>,
}

/// The key of one submission, unwrapped: opens this one and no other, so that whoever reads what strangers sent needn't hold the recipient's key.
pub struct SubmissionKey(PackageKey);

/// Unwraps the key of a submission. `hashes` are those of the blobs in order; they have to make up the digest.
///
/// # Errors
/// [`Unreadable`]: the same for every cause; [`Unreadable::fault`] is for the local log.
pub fn unwrap_submission(
    key: &RecipientKey,
    place: &SubmissionPlace<'_>,
    envelope: &SubmissionEnvelope,
    hashes: &[BlobHash],
) -> Result<SubmissionKey, Unreadable> {
    unwrap_checked(key, place, envelope, hashes).map(SubmissionKey).map_err(Unreadable::from)
}

/// Opens the blobs of a submission with its key. Whoever unwrapped the key has compared the digest.
///
/// # Errors
/// [`Unreadable`]: the same for every cause; [`Unreadable::fault`] is for the local log.
pub fn open_unwrapped(key: &SubmissionKey, place: &SubmissionPlace<'_>, blobs: Vec<Vec<u8>>) -> Result<OpenedSubmission, Unreadable> {
    open_objects(&key.0, place, blobs).map_err(Unreadable::from)
}

/// Opens a submission. `place` is where the public side filed it; `blobs` are in order from object 0 and are taken over, since each is opened in place.
///
/// # Errors
/// [`Unreadable`]: the same for every cause; [`Unreadable::fault`] is for the local log.
pub fn open_submission(
    key: &RecipientKey,
    place: &SubmissionPlace<'_>,
    envelope: &SubmissionEnvelope,
    blobs: Vec<Vec<u8>>,
) -> Result<OpenedSubmission, Unreadable> {
    open(key, place, envelope, blobs).map_err(Unreadable::from)
}

fn open(
    key: &RecipientKey,
    place: &SubmissionPlace<'_>,
    envelope: &SubmissionEnvelope,
    blobs: Vec<Vec<u8>>,
) -> Result<OpenedSubmission, OpenError> {
    let hashes: Vec<BlobHash> = blobs.iter().map(|blob| BlobHash::of(blob)).collect();
    open_objects(&unwrap_checked(key, place, envelope, &hashes)?, place, blobs)
}

fn unwrap_checked(
    key: &RecipientKey,
    place: &SubmissionPlace<'_>,
    envelope: &SubmissionEnvelope,
    hashes: &[BlobHash],
) -> Result<PackageKey, OpenError> {
    if envelope.suite != Suite::Hpke1.name() {
        return Err(OpenError::UnknownSuite);
    }
    check_count(hashes.len())?;
    if !bool::from(Digest::of(hashes).as_bytes().ct_eq(envelope.digest.as_bytes())) {
        return Err(OpenError::DigestMismatch);
    }
    if key.kid().map_err(|_| OpenError::UnknownRecipient)? != envelope.kid {
        return Err(OpenError::UnknownRecipient);
    }
    unwrap(key, place, envelope)
}

fn check_count(blobs: usize) -> Result<u32, OpenError> {
    let count = u32::try_from(blobs).unwrap_or(u32::MAX);
    if (2..=limits::MAX_OBJECTS).contains(&count) { Ok(count) } else { Err(OpenError::CountMismatch) }
}

fn open_objects(package_key: &PackageKey, place: &SubmissionPlace<'_>, blobs: Vec<Vec<u8>>) -> Result<OpenedSubmission, OpenError> {
    let count = check_count(blobs.len())?;
    let mut contents = (0..).zip(blobs).map(|(number, blob)| {
        let context = binding::object_context(place, number, count);
        pad::unpad(chunked::open(&package_key.object_key(&place.pid, number), &context, blob)?, limits::MIN_OBJECT)
    });
    let manifest = contents.next().ok_or(OpenError::CountMismatch)??;
    let manifest = read_manifest(&manifest, place)?;
    if manifest.objects.len() + 1 != count as usize {
        return Err(OpenError::CountMismatch);
    }
    let objects = (1..)
        .zip(&manifest.objects)
        .zip(contents)
        .map(|((number, entry), bytes)| check_object(number, entry, bytes?))
        .collect::<Result<_, _>>()?;
    Ok(OpenedSubmission { manifest, objects })
}

fn unwrap(key: &RecipientKey, place: &SubmissionPlace<'_>, envelope: &SubmissionEnvelope) -> Result<PackageKey, OpenError> {
    let info = binding::wrap_info(place, &envelope.kid);
    let aad = binding::wrap_aad(&place.pid, &envelope.digest);
    kem::unwrap(key.expose(), &info, &aad, &envelope.wrapped_key).map(|key| PackageKey::from_bytes(*key))
}

fn read_manifest(json: &[u8], place: &SubmissionPlace<'_>) -> Result<ObjectManifest, OpenError> {
    let manifest: ObjectManifest = serde_json::from_slice(json).map_err(|_| OpenError::ManifestMalformed)?;
    if manifest.v != VERSION {
        return Err(OpenError::UnknownVersion);
    }
    let bindings = [
        ("tenant", manifest.tenant == place.tenant),
        ("service", manifest.service == place.service),
        ("pid", manifest.pid == place.pid),
        ("form", manifest.form == place.form),
    ];
    match bindings.iter().find(|(_, holds)| !holds) {
        Some((binding, _)) => Err(OpenError::WrongContext { binding }),
        None => Ok(manifest),
    }
}

fn check_object(number: u32, entry: &ObjectEntry, bytes: Zeroizing<Vec<u8>>) -> Result<OpenedObject, OpenError> {
    if entry.number != number || !entry.role.fits(number) || entry.name.len() > limits::MAX_NAME {
        return Err(OpenError::ManifestMalformed);
    }
    if entry.size != bytes.len() as u64 {
        return Err(OpenError::SizeMismatch { number });
    }
    if entry.sha512 != BlobHash::from_bytes(Sha512::digest(&*bytes).into()) {
        return Err(OpenError::HashMismatch { number });
    }
    Ok(OpenedObject { entry: entry.clone(), bytes })
}

impl SubmissionKey {
    /// Out of the hands of another process on this machine.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(PackageKey::from_bytes(bytes))
    }

    /// Into the hands of another process on this machine; never log, print or keep it.
    #[must_use]
    pub fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

impl std::fmt::Debug for SubmissionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubmissionKey(…)")
    }
}

impl std::fmt::Debug for OpenedObject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedObject({}, {} bytes)", self.entry.number, self.bytes.len())
    }
}

impl std::fmt::Debug for OpenedSubmission {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenedSubmission({}, {} objects)", self.manifest.pid, self.objects.len())
    }
}
