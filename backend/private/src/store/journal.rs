//! The journal of collecting: how far each submission has come. In: stages. Out: stages, after a crash too. A submission's row stays 91 days after the
//! acknowledgement, so that a second delivery of the same one is noticed.

use super::turns::InTurn as _;
use super::writer::Shared;
use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;

/// How far a submission has come. What is not `Delivered` yet starts again from the lease: until then nothing was kept that could be half done, and nothing
/// has to be written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The public side has lent it to us.
    Leased,
    /// Its channel has it, durably.
    Delivered,
    /// The public side knows, and has deleted it.
    Acknowledged,
}

impl Stage {
    fn word(self) -> &'static str {
        match self {
            Self::Leased => "leased",
            Self::Delivered => "delivered",
            Self::Acknowledged => "acknowledged",
        }
    }

    fn read(word: &str) -> Option<Self> {
        match word {
            // What earlier versions wrote between the two.
            "downloaded" | "examined" => Some(Self::Leased),
            _ => [Self::Leased, Self::Delivered, Self::Acknowledged].into_iter().find(|stage| stage.word() == word),
        }
    }
}

/// What the journal knows of a submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct JournalRow {
    pub(crate) stage: Stage,
    /// How often our own program failed on it.
    pub(crate) failures: u64,
    /// Whether a submission of the same name but with another content was here before.
    pub(crate) is_replay: bool,
}

/// Names a submission in the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JournalKey {
    pub(crate) tenant: String,
    pub(crate) pid: String,
    /// hex128.
    pub(crate) digest: String,
}

impl Store {
    /// Notes that submissions were lent to us, unless they have come further already, and tells how far each has, in the same order.
    pub(crate) async fn journal_leases(&self, keys: Vec<JournalKey>, now: UnixSeconds) -> Result<Vec<JournalRow>, StoreError> {
        self.writer
            .write(move |transaction| {
                Box::pin(async move {
                    let mut rows = Vec::with_capacity(keys.len());
                    for key in &keys {
                        rows.push(lease(transaction, key, now).await?);
                    }
                    Ok(rows)
                })
            })
            .await
    }

    /// Notes that the public side knows of a delivery.
    pub(crate) async fn journal_acknowledged(&self, key: JournalKey, now: UnixSeconds) -> Result<(), StoreError> {
        self.writer.write(move |transaction| Box::pin(async move { advance(transaction, &key, Stage::Acknowledged, now).await })).await
    }

    /// Notes that our own program failed on a submission.
    pub(crate) async fn journal_failure(&self, key: &JournalKey) -> Result<(), StoreError> {
        sqlx::query("UPDATE journal SET failures = failures + 1 WHERE tenant = $1 AND pid = $2 AND digest = $3")
            .bind(&key.tenant)
            .bind(&key.pid)
            .bind(&key.digest)
            .in_turn(self)
            .await?;
        Ok(())
    }
}

/// Notes, in the transaction that delivers it, that a submission is delivered. What has come further stays there.
pub(super) async fn delivered(transaction: &mut Shared, key: &JournalKey, now: UnixSeconds) -> Result<(), StoreError> {
    advance(transaction, key, Stage::Delivered, now).await
}

async fn lease(transaction: &mut Shared, key: &JournalKey, now: UnixSeconds) -> Result<JournalRow, StoreError> {
    sqlx::query(
        "INSERT INTO journal (tenant, pid, digest, stage, failures, changed_at) VALUES ($1, $2, $3, $4, 0, $5) \
         ON CONFLICT (tenant, pid, digest) DO NOTHING",
    )
    .bind(&key.tenant)
    .bind(&key.pid)
    .bind(&key.digest)
    .bind(Stage::Leased.word())
    .bind(now)
    .execute(&mut **transaction)
    .await?;
    // Of one name, every content there was.
    let rows: Vec<(String, String, i64)> = sqlx::query_as("SELECT digest, stage, failures FROM journal WHERE tenant = $1 AND pid = $2")
        .bind(&key.tenant)
        .bind(&key.pid)
        .fetch_all(&mut **transaction)
        .await?;
    let is_replay = rows.len() > 1;
    let (_, stage, failures) =
        rows.into_iter().find(|(digest, ..)| *digest == key.digest).ok_or(StoreError::Malformed("digest of the journal"))?;
    Ok(JournalRow { stage: Stage::read(&stage).ok_or(StoreError::Malformed("stage"))?, failures: unsigned(failures), is_replay })
}

async fn advance(transaction: &mut Shared, key: &JournalKey, stage: Stage, now: UnixSeconds) -> Result<(), StoreError> {
    sqlx::query("UPDATE journal SET stage = $1, changed_at = $2 WHERE tenant = $3 AND pid = $4 AND digest = $5 AND stage <> $6")
        .bind(stage.word())
        .bind(now)
        .bind(&key.tenant)
        .bind(&key.pid)
        .bind(&key.digest)
        .bind(Stage::Acknowledged.word())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
