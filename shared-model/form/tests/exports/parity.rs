//! The browser and every other machine come to the same results, byte for byte. In: the generated answer sets. Out: for each
//! definition a digest over pages, what is shown, demanded and computed, faults, fee, what is sent and the exports, printed for
//! whoever compares the runs.

use crate::generate::answer_set;
use crate::processes::{forms, moment};
use crate::sets;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use vordruck_form::export::csv::{Beginning, tables};
use vordruck_form::export::reading::sections;
use vordruck_form::export::{Keys, json, xml};
use vordruck_form::journey::{FormState, Visit};
use vordruck_form::validate::{ReceivedAnswers, ValidatedAnswers};

#[cfg(target_arch = "wasm32")]
use crate::test;

#[test]
fn everything_derived_has_one_digest() {
    for form in forms() {
        let mut digest = Sha256::new();
        digest.update(form.to_bytes());
        let mut accepted = 0;
        for seed in 0..sets() {
            let state = answer_set(&form, seed);
            digest.update(derived(&state));
            if let Ok(validated) = ReceivedAnswers::from_state(&state, "", "de").validate(&form, moment()) {
                accepted += 1;
                Keys::ALL.into_iter().for_each(|keys| exported(&validated, keys, &mut digest));
            }
        }
        assert!(accepted > 0);
        let hex: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        crate::say(&format!("digest of {} sets: {} {hex}", sets(), form.id));
    }
}

/// What leaves, in every format.
fn exported(validated: &ValidatedAnswers, keys: Keys, digest: &mut Sha256) {
    digest.update(json::to_text(validated, keys).unwrap());
    digest.update(xml::to_text(validated, keys).unwrap());
    for table in tables(validated, keys, Beginning::Plain).unwrap() {
        digest.update(table.name);
        digest.update(table.text);
    }
}

/// Everything an applicant sees of a state, as bytes.
fn derived(state: &FormState) -> String {
    let mut text = String::new();
    let _ = write!(text, "{:?} {:?} {:?} {:?}", state.answers(), state.pages(), state.fee(), state.all_errors());
    for page in state.pages() {
        state.walk(page, &mut |visit| {
            let _ = match visit {
                Visit::Field(at) => write!(text, "{visit:?} {} {} {:?};", state.path(at).0, state.is_required(at), state.value(at)),
                _ => write!(text, "{visit:?};"),
            };
        });
    }
    for section in sections(state, 0) {
        let _ = write!(text, "{section:?}");
    }
    text + &serde_json::to_string(&ReceivedAnswers::from_state(state, "", "de")).unwrap()
}
