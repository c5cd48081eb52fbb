//! Receipts, acknowledgements and reference numbers.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::acknowledgement::{Acknowledgement, Outcome};
use vordruck_envelope::receipt::Receipt;
use vordruck_envelope::signature::SigningKey;
use vordruck_envelope::{Digest, OsEntropy, Pid, Reference, SubmissionPlace, TokenError, VERSION};

use crate::fixtures::{NOW, TENANT, place};

fn receipt(digest: Digest) -> Receipt {
    let place = place();
    Receipt {
        v: VERSION.to_owned(),
        pid: place.pid,
        reference: Reference::of(place.tenant, &place.pid),
        tenant: place.tenant.to_owned(),
        service: place.service.to_owned(),
        form: place.form,
        digest,
        received_at: NOW,
        retain_until: NOW + 90,
    }
}

#[test]
fn a_receipt_is_believed_for_its_own_submission_only() {
    let key = SigningKey::generate(&mut OsEntropy).unwrap();
    let (ours, other) = (Digest::of(&[]), Digest::from_bytes([1; 64]));
    let token = receipt(ours).sign(&key).unwrap();
    let public = key.verifying_key();
    assert_eq!(Receipt::verify(&token, &public, &place(), &ours).unwrap(), receipt(ours));
    assert_eq!(Receipt::verify(&token, &public, &place(), &other), Err(TokenError::WrongContext { binding: "digest" }));
    let elsewhere = SubmissionPlace { pid: Pid::from_random([0; 16]), ..place() };
    assert_eq!(Receipt::verify(&token, &public, &elsewhere, &ours), Err(TokenError::WrongContext { binding: "pid" }));
    let stranger = SigningKey::generate(&mut OsEntropy).unwrap().verifying_key();
    assert!(Receipt::verify(&token, &stranger, &place(), &ours).is_err());
}

#[test]
fn an_acknowledgement_is_no_receipt() {
    let key = SigningKey::generate(&mut OsEntropy).unwrap();
    let digest = Digest::of(&[]);
    let said = Acknowledgement {
        v: VERSION.to_owned(),
        tenant: TENANT.to_owned(),
        pid: place().pid,
        digest,
        outcome: Outcome::Delivered,
        at: NOW,
    };
    let token = said.sign(&key).unwrap();
    assert_eq!(Receipt::verify(&token, &key.verifying_key(), &place(), &digest), Err(TokenError::UnexpectedHeader));
    assert_eq!(Acknowledgement::verify(&token, &key.verifying_key(), TENANT, &place().pid, &digest), Ok(said));
    let fremd = Acknowledgement::verify(&token, &key.verifying_key(), "fremdstadt", &place().pid, &digest);
    assert_eq!(fremd, Err(TokenError::WrongContext { binding: "tenant" }));
}

#[test]
fn a_reference_is_read_as_people_type_it_and_slips_are_noticed() {
    let reference = Reference::of(TENANT, &place().pid);
    let shown = reference.to_string();
    assert_eq!(shown.split('-').map(str::len).collect::<Vec<_>>(), [2, 5, 5]);
    for typed in [shown.to_lowercase(), shown.replace('-', " "), shown.replace('-', ""), shown[3..].to_owned()] {
        assert_eq!(typed.parse::<Reference>().unwrap(), reference, "{typed}");
    }
    for at in [3, 4, 5, 6, 7, 9, 10, 11, 12, 13] {
        let mut slip = shown.clone().into_bytes();
        slip[at] = if slip[at] == b'7' { b'8' } else { b'7' };
        assert!(String::from_utf8(slip).unwrap().parse::<Reference>().is_err(), "symbol {at}");
    }
}

#[test]
fn tenants_do_not_share_references() {
    assert_ne!(Reference::of("musterstadt", &place().pid), Reference::of("fremdstadt", &place().pid));
}
