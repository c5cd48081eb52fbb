//! Numbers that wait: each once, the least first. A heap and not a tree of sets, which weighs four times as much in the browser.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// What waits.
#[derive(Default)]
pub(super) struct Queue(BinaryHeap<Reverse<u64>>);

impl Queue {
    /// Nothing.
    pub(super) fn new() -> Self {
        Self::default()
    }
    /// Adds a number; it may wait already.
    #[inline(never)]
    pub(super) fn insert(&mut self, number: u64) {
        self.0.push(Reverse(number));
    }
    /// Adds numbers.
    pub(super) fn extend(&mut self, numbers: impl IntoIterator<Item = u64>) {
        numbers.into_iter().for_each(|number| self.insert(number));
    }
    /// Takes the least one.
    #[inline(never)]
    pub(super) fn pop_first(&mut self) -> Option<u64> {
        let Reverse(least) = self.0.pop()?;
        while self.0.peek().is_some_and(|Reverse(next)| *next == least) {
            self.0.pop();
        }
        Some(least)
    }
}

impl Iterator for Queue {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        self.pop_first()
    }
}

#[cfg(test)]
mod tests {
    use super::Queue;

    #[test]
    fn what_waits_comes_once_and_in_order() {
        let mut queue = Queue::new();
        queue.extend([7, 3, 7, 1, 3]);
        assert_eq!(queue.pop_first(), Some(1));
        queue.insert(2);
        assert_eq!(queue.collect::<Vec<_>>(), [2, 3, 7]);
    }
}
