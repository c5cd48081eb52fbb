//! Notices waiting to be sent: that something arrived for a service, never what. A failed notice stays here and counts neither for nor against delivery.

use sqlx::{Sqlite, Transaction};

use super::{Store, StoreError, unsigned};
use crate::clock::UnixSeconds;

/// A notice that is due. All arrivals of one service since the last one are told at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DueNotice {
    pub(crate) tenant: String,
    pub(crate) service: String,
    /// How many arrived.
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

    /// What is to be told now, a line a service.
    pub(crate) async fn list_due_notices(&self, now: UnixSeconds) -> Result<Vec<DueNotice>, StoreError> {
        let rows: Vec<(String, String, i64, i64, i64)> = sqlx::query_as(
            "SELECT tenant, service, COUNT(*), MAX(attempts), MAX(created_at) FROM outbox WHERE next_attempt_at <= $1 GROUP BY tenant, service",
        )
        .bind(now)
        .fetch_all(&self.pool)
        .await?;
        let notice = |(tenant, service, count, attempts, created_until)| DueNotice {
            tenant,
            service,
            count: unsigned(count),
            attempts: unsigned(attempts),
            created_until,
        };
        Ok(rows.into_iter().map(notice).collect())
    }

    /// The mail server has taken it, or nobody wants it.
    pub(crate) async fn remove_notice(&self, notice: &DueNotice) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM outbox WHERE tenant = $1 AND service = $2 AND created_at <= $3 AND attempts <= $4")
            .bind(&notice.tenant)
            .bind(&notice.service)
            .bind(notice.created_until)
            .bind(i64::try_from(notice.attempts).unwrap_or(i64::MAX))
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// It was not taken; it is tried again at `next`.
    pub(crate) async fn postpone_notice(&self, notice: &DueNotice, next: UnixSeconds) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $1 WHERE tenant = $2 AND service = $3 AND created_at <= $4",
        )
        .bind(next)
        .bind(&notice.tenant)
        .bind(&notice.service)
        .bind(notice.created_until)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
