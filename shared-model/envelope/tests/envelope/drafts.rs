//! Drafts: what link, PIN and share open, and what they don't.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::draft::{AttachmentKey, DraftAccess, DraftKey, LinkError, LinkSecret, Pin};
use vordruck_envelope::{
    AttachmentId, DraftPlace, Entropy, EntropyError, FormHash, Lookup, OpenError, OsEntropy, SealError, Share, Verifier,
};

use crate::fixtures::{TENANT, draft_place};

#[test]
fn a_draft_opens_with_link_pin_and_share() {
    let (link, pin, share) =
        (LinkSecret::generate(&mut OsEntropy).unwrap(), Pin::generate(&mut OsEntropy).unwrap(), Share::generate(&mut OsEntropy).unwrap());
    let made = DraftAccess::derive(&link, &pin, TENANT).unwrap();
    let verifier = made.verifier();
    let place = DraftPlace { lookup: made.lookup(), ..draft_place() };
    let sealed = made.draft_key(&share).seal_body(&place, 1, b"body", &mut OsEntropy).unwrap();

    let link = LinkSecret::from_fragment(&format!("#{}", *link.fragment())).unwrap();
    let pin = Pin::parse(&pin.display()).unwrap();
    let again = DraftAccess::derive(&link, &pin, TENANT).unwrap();
    assert!(verifier.matches(&again.proof()));
    assert_eq!(again.draft_key(&share).open_body(&place, 1, sealed).unwrap().as_slice(), b"body");
}

#[test]
fn another_pin_is_neither_let_in_nor_could_it_open() {
    let (link, share) = (LinkSecret::generate(&mut OsEntropy).unwrap(), Share::generate(&mut OsEntropy).unwrap());
    let derive = |pin: &Pin| DraftAccess::derive(&link, pin, TENANT).unwrap();
    let (right, wrong) = (derive(&Pin::generate(&mut OsEntropy).unwrap()), derive(&Pin::generate(&mut OsEntropy).unwrap()));
    assert!(!right.verifier().matches(&wrong.proof()));
    let sealed = right.draft_key(&share).seal_body(&draft_place(), 1, b"body", &mut OsEntropy).unwrap();
    assert_eq!(wrong.draft_key(&share).open_body(&draft_place(), 1, sealed), Err(OpenError::CommitmentMismatch));
}

#[test]
fn without_the_servers_share_link_and_pin_open_nothing() {
    let (link, pin) = (LinkSecret::generate(&mut OsEntropy).unwrap(), Pin::generate(&mut OsEntropy).unwrap());
    let access = DraftAccess::derive(&link, &pin, TENANT).unwrap();
    let sealed = access.draft_key(&Share::from_bytes([1; 32])).seal_body(&draft_place(), 1, b"body", &mut OsEntropy).unwrap();
    let opened = access.draft_key(&Share::from_bytes([2; 32])).open_body(&draft_place(), 1, sealed);
    assert_eq!(opened, Err(OpenError::CommitmentMismatch));
}

#[test]
fn an_older_revision_does_not_pass_for_a_newer_one() {
    let key = DraftKey::from_bytes([5; 32]);
    let sealed = key.seal_body(&draft_place(), 6, b"old", &mut OsEntropy).unwrap();
    assert_eq!(key.open_body(&draft_place(), 7, sealed), Err(OpenError::CommitmentMismatch));
}

#[test]
fn a_body_opens_only_in_its_place() {
    let key = DraftKey::from_bytes([5; 32]);
    let home = draft_place();
    let sealed = key.seal_body(&home, 1, b"body", &mut OsEntropy).unwrap();
    let elsewhere = [
        DraftPlace { tenant: "fremdstadt", ..home },
        DraftPlace { service: "hundesteuer", ..home },
        DraftPlace { lookup: Lookup::from_bytes([2; 16]), ..home },
        DraftPlace { form: FormHash::of(b"another form"), ..home },
        DraftPlace { tenant: "musterstadtb", service: "ewohnerparken", ..home },
    ];
    for place in elsewhere {
        assert_eq!(key.open_body(&place, 1, sealed.clone()), Err(OpenError::CommitmentMismatch), "{place:?}");
    }
    assert_eq!(key.open_body(&home, 1, sealed).unwrap().as_slice(), b"body");
}

#[test]
fn sealed_twice_the_same_body_looks_different() {
    let key = DraftKey::from_bytes([5; 32]);
    let seal = || key.seal_body(&draft_place(), 1, b"body", &mut OsEntropy).unwrap();
    assert_ne!(seal(), seal());
}

#[test]
fn an_attachment_opens_only_with_its_key_draft_and_id() {
    let (key, id) = (AttachmentKey::generate(&mut OsEntropy).unwrap(), AttachmentId::generate(&mut OsEntropy).unwrap());
    let home = draft_place();
    let sealed = key.seal(&home, &id, b"scan", &mut OsEntropy).unwrap();
    let elsewhere = DraftPlace { lookup: Lookup::from_bytes([2; 16]), ..home };
    let other = AttachmentId::generate(&mut OsEntropy).unwrap();
    assert_eq!(key.open(&elsewhere, &id, sealed.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(key.open(&home, &other, sealed.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(AttachmentKey::from_bytes([0; 32]).open(&home, &id, sealed.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(key.open(&home, &id, sealed).unwrap().as_slice(), b"scan");
}

#[test]
fn an_attachment_survives_a_new_form_version() {
    let (key, id) = (AttachmentKey::generate(&mut OsEntropy).unwrap(), AttachmentId::generate(&mut OsEntropy).unwrap());
    let sealed = key.seal(&draft_place(), &id, b"scan", &mut OsEntropy).unwrap();
    let newer = DraftPlace { form: FormHash::of(b"new version"), ..draft_place() };
    assert_eq!(key.open(&newer, &id, sealed).unwrap().as_slice(), b"scan");
}

#[test]
fn twenty_five_megabytes_are_sealed_and_opened() {
    let content: Vec<u8> = (0..25_u32 << 20).map(|index| (index >> 7) as u8).collect();
    let key = AttachmentKey::from_bytes([5; 32]);
    let id = AttachmentId::from_bytes([6; 16]);
    let sealed = key.seal(&draft_place(), &id, &content, &mut OsEntropy).unwrap();
    assert_eq!(sealed.len() as u64, vordruck_envelope::limits::sealed_len(content.len() as u64));
    assert!(*key.open(&draft_place(), &id, sealed).unwrap() == content);
}

#[test]
fn without_randomness_nothing_is_sealed() {
    struct Empty;
    impl Entropy for Empty {
        fn fill(&mut self, _: &mut [u8]) -> Result<(), EntropyError> {
            Err(EntropyError)
        }
    }
    assert_eq!(DraftKey::from_bytes([5; 32]).seal_body(&draft_place(), 1, b"body", &mut Empty), Err(SealError::Entropy(EntropyError)));
    assert!(Pin::generate(&mut Empty).is_err());
    assert!(LinkSecret::generate(&mut Empty).is_err());
}

#[test]
fn nobody_has_the_proof_of_no_draft() {
    assert!(!Verifier::NOBODY.matches(&vordruck_envelope::AccessProof::from_bytes([0; 32])));
}

#[test]
fn a_link_that_a_mail_program_damaged_is_refused() {
    let fragment = LinkSecret::from_bytes([7; 32]).fragment();
    let damaged = |text: &str| LinkSecret::from_fragment(text).map(drop).unwrap_err();
    assert_eq!(damaged(""), LinkError::Malformed);
    assert_eq!(damaged(&fragment[..20]), LinkError::Malformed);
    assert_eq!(damaged(&format!("{}.", *fragment)), LinkError::Malformed);
    assert_eq!(damaged(&fragment.replace("v1", "v3")), LinkError::UnknownVersion);
    assert!(LinkSecret::from_fragment(&format!("#{} ", *fragment)).is_ok());
}
