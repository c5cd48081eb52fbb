//! What `limits` promises about lengths is what sealing does.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::draft::{AttachmentKey, DraftKey};
use vordruck_envelope::{AttachmentId, OsEntropy, limits};

use crate::fixtures::draft_place;

#[test]
fn sealed_lengths_are_as_stated() {
    let key = DraftKey::from_bytes([1; 32]);
    for len in [0, 1, 1_000, 16_376, 16_377, 16_384, 40_000, 200_000] {
        let sealed = key.seal_body(&draft_place(), 1, &vec![7; len], &mut OsEntropy).unwrap();
        assert_eq!(sealed.len() as u64, limits::sealed_body_len(len as u64), "{len}");
        let sealed = AttachmentKey::from_bytes([1; 32])
            .seal(&draft_place(), &AttachmentId::from_bytes([0; 16]), &vec![7; len], &mut OsEntropy)
            .unwrap();
        assert_eq!(sealed.len() as u64, limits::sealed_len(len as u64), "{len}");
    }
}

#[test]
fn short_answers_all_look_alike() {
    let lengths: Vec<u64> = (0..16_376).step_by(97).map(limits::sealed_body_len).collect();
    assert!(lengths.windows(2).all(|pair| pair[0] == pair[1]));
}

/// Values worked by hand from the definition: n = 2²⁴ + 1 has E = 24, five bits of E, hence 19 low bits rounded up.
#[test]
fn padding_rounds_as_padme_does() {
    assert_eq!(limits::padded_len(16_384 - 8, 16_384), 16_384);
    assert_eq!(limits::padded_len(16_384 - 7, 16_384), 16_384 + 1_024);
    assert_eq!(limits::padded_len((1 << 24) + 1 - 8, 65_536), (1 << 24) + (1 << 19));
    assert_eq!(limits::padded_len(9 - 8, 0), 10);
}

#[test]
fn few_lengths_show() {
    let mut lengths: Vec<u64> = (0..100 << 20).step_by(1_009).map(limits::sealed_len).collect();
    lengths.dedup();
    assert!(lengths.len() < 400, "{} different lengths up to 100 MiB", lengths.len());
}
