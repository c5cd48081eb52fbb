//! Notices waiting to be sent: that something arrived for a service, waits unopened or will be deleted, never what. A failed notice stays here and counts neither for nor against delivery.

use sqlx::{Sqlite, Transaction};

use super::{Store, StoreError, unsigned};
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

/// A notice that is due. All arrivals of one service since the last one are told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueNotice {
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) kind: NoticeKind,
    /// How many it is about.
    pub(crate) count: u64,
    /// How often sending was tried at most.
    pub(crate) attempts: u64,
    /// No later arrival belongs to it.
    pub(crate) created_until: UnixSeconds,
}

impl Store {
    /// Notes that something arrived, as part of delivering it.
    pub(super) async fn add_notice_in(
        &self,
        transaction: &mut Transaction<'static, Sqlite>,
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

    /// What is to be told now, a line a service and kind; nothing of what was told less than `pause` seconds ago: it waits, so that many arrivals
    /// make few mails.
    pub(crate) async fn list_due_notices(&self, now: UnixSeconds, pause: i64) -> Result<Vec<DueNotice>, StoreError> {
        let rows: Vec<(String, String, String, i64, i64, i64)> = sqlx::query_as(
            "SELECT o.tenant, o.service, o.kind, COUNT(*), MAX(o.attempts), MAX(o.created_at) FROM outbox AS o WHERE o.next_attempt_at <= $1 \
             AND NOT EXISTS (SELECT 1 FROM notices_sent AS s WHERE s.tenant = o.tenant AND s.service = o.service AND s.kind = o.kind \
             AND s.sent_at > $2) GROUP BY o.tenant, o.service, o.kind",
        )
        .bind(now)
        .bind(now - pause)
        .fetch_all(&self.pool)
        .await?;
        let notice = |(tenant, service, kind, count, attempts, created_until): (String, String, String, i64, i64, i64)| {
            let kind = NoticeKind::read(&kind).ok_or(StoreError::Malformed("kind"))?;
            Ok(DueNotice { tenant, service, kind, count: unsigned(count), attempts: unsigned(attempts), created_until })
        };
        rows.into_iter().map(notice).collect()
    }

    /// The mail server has taken it.
    pub(crate) async fn remove_notice(&self, notice: &DueNotice, now: UnixSeconds) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM outbox WHERE tenant = $1 AND service = $2 AND kind = $3 AND created_at <= $4 AND attempts <= $5")
            .bind(&notice.tenant)
            .bind(&notice.service)
            .bind(notice.kind.word())
            .bind(notice.created_until)
            .bind(i64::try_from(notice.attempts).unwrap_or(i64::MAX))
            .execute(&mut *transaction)
            .await?;
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
            (NoticeKind::Ending, 2, "state <> 'done' AND delete_at - MIN(604800, (delete_at - delivered_at) / 2) <= $1", now),
        ] {
            // The item's id makes the row's: asking twice adds one.
            let insert = format!(
                "INSERT INTO outbox (id, tenant, service, created_at, attempts, next_attempt_at, kind) \
                 SELECT id || '-{word}', tenant, service, $2, 0, $2, '{word}' FROM items WHERE reminded & {bit} = 0 AND delete_at > $2 AND {condition}",
                word = kind.word()
            );
            let update =
                format!("UPDATE items SET reminded = reminded | {bit} WHERE reminded & {bit} = 0 AND delete_at > $2 AND {condition}");
            let inserted = sqlx::query(sqlx::AssertSqlSafe(insert)).bind(moment).bind(now).execute(&mut *transaction).await?;
            added += inserted.rows_affected();
            sqlx::query(sqlx::AssertSqlSafe(update)).bind(moment).bind(now).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(added)
    }

    /// It was not taken; it is tried again at `next`.
    pub(crate) async fn postpone_notice(&self, notice: &DueNotice, next: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $1 WHERE tenant = $2 AND service = $3 AND kind = $4 AND created_at <= $5",
        )
        .bind(next)
        .bind(&notice.tenant)
        .bind(&notice.service)
        .bind(notice.kind.word())
        .bind(notice.created_until)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
