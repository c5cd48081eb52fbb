//! Relays: what a telephone seals the open device opens, and nobody between them.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::draft::LinkSecret;
use vordruck_envelope::relay::{NoRelayLink, RelaySecret};
use vordruck_envelope::{AttachmentId, OpenError, OsEntropy, SealError, Share, limits};

use crate::fixtures::TENANT;

const SERVICE: &str = "bewohnerparken";

#[test]
fn what_the_telephone_seals_the_open_device_opens_and_the_other_way_round() {
    let (kept, share) = (RelaySecret::generate(&mut OsEntropy).unwrap(), Share::generate(&mut OsEntropy).unwrap());
    let seen = RelaySecret::from_fragment(&format!("#{}", *kept.fragment())).unwrap();
    assert_eq!(seen.lookup(), kept.lookup());
    assert!(kept.verifier(TENANT).matches(&seen.proof(TENANT)));
    let (desk, phone) = (kept.key(TENANT, SERVICE, &share), seen.key(TENANT, SERVICE, &share));
    let invitation = desk.seal_invitation(b"Ausweis", &mut OsEntropy).unwrap();
    assert_eq!(phone.open_invitation(invitation).unwrap().as_slice(), b"Ausweis");
    let id = AttachmentId::generate(&mut OsEntropy).unwrap();
    let sealed = phone.seal_file(&id, "Führerschein.jpg", b"picture", &mut OsEntropy).unwrap();
    let (name, content) = desk.open_file(&id, sealed).unwrap();
    assert_eq!((name.as_str(), content.as_slice()), ("Führerschein.jpg", b"picture".as_slice()));
}

#[test]
fn what_passes_by_in_between_shows_neither_content_nor_name_nor_how_long_they_are() {
    let secret = RelaySecret::generate(&mut OsEntropy).unwrap();
    let key = secret.key(TENANT, SERVICE, &Share::from_bytes([1; 32]));
    let id = AttachmentId::generate(&mut OsEntropy).unwrap();
    let sealed = key.seal_file(&id, "canary-name.jpg", &b"canary-content".repeat(100), &mut OsEntropy).unwrap();
    assert!(!sealed.windows(6).any(|window| window == b"canary"));
    assert_eq!(sealed.len(), key.seal_file(&id, "", b"", &mut OsEntropy).unwrap().len());
    let secret_text = secret.fragment();
    assert!(!secret.lookup().to_string().contains(&secret_text[3..]));
}

#[test]
fn without_the_servers_share_the_secret_opens_nothing() {
    let secret = RelaySecret::generate(&mut OsEntropy).unwrap();
    let key = |share: u8| secret.key(TENANT, SERVICE, &Share::from_bytes([share; 32]));
    let sealed = key(1).seal_invitation(b"Ausweis", &mut OsEntropy).unwrap();
    assert_eq!(key(2).open_invitation(sealed).unwrap_err(), OpenError::CommitmentMismatch);
}

#[test]
fn a_relay_and_a_draft_of_the_same_bytes_have_nothing_in_common() {
    let (relay, link) = (RelaySecret::from_bytes([7; 32]), LinkSecret::from_bytes([7; 32]));
    assert_ne!(relay.lookup(), link.lookup());
    assert_eq!(RelaySecret::from_fragment(&link.fragment()).unwrap_err(), NoRelayLink);
    assert!(LinkSecret::from_fragment(&relay.fragment()).is_err());
}

#[test]
fn names_are_short_and_secrets_do_not_print() {
    let secret = RelaySecret::from_bytes([0xab; 32]);
    let key = secret.key(TENANT, SERVICE, &Share::from_bytes([1; 32]));
    let id = AttachmentId::from_bytes([1; 16]);
    let long = "n".repeat(limits::MAX_NAME + 1);
    assert_eq!(key.seal_file(&id, &long, b"", &mut OsEntropy).unwrap_err(), SealError::NameTooLong);
    assert!(key.seal_file(&id, &long[1..], b"", &mut OsEntropy).is_ok());
    assert_eq!(format!("{secret:?} {key:?}"), "RelaySecret(…) RelayKey(…)");
}
