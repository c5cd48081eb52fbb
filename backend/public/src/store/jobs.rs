//! What jobs need: who does them, and what is deleted when. In: now. Out: counts. The order in which things are destroyed is the job's.

use sqlx::{AssertSqlSafe, Connection as _};
use vordruck_database::{Dialect, give_room_back};
use vordruck_envelope::{Lookup, Pid};

use super::objects::{Owner, delete_objects};
use super::rows::array;
use super::writer::Connection;
use super::{Leases, Store, StoreError};
use crate::clock::UnixSeconds;
use crate::throttle::LONGEST_WINDOW_SECONDS;

/// An upload that isn't submitted goes after a day.
const UPLOAD_SECONDS: i64 = 86_400;
/// A mail nobody took goes after 72 hours.
const MAIL_SECONDS: i64 = 72 * 3_600;
/// A form that nothing refers to goes after a day: publishing stores it before the card that refers to it.
const ORPHAN_SECONDS: i64 = 86_400;

/// So many of a kind in one transaction, so that saving goes on in between.
const AT_ONCE: i64 = 200;

/// How much was deleted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Expired {
    pub(crate) drafts: u64,
    pub(crate) uploads: u64,
    pub(crate) submissions: u64,
    pub(crate) relays: u64,
    pub(crate) mails: u64,
    pub(crate) forms: u64,
}

impl Expired {
    /// Whether there may be more of what is deleted in portions.
    pub(crate) fn more(&self) -> bool {
        [self.drafts, self.uploads, self.submissions, self.relays]
            .iter()
            .any(|count| i64::try_from(*count).is_ok_and(|count| count >= AT_ONCE))
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.drafts += other.drafts;
        self.uploads += other.uploads;
        self.submissions += other.submissions;
        self.relays += other.relays;
        self.mails += other.mails;
        self.forms += other.forms;
    }
}

impl Leases for Store {
    async fn claim_job(&self, job: &'static str, holder: [u8; 16], now: UnixSeconds, until: UnixSeconds) -> Result<bool, StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    let claimed = sqlx::query(
                        "INSERT INTO job_leases (job, holder, until) VALUES ($1, $2, $3)
                         ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, until = excluded.until
                         WHERE job_leases.until <= $4 OR job_leases.holder = excluded.holder",
                    )
                    .bind(job)
                    .bind(holder.as_slice())
                    .bind(until)
                    .bind(now)
                    .execute(connection)
                    .await?;
                    Ok(claimed.rows_affected() == 1)
                })
            })
            .await
    }

    async fn expire(&self, now: UnixSeconds) -> Result<Expired, StoreError> {
        self.writer.write(move |connection| Box::pin(expire(connection, now))).await
    }

    async fn newest(&self) -> Result<UnixSeconds, StoreError> {
        let (newest,): (i64,) = sqlx::query_as(
            "SELECT MAX(at) FROM (SELECT COALESCE(MAX(changed_at), 0) AS at FROM drafts
               UNION ALL SELECT COALESCE(MAX(received_at), 0) FROM submissions) AS moments",
        )
        .fetch_one(&self.readers)
        .await?;
        Ok(newest)
    }

    async fn truncate_log(&self) -> Result<bool, StoreError> {
        match self.access.dialect() {
            Dialect::Sqlite => self.writer.truncate_log().await,
            Dialect::Postgres => Ok(true),
        }
    }

    async fn give_room_back(&self) -> Result<(), StoreError> {
        if self.access.dialect() == Dialect::Postgres {
            // On a connection of its own: it may take minutes, and saving goes on.
            let mut connection = self.access.connect().await?;
            give_room_back(&mut connection).await?;
            connection.close().await?;
        }
        Ok(())
    }

    async fn answers(&self) -> Result<(), StoreError> {
        let _: (i64,) = sqlx::query_as("SELECT 1").fetch_one(&self.readers).await?;
        Ok(())
    }
}

async fn expire(connection: &mut Connection, now: UnixSeconds) -> Result<Expired, StoreError> {
    let drafts = expire_drafts(connection, now).await?;
    let uploads = expire_objects(connection, "uploads", "opened_at", now - UPLOAD_SECONDS).await?;
    let submissions = expire_objects(connection, "submissions", "retain_until", now).await?;
    let relays = super::relays::expire(connection, now, AT_ONCE).await?;
    run(connection, "DELETE FROM draft_sessions WHERE used_at <= $1", now - super::drafts::SESSION_IDLE_SECONDS).await?;
    run(connection, "DELETE FROM tallies WHERE since <= $1", now - LONGEST_WINDOW_SECONDS).await?;
    let mails = run(connection, "DELETE FROM outbox WHERE created_at <= $1", now - MAIL_SECONDS).await?;
    let forms = run(
        connection,
        "DELETE FROM forms WHERE stored_at <= $1
         AND NOT EXISTS (SELECT 1 FROM services s WHERE s.form = forms.form)
         AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.form = forms.form)
         AND NOT EXISTS (SELECT 1 FROM submissions p WHERE p.form = forms.form AND p.deleted_at IS NULL)",
        now - ORPHAN_SECONDS,
    )
    .await?;
    Ok(Expired { drafts, uploads, submissions, relays, mails, forms })
}

async fn expire_drafts(connection: &mut Connection, now: UnixSeconds) -> Result<u64, StoreError> {
    let due: Vec<(Vec<u8>,)> = sqlx::query_as("SELECT lookup FROM drafts WHERE expires_at <= $1 AND expires_at > 0 LIMIT $2")
        .bind(now)
        .bind(AT_ONCE)
        .fetch_all(&mut *connection)
        .await?;
    for (lookup,) in &due {
        super::drafts::delete(connection, &Lookup::from_bytes(array(lookup)?)).await?;
    }
    Ok(due.len() as u64)
}

/// `table` and `moment` are ours, not a client's.
async fn expire_objects(
    connection: &mut Connection,
    table: &'static str,
    moment: &'static str,
    before: UnixSeconds,
) -> Result<u64, StoreError> {
    let due: Vec<(String, Vec<u8>)> =
        sqlx::query_as(AssertSqlSafe(format!("SELECT tenant, pid FROM {table} WHERE {moment} <= $1 LIMIT $2")))
            .bind(before)
            .bind(AT_ONCE)
            .fetch_all(&mut *connection)
            .await?;
    let count = due.len() as u64;
    for (tenant, pid) in due {
        let owner = Owner::Submission { tenant: tenant.clone(), pid: Pid::from_random(array(&pid)?) };
        delete_objects(connection, &owner).await?;
        sqlx::query(AssertSqlSafe(format!("DELETE FROM {table} WHERE tenant = $1 AND pid = $2")))
            .bind(tenant)
            .bind(pid)
            .execute(&mut *connection)
            .await?;
    }
    Ok(count)
}

async fn run(connection: &mut Connection, statement: &'static str, moment: i64) -> Result<u64, StoreError> {
    Ok(sqlx::query(statement).bind(moment).execute(connection).await?.rows_affected())
}
