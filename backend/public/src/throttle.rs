//! How often something may be tried. In: what was counted so far, a rule, now. Out: whether to wait, and the new count. Pure; the store keeps the counts.

use crate::clock::UnixSeconds;

/// What was counted for one key.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// When the first of these hits was counted.
    pub(crate) since: UnixSeconds,
    /// Hits since then.
    pub(crate) hits: i64,
    /// Until when nothing is tried.
    pub(crate) blocked_until: UnixSeconds,
}

/// A limit.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// After this many seconds counting starts anew.
    window_seconds: i64,
    /// Hits within the window that cost no wait.
    free: i64,
    /// The wait after the first hit that isn't free; each further hit doubles it. 0: no waits, only the cap.
    first_wait_seconds: i64,
    /// The longest such wait.
    longest_wait_seconds: i64,
    /// Hits within the window at most.
    cap: i64,
}

/// Failed openings of one draft. The PIN has 55 bits: 100 tries a day are nothing. Ten are free; then each costs a wait that doubles up to a quarter of an
/// hour. Counted over a day, not over 15 minutes: else nine tries each quarter of an hour would reach the daily cap within three hours, and a
/// stranger who has the link could keep the applicant out for the rest of the day. This way the cap is reached after 21 hours at the earliest.
pub(crate) const DRAFT_FAILURES: Rule =
    Rule { window_seconds: 86_400, free: 10, first_wait_seconds: 30, longest_wait_seconds: 900, cap: 100 };
/// Failed openings from one address prefix.
pub(crate) const PREFIX_FAILURES: Rule = Rule { window_seconds: 3_600, free: 60, first_wait_seconds: 0, longest_wait_seconds: 0, cap: 60 };
/// Relays from one address prefix: a household has one phone, an office behind one address several.
pub(crate) const PREFIX_RELAYS: Rule = Rule { window_seconds: 3_600, free: 60, first_wait_seconds: 0, longest_wait_seconds: 0, cap: 60 };
/// Mails to one address.
pub(crate) const RECIPIENT_MAILS: Rule = Rule { window_seconds: 86_400, free: 5, first_wait_seconds: 0, longest_wait_seconds: 0, cap: 5 };
/// Mails asked for from one address prefix.
pub(crate) const PREFIX_MAILS: Rule = Rule { window_seconds: 3_600, free: 20, first_wait_seconds: 0, longest_wait_seconds: 0, cap: 20 };
/// How long a tally is of any interest, in seconds.
pub(crate) const LONGEST_WINDOW_SECONDS: i64 = 86_400;

impl Tally {
    /// Seconds to wait before the next try; `None`: go on.
    pub(crate) fn wait(&self, now: UnixSeconds) -> Option<u64> {
        u64::try_from(self.blocked_until - now).ok().filter(|seconds| *seconds > 0)
    }

    /// Counts a hit.
    pub(crate) fn hit(self, now: UnixSeconds, rule: &Rule) -> Self {
        let old = if now - self.since >= rule.window_seconds { Self { since: now, hits: 0, blocked_until: 0 } } else { self };
        let hits = old.hits + 1;
        let blocked_until = if hits >= rule.cap {
            old.since + rule.window_seconds
        } else if hits >= rule.free && rule.first_wait_seconds > 0 {
            let doublings = u32::try_from(hits - rule.free).unwrap_or(0).min(30);
            now + rule.first_wait_seconds.saturating_mul(1 << doublings).min(rule.longest_wait_seconds)
        } else {
            0
        };
        Self { since: old.since, hits, blocked_until }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_impatient_stranger_gets_at_most_a_hundred_tries_a_day_and_is_never_locked_out_for_long() {
        let (mut tally, mut now, mut tries, mut longest) = (Tally::default(), 1_000_000, 0, 0);
        while now < 1_000_000 + 86_400 {
            match tally.wait(now) {
                Some(wait) => {
                    longest = longest.max(wait);
                    now += i64::try_from(wait).unwrap();
                }
                None => {
                    tries += 1;
                    tally = tally.hit(now, &DRAFT_FAILURES);
                }
            }
        }
        assert_eq!(tries, 100);
        assert!(longest < 3 * 3600, "{longest}");
        assert_eq!(tally.wait(now), None);
    }

    #[test]
    fn ten_slips_cost_nothing_and_the_eleventh_half_a_minute() {
        let tally = (0..9).fold(Tally::default(), |tally, _| tally.hit(50_000_000, &DRAFT_FAILURES));
        assert_eq!(tally.wait(50_000_000), None);
        assert_eq!(tally.hit(50_000_000, &DRAFT_FAILURES).wait(50_000_000), Some(30));
    }
}
