//! Randomness that is the same on every machine: `fastrand` draws 32 bits for a `usize` where that has 32, and so for choices and
//! shuffles. In: a seed. Out: numbers and choices.

use std::ops::{Range, RangeBounds, RangeInclusive};

/// Drawn from a seed.
pub(super) struct Random(fastrand::Rng);

impl Random {
    pub(super) fn with_seed(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }
    pub(super) fn bool(&mut self) -> bool {
        self.0.bool()
    }
    pub(super) fn f64(&mut self) -> f64 {
        self.0.f64()
    }
    pub(super) fn u8(&mut self, range: Range<u8>) -> u8 {
        self.0.u8(range)
    }
    pub(super) fn u32(&mut self, range: impl RangeBounds<u32>) -> u32 {
        self.0.u32(range)
    }
    pub(super) fn i64(&mut self, range: Range<i64>) -> i64 {
        self.0.i64(range)
    }
    pub(super) fn i128(&mut self, range: RangeInclusive<i128>) -> i128 {
        self.0.i128(range)
    }
    pub(super) fn usize(&mut self, range: RangeInclusive<usize>) -> usize {
        usize::try_from(self.0.u64(*range.start() as u64..=*range.end() as u64)).unwrap()
    }
    pub(super) fn digit(&mut self, base: u32) -> char {
        char::from_digit(self.0.u32(0..base), base).unwrap()
    }
    pub(super) fn alphanumeric(&mut self) -> char {
        self.choice(('0'..='9').chain('A'..='Z').chain('a'..='z').collect::<Vec<_>>()).unwrap()
    }
    pub(super) fn choice<I: IntoIterator<IntoIter: ExactSizeIterator>>(&mut self, items: I) -> Option<I::Item> {
        let mut items = items.into_iter();
        let last = items.len().checked_sub(1)?;
        items.nth(self.usize(0..=last))
    }
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.usize(0..=last));
        }
    }
}
