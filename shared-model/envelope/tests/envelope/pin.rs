//! The PIN's check symbol keeps its promise: every single substitution and every transposition of two symbols is caught.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

use vordruck_envelope::OsEntropy;
use vordruck_envelope::draft::{Pin, PinError};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

fn some_pins() -> Vec<Vec<u8>> {
    let symbols = |pin: &Pin| pin.display().bytes().filter(|symbol| *symbol != b'-').collect();
    (0..500).map(|_| symbols(&Pin::generate(&mut OsEntropy).unwrap())).collect()
}

fn refused(symbols: &[u8]) -> PinError {
    Pin::parse(std::str::from_utf8(symbols).unwrap()).map(drop).unwrap_err()
}

#[test]
fn every_single_substitution_is_caught() {
    let mut tried = 0;
    for pin in some_pins() {
        for at in 0..12 {
            for symbol in ALPHABET.iter().filter(|symbol| **symbol != pin[at]) {
                let mut typed = pin.clone();
                typed[at] = *symbol;
                assert_eq!(refused(&typed), PinError::CheckSymbol);
                tried += 1;
            }
        }
    }
    assert_eq!(tried, 500 * 12 * 31);
}

#[test]
fn every_transposition_of_two_different_symbols_is_caught() {
    let mut tried = 0;
    for pin in some_pins() {
        for (one, other) in (0..12).flat_map(|one| (one + 1..12).map(move |other| (one, other))) {
            if pin[one] != pin[other] {
                let mut typed = pin.clone();
                typed.swap(one, other);
                assert_eq!(refused(&typed), PinError::CheckSymbol);
                tried += 1;
            }
        }
    }
    assert!(tried > 500 * 60, "{tried}");
}

#[test]
fn what_is_shown_is_three_groups_of_four_and_can_be_typed_back() {
    for _ in 0..500 {
        let shown = Pin::generate(&mut OsEntropy).unwrap().display();
        assert_eq!(shown.split('-').map(str::len).collect::<Vec<_>>(), [4, 4, 4]);
        for typed in [
            shown.to_lowercase(),
            shown.replace('-', ""),
            shown.replace('-', " "),
            shown.replace('-', "\u{2011}").replace('0', "o").replace('1', "L"),
        ] {
            assert_eq!(Pin::parse(&typed).unwrap().display(), shown, "{typed}");
        }
    }
}

#[test]
fn all_symbols_occur_at_all_places() {
    let mut seen = [[false; 32]; 12];
    for _ in 0..2_000 {
        let shown = Pin::generate(&mut OsEntropy).unwrap().display();
        for (place, symbol) in shown.bytes().filter(|symbol| *symbol != b'-').enumerate() {
            seen[place][ALPHABET.iter().position(|known| *known == symbol).unwrap()] = true;
        }
    }
    assert!(seen.iter().flatten().all(|seen| *seen));
}
