//! Mutations: bytes flipped, removed, doubled, replaced by words that mean something, two inputs crossed. The numbers are SplitMix64
//! (Steele, Lea, Flood 2014), so that a run can be repeated.

/// Numbers that look random and are the same for the same beginning.
pub(crate) struct Numbers(u64);

impl Numbers {
    pub(crate) fn new(number: u64) -> Self {
        Self(number)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 if there is none.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit).unwrap_or(u64::MAX);
        if limit == 0 { 0 } else { usize::try_from(self.next() % limit).unwrap_or(0) }
    }
}

/// Longest input.
const LONGEST: usize = 64 * 1024;

/// A changed input.
pub(crate) fn mutated(mut bytes: Vec<u8>, other: &[u8], dictionary: &[&str], numbers: &mut Numbers) -> Vec<u8> {
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        let length = numbers.below(24).min(bytes.len() - at);
        match numbers.below(8) {
            0 => bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (length % 8)),
            1 => bytes.get_mut(at).into_iter().for_each(|byte| *byte = [0, 1, 0x7f, 0x80, 0xff, b'<', b'"', b'('][length % 8]),
            2 => drop(bytes.drain(at..at + length)),
            3 => {
                let copy = bytes.get(at..at + length * 8).or(bytes.get(at..)).unwrap_or_default().to_vec();
                bytes.splice(at..at, copy);
            }
            4 | 5 => {
                let word = dictionary.get(numbers.below(dictionary.len())).copied().unwrap_or("");
                bytes.splice(at..at + length, word.bytes());
            }
            6 => {
                let from = numbers.below(other.len() + 1);
                let part = other.get(from..from + length * 8).or(other.get(from..)).unwrap_or_default().to_vec();
                bytes.splice(at..at + length, part);
            }
            _ => {
                let word = dictionary.get(numbers.below(dictionary.len())).copied().unwrap_or("");
                bytes.splice(at..at, word.bytes());
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}
