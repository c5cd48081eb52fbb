//! One fictional tenant, service, form and applicant.

use vordruck_envelope::keys::{KeyManifest, Pinned, Recipient, RecipientKey, TrustedKeys, sign_manifest};
use vordruck_envelope::signature::SigningKey;
use vordruck_envelope::submission::{Object, Role};
use vordruck_envelope::{DraftPlace, FormHash, Lookup, OsEntropy, Pid, SubmissionPlace};

pub(crate) const TENANT: &str = "musterstadt";
pub(crate) const SERVICE: &str = "bewohnerparken";
pub(crate) const NOW: u64 = 1_795_305_600;
pub(crate) const DAY: u64 = 86_400;

pub(crate) fn form() -> FormHash {
    FormHash::of(b"compiled form")
}

pub(crate) fn pid() -> Pid {
    "9f1c2e3a-4b5c-4d6e-8f90-a1b2c3d4e5f6".parse().unwrap()
}

pub(crate) fn draft_place() -> DraftPlace<'static> {
    DraftPlace { tenant: TENANT, service: SERVICE, lookup: Lookup::from_bytes([1; 16]), form: form() }
}

pub(crate) fn place() -> SubmissionPlace<'static> {
    SubmissionPlace { tenant: TENANT, service: SERVICE, pid: pid(), form: form() }
}

/// A tenant with one key, and its manifest as the browser believes it.
pub(crate) struct Tenant {
    pub(crate) root: SigningKey,
    pub(crate) key: RecipientKey,
}

impl Tenant {
    pub(crate) fn new() -> Self {
        Self { root: SigningKey::generate(&mut OsEntropy).unwrap(), key: RecipientKey::generate(&mut OsEntropy).unwrap() }
    }

    pub(crate) fn manifest(&self) -> KeyManifest {
        KeyManifest {
            v: vordruck_envelope::VERSION.to_owned(),
            tenant: TENANT.to_owned(),
            sequence: 1,
            not_before: NOW,
            not_after: NOW + 90 * DAY,
            keys: vec![self.key.entry(NOW, NOW + 90 * DAY).unwrap()],
            revoked: vec![],
            destinations: vec![],
        }
    }

    pub(crate) fn pinned(&self) -> Pinned<'static> {
        Pinned { tenant: TENANT, root: self.root.verifying_key().fingerprint(), least_sequence: 1 }
    }

    pub(crate) fn trusted(&self) -> TrustedKeys {
        TrustedKeys::verify(&sign_manifest(&self.manifest(), &self.root).unwrap(), &self.pinned(), NOW).unwrap()
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.trusted().recipient(NOW).unwrap()
    }
}

pub(crate) fn answers() -> Object<'static> {
    Object { role: Role::Answers, name: "answers.json", media_type: "application/json", bytes: br#"{"kennzeichen":"GI-AB 123"}"# }
}

pub(crate) fn pdf() -> Object<'static> {
    Object { role: Role::Pdf, name: "antrag.pdf", media_type: "application/pdf", bytes: b"%PDF-1.7" }
}
