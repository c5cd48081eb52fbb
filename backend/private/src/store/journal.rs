//! The journal of collecting: how far each submission has come. In: stages. Out: stages, after a crash too. A submission's row stays 91 days after the
//! acknowledgement, so that a second delivery of the same one is noticed.

use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;

/// How far a submission has come. What is not `Delivered` yet starts again from the lease: until then nothing was kept that could be half done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Stage {
    /// The public side has lent it to us.
    Leased,
    /// All its objects were downloaded, and hash to its digest.
    Downloaded,
    /// It was opened, validated, scanned and put on paper, or found unreadable.
    Examined,
    /// Its channel has it, durably.
    Delivered,
    /// The public side knows, and has deleted it.
    Acknowledged,
}

impl Stage {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Leased => "leased",
            Self::Downloaded => "downloaded",
            Self::Examined => "examined",
            Self::Delivered => "delivered",
            Self::Acknowledged => "acknowledged",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Leased, Self::Downloaded, Self::Examined, Self::Delivered, Self::Acknowledged].into_iter().find(|stage| stage.word() == word)
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
#[derive(Debug, Clone, Copy)]
pub(crate) struct JournalKey<'a> {
    pub(crate) tenant: &'a str,
    pub(crate) pid: &'a str,
    pub(crate) digest: &'a str,
}

impl Store {
    /// Notes that a submission was lent to us, unless it has come further already, and tells how far it has.
    pub(crate) async fn journal_lease(&self, key: JournalKey<'_>, now: UnixSeconds) -> Result<JournalRow, StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO journal (tenant, pid, digest, stage, failures, changed_at) VALUES ($1, $2, $3, $4, 0, $5) \
             ON CONFLICT (tenant, pid, digest) DO NOTHING",
        )
        .bind(key.tenant)
        .bind(key.pid)
        .bind(key.digest)
        .bind(Stage::Leased.word())
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let (stage, failures): (String, i64) =
            sqlx::query_as("SELECT stage, failures FROM journal WHERE tenant = $1 AND pid = $2 AND digest = $3")
                .bind(key.tenant)
                .bind(key.pid)
                .bind(key.digest)
                .fetch_one(&mut *transaction)
                .await?;
        let others: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM journal WHERE tenant = $1 AND pid = $2 AND digest <> $3")
            .bind(key.tenant)
            .bind(key.pid)
            .bind(key.digest)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        let stage = Stage::read(&stage).ok_or(StoreError::Malformed("stage"))?;
        Ok(JournalRow { stage, failures: unsigned(failures), is_replay: others > 0 })
    }

    /// Notes how far a submission has come.
    pub(crate) async fn journal_stage(&self, key: JournalKey<'_>, stage: Stage, now: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query("UPDATE journal SET stage = $1, changed_at = $2 WHERE tenant = $3 AND pid = $4 AND digest = $5")
            .bind(stage.word())
            .bind(now)
            .bind(key.tenant)
            .bind(key.pid)
            .bind(key.digest)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Notes that our own program failed on a submission.
    pub(crate) async fn journal_failure(&self, key: JournalKey<'_>) -> Result<(), StoreError> {
        sqlx::query("UPDATE journal SET failures = failures + 1 WHERE tenant = $1 AND pid = $2 AND digest = $3")
            .bind(key.tenant)
            .bind(key.pid)
            .bind(key.digest)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
