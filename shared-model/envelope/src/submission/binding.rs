//! The keys and contexts of a submission, the same for sealing and opening. In: the package key and the place. Out: object keys, contexts, info and aad.

use zeroize::Zeroizing;

use crate::context::context;
use crate::hazmat::kdf;
use crate::{Digest, Kid, Pid, SubmissionPlace};

crate::secret::secret_bytes! {
    /// `PK`: the key all objects of one submission hang on.
    pub(super) PackageKey, 32
}

impl PackageKey {
    /// `KDF("", PK, 32; "obj", pid, u32(n))`.
    pub(super) fn object_key(&self, pid: &Pid, number: u32) -> Zeroizing<[u8; 32]> {
        kdf::derive(&[], self.expose(), &[b"obj", pid.as_bytes(), &number.to_be_bytes()])
    }
}

/// `ctx("sub-obj", tenant, service, pid, u32(n), u32(N))`.
pub(super) fn object_context(place: &SubmissionPlace<'_>, number: u32, count: u32) -> Vec<u8> {
    context(&[
        b"sub-obj",
        place.tenant.as_bytes(),
        place.service.as_bytes(),
        place.pid.as_bytes(),
        &number.to_be_bytes(),
        &count.to_be_bytes(),
    ])
}

/// HPKE's info: `ctx("sub", tenant, service, kid, form)`.
pub(super) fn wrap_info(place: &SubmissionPlace<'_>, kid: &Kid) -> Vec<u8> {
    context(&[b"sub", place.tenant.as_bytes(), place.service.as_bytes(), kid.as_bytes(), place.form.as_bytes()])
}

/// HPKE's aad: `ctx("sub-key", pid, D)`.
pub(super) fn wrap_aad(pid: &Pid, digest: &Digest) -> Vec<u8> {
    context(&[b"sub-key", pid.as_bytes(), digest.as_bytes()])
}
