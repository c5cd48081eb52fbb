//! Waits that double. In: how often it failed, the first and the longest wait. Out: seconds.

/// Seconds to wait after so many failures.
pub(crate) fn seconds(failures: u64, first: i64, most: i64) -> i64 {
    let doubled = u32::try_from(failures.min(30)).map_or(i64::MAX, |n| first.max(1).saturating_mul(1_i64 << n));
    doubled.min(most.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        assert_eq!([0, 1, 2, 5, 60].map(|n| seconds(n, 30, 3_600)), [30, 60, 120, 960, 3_600]);
        assert_eq!(seconds(u64::MAX, i64::MAX, 7), 7);
    }
}
