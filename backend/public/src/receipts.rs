//! The instance's word that it holds a submission. In: a stored submission. Out: the receipt as it goes over the wire, and the key that checks it.

use std::path::Path;

use vordruck_contract::submissions;
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::signature::SigningKey;
use vordruck_envelope::{Reference, SealError, VERSION, VerifyingKey};

use crate::clock::{Rng, instant};
use crate::keys::{KeyError, read_or_create_seed};
use crate::store::Submission;

/// Signs receipts. Ed25519 is deterministic: the same submission always has the same receipt.
pub(crate) struct ReceiptSigner {
    key: SigningKey,
}

impl ReceiptSigner {
    pub(crate) fn open(path: &Path, rng: &Rng) -> Result<Self, KeyError> {
        Ok(Self { key: SigningKey::from_bytes(*read_or_create_seed(path, rng)?) })
    }

    pub(crate) fn verifying_key(&self) -> VerifyingKey {
        self.key.verifying_key()
    }

    pub(crate) fn receipt(&self, of: &Submission) -> Result<submissions::Receipt, SealError> {
        let reference = Reference::of(&of.tenant, &of.pid);
        let signed = Receipt {
            v: VERSION.to_owned(),
            pid: of.pid,
            reference: reference.clone(),
            tenant: of.tenant.clone(),
            service: of.service.clone(),
            form: of.form,
            digest: of.digest,
            received_at: u64::try_from(of.received_at).unwrap_or(0),
            retain_until: u64::try_from(of.retain_until).unwrap_or(0),
        };
        Ok(submissions::Receipt {
            pid: of.pid.to_string(),
            reference: reference.to_string(),
            digest: of.digest.to_string(),
            received_at: instant(of.received_at),
            retain_until: instant(of.retain_until),
            jws: signed.sign(&self.key)?,
        })
    }
}
