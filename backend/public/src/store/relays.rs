//! Relays and their two sessions. In: lookups, verifiers, sealed shares and invitations, session hashes. Out: the same, and at which end a session is.

use subtle::ConstantTimeEq;
use vordruck_envelope::{AccessProof, Lookup, Verifier};

use super::objects::{Owner, delete_object, delete_objects};
use super::rows::{array, day};
use super::tallies::{self, TallyKey};
use super::writer::Connection;
use super::{Added, Relays, SealedShare, Store, StoreError};
use crate::clock::UnixSeconds;
use crate::throttle::{PREFIX_FAILURES, PREFIX_RELAYS};

/// A relay to be stored.
pub(crate) struct NewRelay {
    pub(crate) lookup: Lookup,
    pub(crate) verifier: Verifier,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) share: SealedShare,
    /// The open device's session.
    pub(crate) keeper: [u8; 32],
    pub(crate) prefix_tally: TallyKey,
    pub(crate) now: UnixSeconds,
    pub(crate) expires_at: UnixSeconds,
}

/// A relay.
#[derive(Debug, Clone)]
pub(crate) struct Relay {
    pub(crate) lookup: Lookup,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) share: SealedShare,
    pub(crate) invitation: Option<Vec<u8>>,
    pub(crate) joined: bool,
    pub(crate) expires_at: UnixSeconds,
}

/// From which end a session works on a relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelayEnd {
    /// The open device: invites, collects, ends.
    Keeper,
    /// The telephone: sends.
    Sender,
}

/// An attempt to join.
pub(crate) struct JoiningAttempt {
    pub(crate) lookup: Lookup,
    pub(crate) proof: AccessProof,
    pub(crate) prefix_tally: TallyKey,
    /// The session to begin if the proof is right.
    pub(crate) session: [u8; 32],
    pub(crate) now: UnixSeconds,
}

/// What came of it.
pub(crate) enum Joining {
    Joined(Box<Relay>),
    Refused,
    /// Not even compared; to be tried again after so many seconds.
    Throttled(u64),
}

type Row = (Vec<u8>, Vec<u8>, String, String, i64, Vec<u8>, Option<Vec<u8>>, Vec<u8>, Option<Vec<u8>>, i64);

impl Relays for Store {
    async fn add_relay(&self, relay: NewRelay) -> Result<Result<Added, u64>, StoreError> {
        self.writer.write(move |connection| Box::pin(add(connection, relay))).await
    }

    async fn join_relay(&self, attempt: JoiningAttempt) -> Result<Joining, StoreError> {
        self.writer.write(move |connection| Box::pin(join(connection, attempt))).await
    }

    async fn relay_of_session(&self, session: [u8; 32], lookup: Lookup, now: UnixSeconds) -> Result<Option<(Relay, RelayEnd)>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT lookup, verifier, tenant, service, share_day, share, invitation, keeper, sender, expires_at FROM relays
             WHERE lookup = $1 AND expires_at > $2",
        )
        .bind(lookup.as_bytes().as_slice())
        .bind(now)
        .fetch_optional(&self.readers)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let end = if row.7.ct_eq(&session).into() {
            RelayEnd::Keeper
        } else if row.8.as_ref().is_some_and(|sender| sender.ct_eq(&session).into()) {
            RelayEnd::Sender
        } else {
            return Ok(None);
        };
        Ok(Some((relay(row)?, end)))
    }

    async fn invite(&self, lookup: Lookup, invitation: Vec<u8>) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE relays SET invitation = $1 WHERE lookup = $2")
                        .bind(invitation)
                        .bind(lookup.as_bytes().as_slice())
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }

    async fn delete_relay_file(&self, lookup: Lookup, name: Vec<u8>) -> Result<bool, StoreError> {
        self.writer.write(move |connection| Box::pin(async move { delete_object(connection, &Owner::Relay(lookup), &name).await })).await
    }

    async fn end_relay(&self, lookup: Lookup) -> Result<(), StoreError> {
        self.writer.write(move |connection| Box::pin(async move { delete(connection, &lookup).await })).await
    }
}

async fn add(connection: &mut Connection, relay: NewRelay) -> Result<Result<Added, u64>, StoreError> {
    // Whoever makes a new one clears away the old ones: nothing outlives its hour by much where relays are used.
    expire(connection, relay.now, 20).await?;
    let of_prefix = tallies::read(connection, &relay.prefix_tally).await?;
    if let Some(wait) = of_prefix.wait(relay.now) {
        return Ok(Err(wait));
    }
    tallies::hit(connection, &relay.prefix_tally, of_prefix, relay.now, &PREFIX_RELAYS).await?;
    let added = sqlx::query(
        "INSERT INTO relays (lookup, verifier, tenant, service, share_day, share, keeper, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (lookup) DO NOTHING",
    )
    .bind(relay.lookup.as_bytes().as_slice())
    .bind(relay.verifier.as_bytes().as_slice())
    .bind(&relay.tenant)
    .bind(&relay.service)
    .bind(i64::from(relay.share.day.0))
    .bind(&relay.share.bytes)
    .bind(relay.keeper.as_slice())
    .bind(relay.expires_at)
    .execute(connection)
    .await?
    .rows_affected();
    Ok(Ok(if added == 1 { Added::Stored } else { Added::Taken }))
}

async fn join(connection: &mut Connection, attempt: JoiningAttempt) -> Result<Joining, StoreError> {
    let of_prefix = tallies::read(connection, &attempt.prefix_tally).await?;
    if let Some(wait) = of_prefix.wait(attempt.now) {
        return Ok(Joining::Throttled(wait));
    }
    let row: Option<Row> = sqlx::query_as(
        "UPDATE relays SET sender = $1 WHERE lookup = $2 AND verifier = $3 AND expires_at > $4
         RETURNING lookup, verifier, tenant, service, share_day, share, invitation, keeper, sender, expires_at",
    )
    .bind(attempt.session.as_slice())
    .bind(attempt.lookup.as_bytes().as_slice())
    // The verifier is the hash of a secret with 256 bits: that the database compares it tells nobody anything.
    .bind(Verifier::of(&attempt.proof).as_bytes().as_slice())
    .bind(attempt.now)
    .fetch_optional(&mut *connection)
    .await?;
    match row {
        Some(row) => Ok(Joining::Joined(Box::new(relay(row)?))),
        None => {
            tallies::hit(connection, &attempt.prefix_tally, of_prefix, attempt.now, &PREFIX_FAILURES).await?;
            Ok(Joining::Refused)
        }
    }
}

/// Deletes relays whose hour is over, at most so many.
pub(super) async fn expire(connection: &mut Connection, now: UnixSeconds, at_once: i64) -> Result<u64, StoreError> {
    let due: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT lookup FROM relays WHERE expires_at <= $1 LIMIT $2")
        .bind(now)
        .bind(at_once)
        .fetch_all(&mut *connection)
        .await?;
    for (lookup,) in &due {
        delete(connection, &Lookup::from_bytes(array(lookup)?)).await?;
    }
    Ok(due.len() as u64)
}

async fn delete(connection: &mut Connection, lookup: &Lookup) -> Result<(), StoreError> {
    delete_objects(connection, &Owner::Relay(*lookup)).await?;
    sqlx::query("DELETE FROM relays WHERE lookup = $1").bind(lookup.as_bytes().as_slice()).execute(connection).await?;
    Ok(())
}

fn relay(row: Row) -> Result<Relay, StoreError> {
    let (lookup, _, tenant, service, share_day, share, invitation, _, sender, expires_at) = row;
    Ok(Relay {
        lookup: Lookup::from_bytes(array(&lookup)?),
        tenant,
        service,
        share: SealedShare { day: day(share_day), bytes: share },
        invitation,
        joined: sender.is_some(),
        expires_at,
    })
}
