//! Whether the wall clock can be believed. In: both clocks, now and then. Out: yes or no. A clock that is set wrong would delete what isn't due.

use std::time::Duration;

use crate::clock::UnixSeconds;

/// By how much the wall clock may differ from what has passed, in seconds.
const JUMP_SECONDS: i64 = 3_600;

/// Where both clocks stood when they were believed last.
#[derive(Debug, Clone, Copy)]
pub(super) struct ClockWatch {
    wall: UnixSeconds,
    elapsed: Duration,
}

impl ClockWatch {
    pub(super) fn new(wall: UnixSeconds, elapsed: Duration) -> Self {
        Self { wall, elapsed }
    }

    /// Whether the wall clock shows what it should, an hour more or less. If it does, it is the new measure, so that slow corrections add up to nothing;
    /// if it doesn't, the old measure stays, until the clock is right again or somebody who has looked at it starts the process anew.
    pub(super) fn believes(&mut self, wall: UnixSeconds, elapsed: Duration) -> bool {
        let passed = i64::try_from(elapsed.saturating_sub(self.elapsed).as_secs()).unwrap_or(i64::MAX);
        let right = (wall - self.wall.saturating_add(passed)).abs() <= JUMP_SECONDS;
        if right {
            *self = Self::new(wall, elapsed);
        }
        right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jump_is_not_believed_until_it_is_taken_back() {
        let hour = Duration::from_secs(3600);
        let mut watch = ClockWatch::new(1_000_000, hour);
        assert!(watch.believes(1_003_600, hour * 2));
        assert!(!watch.believes(1_003_600 + 400 * 86_400, hour * 2));
        assert!(!watch.believes(1_003_600 + 400 * 86_400 + 3600, hour * 3), "not even the second time");
        assert!(!watch.believes(1_003_600 - 86_400, hour * 3));
        assert!(watch.believes(1_010_800, hour * 4));
    }
}
