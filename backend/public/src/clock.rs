//! The only place that reads the clock or draws randomness. In: nothing. Out: seconds, random bytes. Everybody else is handed these as parameters.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use vordruck_envelope::{Entropy, EntropyError};

/// Seconds since 1970-01-01T00:00:00Z. Signed, because databases have no unsigned integers.
pub type UnixSeconds = i64;

/// A wall clock and a clock that nobody can set.
pub trait Clock: Send + Sync + 'static {
    /// What the wall clock says.
    fn now(&self) -> UnixSeconds;
    /// Time since some fixed moment of this process. The difference between both clocks tells when the wall clock was set.
    fn elapsed(&self) -> Duration;
}

/// A source of cryptographically secure random bytes that may be shared between threads.
pub trait Randomness: Send + Sync + 'static {
    /// Fills all of `target`.
    ///
    /// # Errors
    /// The source failed; `target` is then worthless.
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError>;
}

/// The machine's clocks.
#[derive(Debug, Clone)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// Starts counting.
    #[must_use]
    pub fn new() -> Self {
        Self { start: Instant::now() }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    fn now(&self) -> UnixSeconds {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError> {
        getrandom::fill(target).map_err(|_| EntropyError)
    }
}

/// Randomness in the shape the envelope asks for.
#[derive(Clone)]
pub(crate) struct Rng(pub(crate) Arc<dyn Randomness>);

impl Rng {
    /// `N` random bytes.
    pub(crate) fn bytes<const N: usize>(&self) -> Result<[u8; N], EntropyError> {
        let mut bytes = [0; N];
        self.0.fill(&mut bytes)?;
        Ok(bytes)
    }
}

impl Entropy for Rng {
    fn fill(&mut self, target: &mut [u8]) -> Result<(), EntropyError> {
        self.0.fill(target)
    }
}

/// A moment as the wire writes it: RFC 3339, UTC, whole seconds.
pub(crate) fn instant(at: UnixSeconds) -> String {
    jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
