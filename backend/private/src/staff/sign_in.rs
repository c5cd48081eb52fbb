//! Signing in. In: name, password, where from. Out: the account, or one and the same refusal. Slows down who fails often; never locks anybody out for
//! good: the longest wait is a minute, and it holds for the address that failed.

use std::net::IpAddr;

use super::account::{Account, canonical_name};
use super::password;
use crate::clock::UnixSeconds;
use crate::store::audit::{Action, Entry};
use crate::store::throttles::Throttle;
use crate::store::{Store, StoreError};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// Unknown name or wrong password: outside they are the same, in time too.
    #[error("name or password are not accepted")]
    Refused,
    /// Too many failures; come back in so many seconds.
    #[error("too many failures")]
    Throttled { seconds: u64 },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A hash nobody has the password of: unknown names take as long as known ones.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// Failures without consequence, per name and address, and per address.
const FREE: [u64; 2] = [5, 30];
/// Longest wait in seconds.
const MOST_WAIT: i64 = 60;
/// After so many seconds without a failure the count starts anew.
const FORGET: i64 = 3_600;

/// Signs somebody in.
pub(crate) async fn sign_in(store: &Store, name: &str, given: &str, from: IpAddr, now: UnixSeconds) -> Result<Account, SignInError> {
    let name = canonical_name(name);
    let prefix = prefix(from);
    let subjects = [store.throttle_subject(&format!("{prefix} {name}")), store.throttle_subject(&prefix)];
    for subject in &subjects {
        let throttle = store.lookup_throttle(subject).await?;
        if throttle.open_at > now {
            return Err(SignInError::Throttled { seconds: u64::try_from(throttle.open_at - now).unwrap_or(1) });
        }
    }
    let account = store.lookup_staff_by_name(&name).await?;
    let hash = account.as_ref().map_or(DUMMY, |account| &account.password).to_owned();
    let given = zeroize::Zeroizing::new(given.to_owned());
    let is_right = tokio::task::spawn_blocking(move || password::verify(&given, &hash)).await.map_err(|_| StoreError::Interrupted)?;
    match account.filter(|_| is_right) {
        Some(account) => {
            for subject in subjects.iter().take(1) {
                store.remove_throttle(subject).await?;
            }
            store.audit(&Entry { at: now, actor: &account.id, action: Action::SignedIn, tenant: "", subject: "" }).await?;
            Ok(account)
        }
        None => {
            for (subject, free) in subjects.iter().zip(FREE) {
                let throttle = after_failure(store.lookup_throttle(subject).await?, free, now);
                store.save_throttle(subject, throttle).await?;
            }
            store.audit(&Entry { at: now, actor: "", action: Action::SignInRefused, tenant: "", subject: "" }).await?;
            Err(SignInError::Refused)
        }
    }
}

fn after_failure(before: Throttle, free: u64, now: UnixSeconds) -> Throttle {
    let failures = if before.last_failure_at + FORGET < now { 1 } else { before.failures.saturating_add(1) };
    let wait = match failures.checked_sub(free) {
        Some(beyond) => (1_i64 << beyond.min(6)).min(MOST_WAIT),
        None => 0,
    };
    Throttle { failures, last_failure_at: now, open_at: now + wait }
}

/// An IPv4 address, or the /64 of an IPv6 one: whoever has one address there has all of them.
fn prefix(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => v6.segments().iter().take(4).map(|segment| format!("{segment:x}:")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_slow_down_up_to_a_minute_and_are_forgotten_after_an_hour() {
        let mut throttle = Throttle::default();
        let mut now = 1_000_000;
        let mut waits = Vec::new();
        for _ in 0..14 {
            throttle = after_failure(throttle, 5, now);
            waits.push(throttle.open_at - now);
            now = throttle.open_at;
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(after_failure(throttle, 5, now + FORGET + 1).failures, 1);
    }

    #[test]
    fn the_dummy_takes_as_long_as_a_real_hash_because_its_cost_is_the_same() {
        assert!(argon2::password_hash::phc::PasswordHash::new(DUMMY).is_ok());
        assert!(DUMMY.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    }

    #[test]
    fn addresses_of_one_ipv6_network_count_as_one() {
        assert_eq!(prefix("2001:db8::1".parse().unwrap()), prefix("2001:db8::ffff:1".parse().unwrap()));
        assert_ne!(prefix("2001:db8:0:1::1".parse().unwrap()), prefix("2001:db8::1".parse().unwrap()));
        assert_eq!(prefix("::ffff:192.0.2.1".parse().unwrap()), "192.0.2.1");
    }
}
