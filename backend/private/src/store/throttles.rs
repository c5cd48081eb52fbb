//! Failed sign-ins, by subject; and where successful ones came from.

use super::turns::InTurn as _;
use super::{Store, StoreError, Transaction, unsigned};
use crate::clock::UnixSeconds;

/// What is known of a subject.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Throttle {
    pub(crate) failures: u64,
    pub(crate) last_failure_at: UnixSeconds,
    /// Not before then is another try looked at.
    pub(crate) open_at: UnixSeconds,
}

impl Store {
    /// Replaces what is known of subjects (nothing is like no failure) by what `change` makes of it, in their order. One transaction, so that no process loses what
    /// another has counted; an error changes nothing.
    pub(crate) async fn change_throttles<E>(
        &self,
        subjects: &[&[u8]],
        change: impl FnOnce(&[Throttle]) -> Result<Vec<Throttle>, E> + Send,
    ) -> Result<(), E>
    where
        E: From<StoreError>,
    {
        let mut transaction = self.write().await?;
        let mut known = Vec::with_capacity(subjects.len());
        for subject in subjects {
            known.push(lookup(&mut transaction, subject).await?);
        }
        let changed = change(&known)?;
        for (subject, throttle) in subjects.iter().zip(changed) {
            save(&mut transaction, subject, throttle).await?;
        }
        transaction.commit().await.map_err(StoreError::from)?;
        Ok(())
    }

    /// Forgets a subject's failures.
    pub(crate) async fn remove_throttle(&self, subject: &[u8]) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM throttles WHERE subject = $1").bind(subject).in_turn(self).await?;
        Ok(())
    }

    /// Whether the account was signed in from there lately.
    pub(crate) async fn knows_origin(&self, subject: &[u8], now: UnixSeconds) -> Result<bool, StoreError> {
        let seen: Option<i64> =
            sqlx::query_scalar("SELECT seen_at FROM origins WHERE subject = $1").bind(subject).fetch_optional(&self.pool).await?;
        Ok(seen.is_some_and(|seen| seen > now - ORIGIN_SECONDS))
    }

    /// Notes that the account was signed in from there.
    pub(crate) async fn remember_origin(&self, subject: &[u8], now: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO origins (subject, seen_at) VALUES ($1, $2) ON CONFLICT (subject) DO UPDATE SET seen_at = excluded.seen_at",
        )
        .bind(subject)
        .bind(now)
        .in_turn(self)
        .await?;
        Ok(())
    }
}

async fn lookup(transaction: &mut Transaction, subject: &[u8]) -> Result<Throttle, StoreError> {
    let row: Option<(i64, i64, i64)> = sqlx::query_as("SELECT failures, last_failure_at, open_at FROM throttles WHERE subject = $1")
        .bind(subject)
        .fetch_optional(&mut **transaction)
        .await?;
    let known = |(failures, last_failure_at, open_at)| Throttle { failures: unsigned(failures), last_failure_at, open_at };
    Ok(row.map(known).unwrap_or_default())
}

async fn save(transaction: &mut Transaction, subject: &[u8], throttle: Throttle) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO throttles (subject, failures, last_failure_at, open_at) VALUES ($1, $2, $3, $4) ON CONFLICT (subject) DO UPDATE \
         SET failures = excluded.failures, last_failure_at = excluded.last_failure_at, open_at = excluded.open_at",
    )
    .bind(subject)
    .bind(i64::try_from(throttle.failures).unwrap_or(i64::MAX))
    .bind(throttle.last_failure_at)
    .bind(throttle.open_at)
    .execute(&mut **transaction)
    .await?;
    Ok(())
}

/// How long a place is known.
pub(super) const ORIGIN_SECONDS: i64 = 30 * 86_400;
