//! Day keys: what they seal opens in its slot only.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::at_rest::{Day, DayKey, Ring, Slot, open_blob, seal_blob, sealed_blob_len};
use vordruck_envelope::{OpenError, OsEntropy, Share, limits};

use crate::fixtures::{NOW, TENANT, pid};

#[test]
fn a_share_opens_in_its_slot_only() {
    let key = DayKey::generate(&mut OsEntropy).unwrap();
    let home = Slot { ring: Ring::Drafts, day: Day::of(NOW), id: b"row" };
    let sealed = key.seal_share(&home, &Share::from_bytes([4; 32]), &mut OsEntropy).unwrap();
    assert_eq!(sealed.len(), limits::SEALED_SHARE);
    for slot in [Slot { ring: Ring::Postbox, ..home }, Slot { day: home.day.plus(1), ..home }, Slot { id: b"other", ..home }] {
        assert_eq!(key.open_share(&slot, &sealed).map(drop), Err(OpenError::TagMismatch), "{slot:?}");
    }
    assert_eq!(DayKey::from_bytes([0; 32]).open_share(&home, &sealed).map(drop), Err(OpenError::TagMismatch));
    assert_eq!(key.open_share(&home, &sealed).unwrap().expose(), &[4; 32]);
}

#[test]
fn every_changed_byte_of_a_sealed_share_is_noticed() {
    let key = DayKey::from_bytes([1; 32]);
    let slot = Slot { ring: Ring::Drafts, day: Day(1), id: b"row" };
    let sealed = key.seal_share(&slot, &Share::from_bytes([4; 32]), &mut OsEntropy).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert_eq!(key.open_share(&slot, &changed).map(drop), Err(OpenError::TagMismatch), "byte {at}");
    }
}

#[test]
fn a_record_is_no_share() {
    let key = DayKey::from_bytes([1; 32]);
    let slot = Slot { ring: Ring::Outbox, day: Day(1), id: b"row" };
    let sealed = key.seal_record(&slot, &[0; 32], &mut OsEntropy).unwrap();
    assert_eq!(key.open_share(&slot, &sealed).map(drop), Err(OpenError::TagMismatch));
    assert_eq!(key.open_record(&slot, &sealed).unwrap().as_slice(), [0; 32]);
}

#[test]
fn a_stored_blob_opens_in_its_place_only() {
    let share = Share::generate(&mut OsEntropy).unwrap();
    let blob = vec![3; 100_000];
    let stored = seal_blob(&share, TENANT, &pid(), 1, &blob, &mut OsEntropy).unwrap();
    assert_eq!(stored.len() as u64, sealed_blob_len(100_000));
    assert_eq!(open_blob(&share, TENANT, &pid(), 2, stored.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(open_blob(&share, "fremdstadt", &pid(), 1, stored.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(open_blob(&Share::from_bytes([0; 32]), TENANT, &pid(), 1, stored.clone()), Err(OpenError::CommitmentMismatch));
    assert_eq!(*open_blob(&share, TENANT, &pid(), 1, stored).unwrap(), blob);
}

#[test]
fn days_change_at_midnight_utc() {
    assert_eq!(Day::of(0), Day(0));
    assert_eq!(Day::of(86_399), Day(0));
    assert_eq!(Day::of(86_400), Day(1));
}

#[test]
fn ring_names_differ() {
    let mut names = Ring::ALL.map(Ring::name).to_vec();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Ring::ALL.len());
}
