//! Submissions: what is sealed opens as it was, for its tenant, in its place, as a whole; and nothing else does.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::digest::BlobHash;
use vordruck_envelope::submission::{
    Object, OpenedSubmission, Role, SealedSubmission, SubmissionEnvelope, SubmissionSealer, open_submission, seal_submission,
};
use vordruck_envelope::{Digest, FormHash, OpenError, OsEntropy, Pid, SealError, SubmissionPlace, limits};

use crate::fixtures::{Tenant, answers, pdf, place};

fn attachment(bytes: &[u8]) -> Object<'_> {
    Object { role: Role::Attachment, name: "Überlassung.jpg", media_type: "image/jpeg", bytes }
}

struct Sent {
    envelope: SubmissionEnvelope,
    blobs: Vec<Vec<u8>>,
}

fn send(tenant: &Tenant, objects: &[Object<'_>]) -> Sent {
    let (sealed, blobs) = seal_submission(&tenant.recipient(), &place(), objects, "test", &mut OsEntropy).unwrap();
    Sent { envelope: envelope(&sealed), blobs }
}

fn envelope(sealed: &SealedSubmission) -> SubmissionEnvelope {
    SubmissionEnvelope {
        suite: sealed.suite.name().to_owned(),
        kid: sealed.kid,
        wrapped_key: sealed.wrapped_key.clone(),
        digest: sealed.digest,
    }
}

fn open(tenant: &Tenant, sent: &Sent) -> Result<OpenedSubmission, OpenError> {
    open_submission(&tenant.key, &place(), &sent.envelope, sent.blobs.clone()).map_err(|unreadable| unreadable.fault())
}

fn recomputed(blobs: &[Vec<u8>]) -> Digest {
    Digest::of(&blobs.iter().map(|blob| BlobHash::of(blob)).collect::<Vec<_>>())
}

#[test]
fn a_submission_opens_as_it_was_sealed() {
    let tenant = Tenant::new();
    let scan = vec![9; 70_000];
    let sent = send(&tenant, &[answers(), pdf(), attachment(&scan), attachment(b"")]);
    assert_eq!(sent.blobs.len(), 5);
    assert_eq!(sent.envelope.wrapped_key.len(), limits::WRAPPED_KEY);
    assert_eq!(sent.envelope.digest, recomputed(&sent.blobs));
    let opened = open(&tenant, &sent).unwrap();
    let contents: Vec<&[u8]> = opened.objects.iter().map(|object| object.bytes.as_slice()).collect();
    assert_eq!(contents, [answers().bytes, pdf().bytes, &scan, b""]);
    let roles: Vec<Role> = opened.objects.iter().map(|object| object.entry.role).collect();
    assert_eq!(roles, [Role::Answers, Role::Pdf, Role::Attachment, Role::Attachment]);
    assert_eq!(opened.objects[2].entry.name, "Überlassung.jpg");
    assert_eq!(opened.manifest.validated_by, "test");
    assert_eq!(opened.manifest.pid, place().pid);
}

#[test]
fn a_submission_without_pdf_has_attachments_from_object_2() {
    let tenant = Tenant::new();
    let opened = open(&tenant, &send(&tenant, &[answers(), attachment(b"scan")])).unwrap();
    assert_eq!(opened.objects[1].entry.role, Role::Attachment);
}

/// Every byte outside the ciphertext of the chunks, and every 61st inside; `hazmat` tries all bytes of a chunked ciphertext.
#[test]
fn a_changed_byte_is_noticed_whether_or_not_the_digest_is_recomputed() {
    let tenant = Tenant::new();
    let sent = send(&tenant, &[answers()]);
    let mut tried = 0;
    for blob in 0..sent.blobs.len() {
        let len = sent.blobs[blob].len();
        for at in (0..len).filter(|at| *at < 60 || *at % 1_021 == 0 || *at + 20 > len) {
            let mut blobs = sent.blobs.clone();
            blobs[blob][at] ^= 0x10;
            let stated = Sent { envelope: sent.envelope.clone(), blobs };
            assert_eq!(open(&tenant, &stated).map(drop), Err(OpenError::DigestMismatch), "blob {blob}, byte {at}");
            let digest = recomputed(&stated.blobs);
            let recomputed = Sent { envelope: SubmissionEnvelope { digest, ..sent.envelope.clone() }, blobs: stated.blobs };
            assert_eq!(open(&tenant, &recomputed).map(drop), Err(OpenError::WrapRejected), "blob {blob}, byte {at}");
            tried += 1;
        }
    }
    assert!(tried > 250, "{tried}");
}

/// In WebAssembly every 13th byte: an opening takes 30 ms there, and 1 713 of them a minute.
#[test]
fn every_changed_byte_of_the_wrapped_key_is_noticed() {
    let step = if cfg!(target_arch = "wasm32") { 13 } else { 1 };
    let tenant = Tenant::new();
    let sent = send(&tenant, &[answers()]);
    for at in (0..sent.envelope.wrapped_key.len()).step_by(step) {
        let mut envelope = sent.envelope.clone();
        envelope.wrapped_key[at] ^= 1;
        let changed = open_submission(&tenant.key, &place(), &envelope, sent.blobs.clone());
        assert_eq!(changed.map(drop).map_err(|unreadable| unreadable.fault()), Err(OpenError::WrapRejected), "byte {at}");
    }
}

#[test]
fn a_submission_opens_only_in_its_place() {
    let tenant = Tenant::new();
    let sent = send(&tenant, &[answers(), pdf()]);
    let home = place();
    for elsewhere in [
        SubmissionPlace { tenant: "fremdstadt", ..home },
        SubmissionPlace { service: "hundesteuer", ..home },
        SubmissionPlace { pid: Pid::from_random([7; 16]), ..home },
        SubmissionPlace { form: FormHash::of(b"another form"), ..home },
    ] {
        let opened = open_submission(&tenant.key, &elsewhere, &sent.envelope, sent.blobs.clone());
        assert_eq!(opened.map(drop).map_err(|unreadable| unreadable.fault()), Err(OpenError::WrapRejected), "{elsewhere:?}");
    }
}

#[test]
fn another_tenants_key_opens_nothing() {
    let (ours, theirs) = (Tenant::new(), Tenant::new());
    let sent = send(&ours, &[answers()]);
    assert_eq!(open(&theirs, &sent).map(drop), Err(OpenError::UnknownRecipient));
    let renamed = Sent { envelope: SubmissionEnvelope { kid: theirs.key.kid().unwrap(), ..sent.envelope }, blobs: sent.blobs };
    assert_eq!(open(&theirs, &renamed).map(drop), Err(OpenError::WrapRejected));
}

#[test]
fn objects_of_two_submissions_do_not_mix() {
    let tenant = Tenant::new();
    let (one, other) = (send(&tenant, &[answers(), pdf()]), send(&tenant, &[answers(), pdf()]));
    let mixed = vec![one.blobs[0].clone(), one.blobs[1].clone(), other.blobs[2].clone()];
    let digest = recomputed(&mixed);
    let mixed = Sent { envelope: SubmissionEnvelope { digest, ..one.envelope }, blobs: mixed };
    assert_eq!(open(&tenant, &mixed).map(drop), Err(OpenError::WrapRejected));
}

#[test]
fn sealed_again_the_same_submission_has_another_digest() {
    let tenant = Tenant::new();
    assert_ne!(send(&tenant, &[answers()]).envelope.digest, send(&tenant, &[answers()]).envelope.digest);
}

#[test]
fn objects_come_in_order_and_as_many_as_announced() {
    let tenant = Tenant::new();
    let recipient = tenant.recipient();
    let sealer = |count| SubmissionSealer::new(&recipient, &place(), count, &mut OsEntropy);
    assert_eq!(sealer(1).map(drop), Err(SealError::ObjectCount { count: 1 }));
    assert_eq!(sealer(limits::MAX_OBJECTS + 1).map(drop), Err(SealError::ObjectCount { count: limits::MAX_OBJECTS + 1 }));
    assert_eq!(sealer(3).unwrap().seal(&pdf(), &mut OsEntropy), Err(SealError::ObjectOrder { number: 1 }));
    let mut early = sealer(3).unwrap();
    early.seal(&answers(), &mut OsEntropy).unwrap();
    assert_eq!(early.finish("test", &mut OsEntropy).map(drop), Err(SealError::ObjectOrder { number: 2 }));
    let mut late = sealer(2).unwrap();
    late.seal(&answers(), &mut OsEntropy).unwrap();
    assert_eq!(late.seal(&pdf(), &mut OsEntropy), Err(SealError::ObjectOrder { number: 2 }));
}

#[test]
fn an_endless_name_is_refused() {
    let tenant = Tenant::new();
    let name = "n".repeat(limits::MAX_NAME + 1);
    let long = Object { name: &name, ..answers() };
    let sealed = seal_submission(&tenant.recipient(), &place(), &[long], "test", &mut OsEntropy);
    assert_eq!(sealed.map(drop), Err(SealError::NameTooLong));
}
