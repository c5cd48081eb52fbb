//! Signing in. In: name, password, code, where from. Out: the account, or one and the same refusal. Slows down who fails often and locks nobody out: a
//! lock after so many failures would let any stranger who knows a user name keep its owner from working. A try counts as a failure before it is looked at and
//! is taken back when it is none: however many come at once, each feels all before it.
//!
//! - Per name and address, and per address: after a few failures up to a minute. It hits who failed, and who shares the address for a minute.
//! - Per name, from all addresses together: after a hundred failures up to a quarter of an hour, so that many addresses help little (NIST SP 800-63B-4
//!   § 3.2.2 asks for a limit of 100). Addresses from which the account was signed in within thirty days don't feel it: its owner comes from one.

use std::net::IpAddr;

use tokio::sync::Semaphore;

use super::account::{Account, canonical_name};
use super::passkey::{Answer, RelyingParty, SigningIn};
use super::password;
use crate::clock::UnixSeconds;
use crate::store::audit::{Action, Entry};
use crate::store::staff::Ends;
use crate::store::throttles::Throttle;
use crate::store::{Store, StoreError};

/// Why nobody was signed in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SignInError {
    /// Unknown name, wrong password or locked account: outside they are the same, in time too.
    #[error("name or password are not accepted")]
    Refused,
    /// The password is right, the account has a second factor, and there is no code.
    #[error("a code is required")]
    CodeMissing,
    /// The password is right, the code isn't.
    #[error("the code is not accepted")]
    CodeWrong,
    /// The password is right, and the account has passkeys: one of them is asked for instead.
    #[error("a passkey is required")]
    PasskeyMissing,
    /// Too many failures; come back in so many seconds.
    #[error("too many failures")]
    Throttled { seconds: u64 },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What somebody shows.
pub(crate) struct Shown<'a> {
    pub(crate) name: &'a str,
    pub(crate) password: &'a str,
    pub(crate) code: Option<&'a str>,
    pub(crate) from: IpAddr,
}

/// A hash nobody has the password of: unknown names take as long as known ones.
const DUMMY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// After so many seconds without a failure the count starts anew.
const FORGET: i64 = 3_600;

/// How failures are counted for one kind of subject.
#[derive(Clone, Copy)]
struct Patience {
    /// Failures without consequence.
    free: u64,
    /// Longest wait in seconds.
    most_wait: i64,
}

/// Whom failures are counted for, and how.
type Subject = (Vec<u8>, Patience);

/// A try that was counted: for whom, what was known before, and what is since.
type Counted<'a> = Vec<(&'a Subject, Throttle, Throttle)>;

/// Passwords that are hashed at once; each takes 19 MiB.
static HASHING: Semaphore = Semaphore::const_new(8);

const NAME_AND_ADDRESS: Patience = Patience { free: 5, most_wait: 60 };
const ADDRESS: Patience = Patience { free: 30, most_wait: 60 };
const NAME: Patience = Patience { free: 100, most_wait: 900 };

/// Signs somebody in.
pub(crate) async fn sign_in(store: &Store, shown: &Shown<'_>, now: UnixSeconds) -> Result<Account, SignInError> {
    let name = canonical_name(shown.name);
    let prefix = prefix(shown.from);
    let origin = store.throttle_subject(&format!("origin {prefix} {name}"));
    let subjects = [
        (store.throttle_subject(&format!("{prefix} {name}")), NAME_AND_ADDRESS),
        (store.throttle_subject(&prefix), ADDRESS),
        (store.throttle_subject(&format!("name {name}")), NAME),
    ];
    let felt = if store.knows_origin(&origin, now).await? { 2 } else { 3 };
    let counted = count(store, &subjects, felt, now).await?;
    let outcome = judge(store, &name, shown, now).await;
    settle(store, &counted, &outcome, now).await?;
    if outcome.is_ok() {
        store.remove_throttle(&subjects[0].0).await?;
        store.remember_origin(&origin, now).await?;
    }
    outcome
}

/// Whether name, password and code are those of an account.
async fn judge(store: &Store, name: &str, shown: &Shown<'_>, now: UnixSeconds) -> Result<Account, SignInError> {
    let account = store.lookup_staff_by_name(name).await?;
    let hash = account.as_ref().map(|account| account.password.as_str()).filter(|hash| !hash.is_empty()).unwrap_or(DUMMY).to_owned();
    let given = zeroize::Zeroizing::new(shown.password.to_owned());
    let _seat = HASHING.acquire().await.map_err(|_| StoreError::Interrupted)?;
    let is_right = tokio::task::spawn_blocking(move || password::verify(&given, &hash)).await.map_err(|_| StoreError::Interrupted)?;
    match account.filter(|account| is_right && !account.is_locked && !account.password.is_empty()) {
        None => Err(SignInError::Refused),
        Some(account) => admit(store, &account, shown.code, now).await,
    }
}

/// Signs somebody in with a passkey, which says whose it is. Slowed down per address only: there is no name to guess for, and nothing to guess.
pub(crate) async fn sign_in_with_passkey(
    store: &Store,
    party: &RelyingParty,
    answer: &str,
    begun: &SigningIn,
    from: IpAddr,
    now: UnixSeconds,
) -> Result<Account, SignInError> {
    let subjects = [(store.throttle_subject(&prefix(from)), ADDRESS)];
    let counted = count(store, &subjects, 1, now).await?;
    let outcome = match Answer::read(answer, begun, now) {
        Ok(answer) => admit_with_passkey(store, party, &answer, begun, now).await.and_then(|account| account.ok_or(SignInError::Refused)),
        Err(_) => Err(SignInError::Refused),
    };
    settle(store, &counted, &outcome, now).await?;
    outcome
}

/// Checked and noted in one transaction, so that a counter counts once.
async fn admit_with_passkey(
    store: &Store,
    party: &RelyingParty,
    answer: &Answer,
    begun: &SigningIn,
    now: UnixSeconds,
) -> Result<Option<Account>, SignInError> {
    let Some(claimed) = store.lookup_staff(&answer.account).await? else { return Ok(None) };
    let tenant = claimed.tenant().unwrap_or_default();
    let entry = Entry { at: now, actor: &claimed.id, action: Action::SignedIn, tenant, subject: "" };
    let changed = store.change_staff(&claimed.id, Ends::Nothing, Some(&entry), |account| {
        account.signed_in_at = Some(now);
        !account.is_locked && party.takes(account, answer, begun, now)
    });
    Ok(changed.await?)
}

/// Refuses who has to wait, by the first `felt` subjects; else the try counts as a failure of all of them.
async fn count<'a>(store: &Store, subjects: &'a [Subject], felt: usize, now: UnixSeconds) -> Result<Counted<'a>, SignInError> {
    let keys: Vec<&[u8]> = subjects.iter().map(|(key, _)| key.as_slice()).collect();
    let mut counted = Counted::with_capacity(subjects.len());
    store
        .change_throttles(&keys, |known| {
            if let Some(before) = known.iter().take(felt).find(|before| before.open_at > now) {
                return Err(SignInError::Throttled { seconds: u64::try_from(before.open_at - now).unwrap_or(1) });
            }
            counted.extend(subjects.iter().zip(known).map(|(subject, before)| (subject, *before, after_failure(*before, subject.1, now))));
            Ok(counted.iter().map(|(_, _, since)| *since).collect())
        })
        .await?;
    Ok(counted)
}

/// A failure stays counted and is noted; what is none is taken back.
async fn settle(store: &Store, counted: &Counted<'_>, outcome: &Result<Account, SignInError>, now: UnixSeconds) -> Result<(), SignInError> {
    if let Err(SignInError::Refused | SignInError::CodeWrong) = outcome {
        return Ok(store.audit(&Entry { at: now, actor: "", action: Action::SignInRefused, tenant: "", subject: "" }).await?);
    }
    let keys: Vec<&[u8]> = counted.iter().map(|((key, _), ..)| key.as_slice()).collect();
    let taken = |known: &[Throttle]| {
        Ok(known.iter().zip(counted).map(|(present, (subject, before, since))| taken_back(*present, *before, *since, subject.1)).collect())
    };
    store.change_throttles(&keys, taken).await
}

/// The password is right: the second factor, and the note of when it was. Read and written in one transaction, so that a code counts once.
async fn admit(store: &Store, account: &Account, code: Option<&str>, now: UnixSeconds) -> Result<Account, SignInError> {
    if account.second_factor.is_some() && code.is_none() {
        return Err(SignInError::CodeMissing);
    }
    if account.second_factor.is_none() && !account.passkeys.is_empty() {
        return Err(SignInError::PasskeyMissing);
    }
    let entry = Entry { at: now, actor: &account.id, action: Action::SignedIn, tenant: account.tenant().unwrap_or_default(), subject: "" };
    let changed = store.change_staff(&account.id, Ends::Nothing, Some(&entry), |account| {
        account.signed_in_at = Some(now);
        account.second_factor.as_mut().is_none_or(|factor| factor.take(code.unwrap_or_default(), now))
    });
    changed.await?.ok_or(SignInError::CodeWrong)
}

fn after_failure(before: Throttle, patience: Patience, now: UnixSeconds) -> Throttle {
    let failures = if before.last_failure_at + FORGET < now { 1 } else { before.failures.saturating_add(1) };
    let wait = match failures.checked_sub(patience.free) {
        Some(beyond) => (1_i64 << beyond.min(10)).min(patience.most_wait),
        None => 0,
    };
    Throttle { failures, last_failure_at: now, open_at: now + wait }
}

/// What is known once a try was none that failed. Others in between stay counted, and their wait, if so many are left that one waits.
fn taken_back(present: Throttle, before: Throttle, since: Throttle, patience: Patience) -> Throttle {
    if present == since {
        return before;
    }
    let failures = present.failures.saturating_sub(1);
    let open_at = if failures < patience.free { before.open_at } else { present.open_at };
    Throttle { failures, open_at, ..present }
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
            throttle = after_failure(throttle, NAME_AND_ADDRESS, now);
            waits.push(throttle.open_at - now);
            now = throttle.open_at;
        }
        assert_eq!(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]);
        assert_eq!(after_failure(throttle, NAME_AND_ADDRESS, now + FORGET + 1).failures, 1);
    }

    #[test]
    fn a_try_that_was_none_leaves_no_wait_and_no_failure_but_those_of_others() {
        let at = |throttle, now| after_failure(throttle, NAME_AND_ADDRESS, now);
        let before = (0..4).fold(Throttle::default(), |throttle, _| at(throttle, 100));
        let since = at(before, 100);
        assert!(since.open_at > 100);
        assert_eq!(taken_back(since, before, since, NAME_AND_ADDRESS), before);
        let other = at(since, 100);
        assert_eq!(taken_back(other, before, since, NAME_AND_ADDRESS), Throttle { failures: 5, ..other }, "five failures: one waits");
        let (first, second) = (at(Throttle::default(), 100), at(at(Throttle::default(), 100), 100));
        let left = taken_back(second, Throttle::default(), first, NAME_AND_ADDRESS);
        assert_eq!((left.failures, left.open_at), (1, 0), "one failure: nobody waits");
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
