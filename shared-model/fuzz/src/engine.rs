//! The loop: seeds and mutations of them through a target, panics caught. What a target understood in spite of the changes joins the
//! seeds now and then, so that changes pile up without everything turning into noise.

use crate::mutate::{Numbers, mutated};
use crate::seeds::seeds;
use crate::targets::Target;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes that a target could not stand.
#[derive(Debug)]
pub struct Finding {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// What the panic said.
    pub message: String,
}

/// Most inputs kept beside the seeds.
const KEPT: usize = 64;

/// Runs a target `rounds` times; the same number gives the same inputs.
///
/// # Errors
/// The first input on which the target panics.
pub fn run(target: &Target, rounds: u64, number: u64) -> Result<(), Finding> {
    let mut inputs = seeds(target.name);
    for seed in &inputs {
        one(target, seed)?;
    }
    let own = inputs.len();
    let mut numbers = Numbers::new(number);
    for _ in 0..rounds {
        // Half of the time from the seeds themselves.
        let among = if numbers.below(2) == 0 { own } else { inputs.len() };
        let first = inputs.get(numbers.below(among)).cloned().unwrap_or_default();
        let second = inputs.get(numbers.below(inputs.len())).map(Vec::as_slice).unwrap_or_default();
        let bytes = mutated(first, second, target.dictionary, &mut numbers);
        if one(target, &bytes)? {
            let place = own + numbers.below(KEPT);
            match inputs.get_mut(place) {
                Some(kept) => *kept = bytes,
                None => inputs.push(bytes),
            }
        }
    }
    Ok(())
}

fn one(target: &Target, bytes: &[u8]) -> Result<bool, Finding> {
    catch_unwind(AssertUnwindSafe(|| (target.run)(bytes))).map_err(|panic| {
        let text = panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
        Finding { bytes: bytes.to_vec(), message: text.unwrap_or_default() }
    })
}
