//! Counted attempts. In: keys and rules. Out: tallies. Runs inside the writer's transactions, so that no two processes count past each other.

use super::StoreError;
use super::writer::Connection;
use crate::clock::UnixSeconds;
use crate::throttle::{Rule, Tally};

/// 32 bytes that say nothing without the day's key.
pub(crate) type TallyKey = [u8; 32];

pub(super) async fn read(connection: &mut Connection, key: &TallyKey) -> Result<Tally, StoreError> {
    let row: Option<(i64, i64, i64)> = sqlx::query_as("SELECT since, hits, blocked_until FROM tallies WHERE tally = $1")
        .bind(key.as_slice())
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|(since, hits, blocked_until)| Tally { since, hits, blocked_until }).unwrap_or_default())
}

pub(super) async fn hit(
    connection: &mut Connection,
    key: &TallyKey,
    tally: Tally,
    now: UnixSeconds,
    rule: &Rule,
) -> Result<(), StoreError> {
    let tally = tally.hit(now, rule);
    sqlx::query(
        "INSERT INTO tallies (tally, since, hits, blocked_until) VALUES ($1, $2, $3, $4)
         ON CONFLICT (tally) DO UPDATE SET since = excluded.since, hits = excluded.hits, blocked_until = excluded.blocked_until",
    )
    .bind(key.as_slice())
    .bind(tally.since)
    .bind(tally.hits)
    .bind(tally.blocked_until)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn forget(connection: &mut Connection, key: &TallyKey) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM tallies WHERE tally = $1").bind(key.as_slice()).execute(connection).await?;
    Ok(())
}
