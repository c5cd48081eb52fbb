//! The only place that reads the clock or draws randomness. In: nothing. Out: seconds, random bytes. Everybody else is handed these as parameters.

use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use jiff::tz::TimeZone;
use vordruck_envelope::{Entropy, EntropyError};
use vordruck_form::journey::Moment;

/// Seconds since 1970-01-01T00:00:00Z. Signed, because databases have no unsigned integers.
pub type UnixSeconds = i64;

/// A wall clock.
pub trait Clock: Send + Sync + 'static {
    /// What it says.
    fn now(&self) -> UnixSeconds;
}

/// A source of cryptographically secure random bytes that may be shared between threads.
pub trait Randomness: Send + Sync + 'static {
    /// Fills all of `target`.
    ///
    /// # Errors
    /// The source failed; `target` is then worthless.
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> UnixSeconds {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        UnixSeconds::try_from(since.as_secs()).unwrap_or(UnixSeconds::MAX)
    }
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, target: &mut [u8]) -> Result<(), EntropyError> {
        vordruck_envelope::OsEntropy.fill(target)
    }
}

/// Whether the wall clock can be believed: compares it with a clock that nobody can set.
pub(crate) struct ClockWatch {
    wall: UnixSeconds,
    steady: Instant,
}

impl ClockWatch {
    /// Begins to watch.
    pub(crate) fn new(now: UnixSeconds) -> Self {
        Self { wall: now, steady: Instant::now() }
    }

    /// Whether the wall clock shows what it should, an hour more or less. If it does, it is the new measure, so that slow corrections add up to nothing; if it
    /// doesn't, the old measure stays, until the clock is right again or somebody who has looked at it starts the process anew.
    pub(crate) fn believes(&mut self, now: UnixSeconds) -> bool {
        let is_right = !differs(now - self.wall, self.steady.elapsed());
        if is_right {
            *self = Self::new(now);
        }
        is_right
    }
}

fn differs(wall: i64, steady: Duration) -> bool {
    wall.abs_diff(i64::try_from(steady.as_secs()).unwrap_or(i64::MAX)) > 3_600
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

    /// A random UUID (RFC 9562, version 4) as text.
    pub(crate) fn uuid(&self) -> Result<String, EntropyError> {
        Ok(uuid::Builder::from_random_bytes(self.bytes()?).into_uuid().hyphenated().to_string())
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

/// A moment of the wire, if the text is one.
pub(crate) fn read_instant(text: &str) -> Option<UnixSeconds> {
    text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_second)
}

/// The moment as the form's rules see it: local time of German authorities. The time zone's history is part of the program.
pub(crate) fn moment(at: UnixSeconds) -> Moment {
    let berlin = TimeZone::get("Europe/Berlin").unwrap_or(TimeZone::UTC);
    Moment { local: berlin.to_datetime(jiff::Timestamp::from_second(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH)) }
}

/// When a day of the wire (`YYYY-MM-DD`) begins in Germany, or the one so many days later.
pub(crate) fn day_begins(text: &str, days_later: i64) -> Option<UnixSeconds> {
    let berlin = TimeZone::get("Europe/Berlin").ok()?;
    let day: jiff::civil::Date = text.parse().ok()?;
    let day = day.checked_add(jiff::Span::new().try_days(days_later).ok()?).ok()?;
    Some(day.to_zoned(berlin).ok()?.timestamp().as_second())
}

/// Unsigned seconds for the envelope.
pub(crate) fn unsigned(at: UnixSeconds) -> u64 {
    u64::try_from(at).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_is_not_believed_until_it_is_right_again_and_one_that_went_on_is() {
        assert!(differs(90 * 86_400, Duration::from_secs(3_600)) && differs(-7_200, Duration::ZERO));
        assert!(!differs(3_600, Duration::from_secs(3_600)) && !differs(4_000, Duration::from_secs(3_600)));
        let mut watch = ClockWatch::new(1_000_000);
        assert!(watch.believes(1_000_001) && !watch.believes(1_000_000 + 400 * 86_400));
        assert!(!watch.believes(1_000_001 + 400 * 86_400), "not even the second time");
        assert!(watch.believes(1_000_002));
    }

    #[test]
    fn days_begin_at_midnight_in_germany() {
        assert_eq!(day_begins("2025-12-01", 0), Some(1_764_543_600));
        assert_eq!(day_begins("2025-06-30", 1), Some(1_751_320_800));
        assert_eq!((day_begins("30.06.2025", 0), day_begins("9999-12-31", 1)), (None, None));
    }

    #[test]
    fn rules_see_local_time_in_summer_and_winter() {
        assert_eq!(moment(1_764_547_200).local.to_string(), "2025-12-01T01:00:00");
        assert_eq!(moment(1_751_320_800).local.to_string(), "2025-07-01T00:00:00");
    }
}
