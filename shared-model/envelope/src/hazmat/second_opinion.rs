//! Our chunked encryption against the crate `cobblestone`, both ways, around every boundary of chunk and padding; and what a failing source of
//! randomness does to wrapping.
#![allow(clippy::expect_used, reason = "tests")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use super::pad::Padded;
use super::{chunked, kem};
use crate::{Entropy, EntropyError, OsEntropy, SealError};

const LENGTHS: [usize; 9] = [0, 1, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 100_000];
const KEY: [u8; 32] = [9; 32];

#[test]
fn what_we_seal_the_other_implementation_opens() {
    let key = cobblestone::Key256::try_from(&KEY[..]).expect("key");
    for len in LENGTHS {
        let content: Vec<u8> = (0..len).map(|index| (index % 251) as u8).collect();
        let sealed = chunked::seal(&KEY, b"place", &Padded::none(&content), &mut OsEntropy).expect("seals");
        assert_eq!(sealed.len() as u64, crate::limits::chunked_len(len as u64));
        assert_eq!(cobblestone::decrypt(&key, b"place", &sealed), Ok(content));
    }
}

#[test]
fn what_the_other_implementation_seals_we_open() {
    let key = cobblestone::Key256::try_from(&KEY[..]).expect("key");
    for len in LENGTHS {
        let content: Vec<u8> = (0..len).map(|index| (index % 253) as u8).collect();
        let sealed = cobblestone::encrypt(&key, b"place", &content).expect("seals");
        assert_eq!(*chunked::open(&KEY, b"place", sealed).expect("opens"), content);
    }
}

#[test]
fn every_changed_byte_of_two_chunks_is_noticed() {
    let content = [7; 16_400];
    let sealed = chunked::seal(&KEY, b"place", &Padded::none(&content), &mut OsEntropy).expect("seals");
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(chunked::open(&KEY, b"place", changed).is_err(), "byte {at}");
    }
}

#[test]
fn every_shortened_ciphertext_is_noticed() {
    let content = [7; 16_400];
    let sealed = chunked::seal(&KEY, b"place", &Padded::none(&content), &mut OsEntropy).expect("seals");
    for len in 0..sealed.len() {
        assert!(chunked::open(&KEY, b"place", sealed[..len].to_vec()).is_err(), "{len} bytes");
    }
}

#[test]
fn swapped_chunks_are_noticed() {
    let content: Vec<u8> = (0..40_000_u32).map(|index| (index / 16_384) as u8).collect();
    let sealed = chunked::seal(&KEY, b"place", &Padded::none(&content), &mut OsEntropy).expect("seals");
    let (header, chunks) = sealed.split_at(56);
    let (first, rest) = chunks.split_at(16_400);
    let (second, last) = rest.split_at(16_400);
    let swapped = [header, second, first, last].concat();
    assert_eq!(chunked::open(&KEY, b"place", swapped), Err(crate::OpenError::ChunkRejected { chunk: 0 }));
}

/// Without randomness nothing may leave, least of all an encapsulation whose coins an attacker knows.
#[test]
fn a_source_that_fails_at_any_moment_yields_no_wrapped_key() {
    struct Failing(usize);
    impl Entropy for Failing {
        fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError> {
            self.0 = self.0.checked_sub(1).ok_or(EntropyError)?;
            OsEntropy.fill(target)
        }
    }
    let public = kem::public_key(&[3; 32]).expect("key pair");
    let public = kem::PublicKey::from_bytes(&public).expect("public key");
    let fills_until_it_works = (0..)
        .find(|fills| match kem::wrap(&public, b"info", b"aad", &KEY, &mut Failing(*fills)) {
            Ok(_) => true,
            Err(fault) => {
                assert_eq!(fault, SealError::Entropy(EntropyError));
                false
            }
        })
        .expect("a working source works");
    assert!(fills_until_it_works > 0, "wrapping draws randomness");
}
