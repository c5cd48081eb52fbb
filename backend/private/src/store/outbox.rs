//! Notices waiting to be sent: that something arrived for a service, waits unopened or will be deleted, never what. A failed notice stays here and counts
//! neither for nor against delivery. Several processes send: each claims what it sends.

use super::turns::InTurn as _;
use super::{Store, StoreError, Transaction, unsigned};
use crate::clock::UnixSeconds;

/// How long something may stay unopened before it is told, in seconds: three days.
const UNOPENED_SECONDS: i64 = 3 * 86_400;

/// What a notice tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoticeKind {
    /// Something arrived.
    Arrived,
    /// Something has not been opened for days.
    Waiting,
    /// Something that isn't done will be deleted soon.
    Ending,
}

impl NoticeKind {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Waiting => "waiting",
            Self::Ending => "ending",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Arrived, Self::Waiting, Self::Ending].into_iter().find(|kind| kind.word() == word)
    }
}

/// A notice that is due, and ours to send. All arrivals of one service since the last one are told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueNotice {
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) kind: NoticeKind,
    /// How many it is about.
    pub(crate) count: u64,
    /// How often sending was tried at most.
    pub(crate) attempts: u64,
    /// Drawn for this attempt; what another process has claimed since then is not touched.
    claim: String,
}

impl Store {
    /// Notes that something arrived, as part of delivering it.
    pub(super) async fn add_notice_in(
        &self,
        transaction: &mut Transaction,
        tenant: &str,
        service: &str,
        now: UnixSeconds,
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO outbox (id, tenant, service, created_at, attempts, next_attempt_at) VALUES ($1, $2, $3, $4, 0, $4)")
            .bind(self.rng.uuid()?)
            .bind(tenant)
            .bind(service)
            .bind(now)
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// Claims the next notice to be told, of one service and kind; nothing of what was told less than `pause` seconds ago or is being told: it waits, so
    /// that many arrivals make few mails. Found and claimed in one transaction: two processes never have the same. Whoever ends in between loses it
    /// after `lease` seconds.
    pub(crate) async fn claim_notice(&self, now: UnixSeconds, pause: i64, lease: i64) -> Result<Option<DueNotice>, StoreError> {
        let mut transaction = self.write().await?;
        let row: Option<(String, String, String)> = sqlx::query_as(
            "SELECT o.tenant, o.service, o.kind FROM outbox AS o WHERE o.next_attempt_at <= $1 \
             AND NOT EXISTS (SELECT 1 FROM notices_sent AS s WHERE s.tenant = o.tenant AND s.service = o.service AND s.kind = o.kind AND s.sent_at > $2) \
             AND NOT EXISTS (SELECT 1 FROM outbox AS c WHERE c.tenant = o.tenant AND c.service = o.service AND c.kind = o.kind AND c.claimed_until > $1) \
             ORDER BY o.created_at LIMIT 1",
        )
        .bind(now)
        .bind(now - pause)
        .fetch_optional(&mut *transaction)
        .await?;
        let Some((tenant, service, word)) = row else { return Ok(None) };
        let kind = NoticeKind::read(&word).ok_or(StoreError::Malformed("kind"))?;
        let claim = self.rng.uuid()?;
        sqlx::query(
            "UPDATE outbox SET claim = $1, claimed_until = $2 WHERE tenant = $3 AND service = $4 AND kind = $5 AND next_attempt_at <= $6",
        )
        .bind(&claim)
        .bind(now + lease)
        .bind(&tenant)
        .bind(&service)
        .bind(&word)
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        let (count, attempts): (i64, i64) = sqlx::query_as("SELECT COUNT(*), COALESCE(MAX(attempts), 0) FROM outbox WHERE claim = $1")
            .bind(&claim)
            .fetch_one(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(DueNotice { tenant, service, kind, count: unsigned(count), attempts: unsigned(attempts), claim }))
    }

    /// The mail server has taken it.
    pub(crate) async fn remove_notice(&self, notice: &DueNotice, now: UnixSeconds) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM outbox WHERE claim = $1").bind(&notice.claim).execute(&mut *transaction).await?;
        sqlx::query(
            "INSERT INTO notices_sent (tenant, service, kind, sent_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (tenant, service, kind) DO UPDATE SET sent_at = excluded.sent_at",
        )
        .bind(&notice.tenant)
        .bind(&notice.service)
        .bind(notice.kind.word())
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        Ok(transaction.commit().await?)
    }

    /// Notes once for each item that it waits unopened, and that it will be deleted without being done.
    pub(crate) async fn add_reminders(&self, now: UnixSeconds) -> Result<u64, StoreError> {
        let mut transaction = self.write().await?;
        let mut added = 0;
        for (kind, bit, condition, moment) in [
            (NoticeKind::Waiting, 1, "state = 'new' AND delivered_at <= $1", now - UNOPENED_SECONDS),
            // What is kept for less than two weeks is warned of when half of its time is over.
            (
                NoticeKind::Ending,
                2,
                "state <> 'done' AND delete_at - CASE WHEN delete_at - delivered_at < 1209600 THEN (delete_at - delivered_at) / 2 ELSE 604800 END <= $1",
                now,
            ),
        ] {
            // The item's id makes the row's: asking twice adds one.
            let insert = format!(
                "INSERT INTO outbox (id, tenant, service, created_at, attempts, next_attempt_at, kind) \
                 SELECT id || '-{word}', tenant, service, $2, 0, $2, '{word}' FROM items WHERE (reminded & {bit}) = 0 AND delete_at > $2 AND {condition}",
                word = kind.word()
            );
            let update =
                format!("UPDATE items SET reminded = reminded | {bit} WHERE (reminded & {bit}) = 0 AND delete_at > $2 AND {condition}");
            let inserted = sqlx::query(sqlx::AssertSqlSafe(insert)).bind(moment).bind(now).execute(&mut *transaction).await?;
            added += inserted.rows_affected();
            sqlx::query(sqlx::AssertSqlSafe(update)).bind(moment).bind(now).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(added)
    }

    /// It was not taken; it is tried again at `next`, by whoever is first.
    pub(crate) async fn postpone_notice(&self, notice: &DueNotice, next: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query("UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $1, claim = '', claimed_until = 0 WHERE claim = $2")
            .bind(next)
            .bind(&notice.claim)
            .in_turn(self)
            .await?;
        Ok(())
    }
}
