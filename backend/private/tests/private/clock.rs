//! The clock of a test's town, moved by the test.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

/// A clock both sides look at.
#[derive(Clone)]
pub(crate) struct TownClock(Arc<AtomicI64>);

impl TownClock {
    /// A clock that stands at an instant.
    pub(crate) fn at(instant: &str) -> Self {
        Self(Arc::new(AtomicI64::new(instant.parse::<jiff::Timestamp>().unwrap().as_second())))
    }

    pub(crate) fn now(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
    pub(crate) fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::SeqCst);
    }
}

impl vordruck_private::clock::Clock for TownClock {
    fn now(&self) -> i64 {
        self.now()
    }
}

impl vordruck_public::clock::Clock for TownClock {
    fn now(&self) -> i64 {
        self.now()
    }
    fn elapsed(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.now()).unwrap())
    }
}
