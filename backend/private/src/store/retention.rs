//! Deleting what is over. In: the time. Out: counts. Items go when their service's days are over, day keys when no item needs them; then what deleting leaves
//! behind, as far as the database can take it away (`leftovers`; SQLite overwrites deleted rows, `secure_delete`).

use super::audit::{Action, Entry};
use super::throttles::ORIGIN_SECONDS;
use super::turns::without_hurry;
use super::{Store, StoreError};
use crate::clock::UnixSeconds;
use vordruck_envelope::at_rest::Day;

const DAY: UnixSeconds = 86_400;
/// How long a submission's name is kept after its last step, against replays. The public side keeps nothing that long that was not acknowledged.
const JOURNAL_DAYS: UnixSeconds = 91;
/// How long the audit log is kept.
const AUDIT_DAYS: UnixSeconds = 365;
/// How long the line of a finished transfer is kept, without content.
const TRANSFER_DAYS: UnixSeconds = 90;
/// After how long a notice that nobody took is given up: the items themselves are in the list.
const NOTICE_DAYS: UnixSeconds = 3;

/// What was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Expired {
    /// Items of the postbox.
    pub items: u64,
    /// Journal rows of submissions long done.
    pub journal: u64,
    /// Sessions.
    pub sessions: u64,
    /// Notices nobody took.
    pub notices: u64,
    /// Day keys destroyed.
    pub day_keys: u64,
}

impl Store {
    /// Deletes what is over at `now`.
    pub(crate) async fn expire(&self, now: UnixSeconds) -> Result<Expired, StoreError> {
        let mut transaction = self.write().await?;
        without_hurry(&mut transaction, self.access.dialect()).await?;
        let mut expired = Expired::default();
        sqlx::query("DELETE FROM item_objects WHERE item IN (SELECT id FROM items WHERE delete_at <= $1)")
            .bind(now)
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "DELETE FROM item_words WHERE day IN (SELECT DISTINCT day FROM items WHERE delete_at <= $1) \
             AND number IN (SELECT number FROM items WHERE delete_at <= $1)",
        )
        .bind(now)
        .execute(&mut *transaction)
        .await?;
        expired.items = sqlx::query("DELETE FROM items WHERE delete_at <= $1").bind(now).execute(&mut *transaction).await?.rows_affected();
        expired.journal = sqlx::query("DELETE FROM journal WHERE changed_at <= $1")
            .bind(now - JOURNAL_DAYS * DAY)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        expired.sessions =
            sqlx::query("DELETE FROM sessions WHERE expires_at <= $1").bind(now).execute(&mut *transaction).await?.rows_affected();
        expired.notices = sqlx::query("DELETE FROM outbox WHERE created_at <= $1")
            .bind(now - NOTICE_DAYS * DAY)
            .execute(&mut *transaction)
            .await?
            .rows_affected();
        // Lines of what is over; what still waits has its content and stays. What was refused and nobody else could read, was kept so long in vain.
        sqlx::query("DELETE FROM transfers WHERE (delivery_sealed IS NULL OR state = 'rejected') AND changed_at <= $1")
            .bind(now - TRANSFER_DAYS * DAY)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM receptions WHERE state <> 'waiting' AND changed_at <= $1")
            .bind(now - TRANSFER_DAYS * DAY)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM throttles WHERE last_failure_at <= $1").bind(now - DAY).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM origins WHERE seen_at <= $1").bind(now - ORIGIN_SECONDS).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM invitations WHERE expires_at <= $1").bind(now).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM audit WHERE at <= $1").bind(now - AUDIT_DAYS * DAY).execute(&mut *transaction).await?;
        if expired.items > 0 {
            let count = expired.items.to_string();
            self.audit_in(&mut transaction, &Entry { at: now, actor: "system", action: Action::ItemsExpired, tenant: "", subject: &count })
                .await?;
        }
        transaction.commit().await?;
        expired.day_keys = self.destroy_day_keys(now).await?;
        self.clear_away().await?;
        Ok(expired)
    }

    /// When the last of the day keys there are is destroyed at the latest, as things stand: when the last item of its day goes, or a day later than the
    /// next run. None: there are none.
    pub(crate) async fn day_keys_end(&self, now: UnixSeconds) -> Result<Option<UnixSeconds>, StoreError> {
        let mut last = None;
        for day in self.vault.days()? {
            let items: Option<i64> =
                sqlx::query_scalar("SELECT MAX(delete_at) FROM items WHERE day = $1").bind(i64::from(day.0)).fetch_one(&self.pool).await?;
            let transfers: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM transfers WHERE day = $1 AND delivery_sealed IS NOT NULL")
                .bind(i64::from(day.0))
                .fetch_one(&self.pool)
                .await?;
            // What waits for a receiver has no end of its own; it is given the age a line of it reaches.
            let waiting = if transfers > 0 { now + TRANSFER_DAYS * DAY } else { 0 };
            let end = items.unwrap_or(0).max(waiting).max((i64::from(day.0) + 3) * DAY);
            last = last.max(Some(end));
        }
        Ok(last)
    }

    async fn destroy_day_keys(&self, now: UnixSeconds) -> Result<u64, StoreError> {
        let today = Day::of(super::unsigned(now));
        let mut destroyed = 0;
        for day in self.vault.days()? {
            // Never today's: an item sealed under it may not have been written yet.
            if day.plus(1) >= today {
                continue;
            }
            let used: i64 = sqlx::query_scalar(
                "SELECT (SELECT COUNT(*) FROM items WHERE day = $1) + \
                 (SELECT COUNT(*) FROM transfers WHERE day = $1 AND delivery_sealed IS NOT NULL)",
            )
            .bind(i64::from(day.0))
            .fetch_one(&self.pool)
            .await?;
            if used == 0 {
                self.vault.destroy(day)?;
                destroyed += 1;
            }
        }
        Ok(destroyed)
    }
}
