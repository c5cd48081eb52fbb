//! Received submissions: stored once, leased with a fence, deleted when acknowledged. In: digests, sealed shares, fences. Out: the same.

use vordruck_contract::submissions::ObjectDigest;
use vordruck_envelope::{Digest, FormHash, Lookup, Pid};

use super::objects::{Owner, delete_objects};
use super::rows::{array, day, signed, unsigned};
use super::writer::Connection;
use super::{NewUpload, SealedShare, Store, StoreError, Submissions, Upload, UploadOpened, drafts, uploads};
use crate::clock::UnixSeconds;

/// A submission to be received. Its digest was computed over what is stored.
pub(crate) struct NewSubmission {
    pub(crate) submission: Submission,
    pub(crate) draft: Option<(Lookup, [u8; 32])>,
    pub(crate) now: UnixSeconds,
}

/// A submission. After `deleted_at` it holds nothing but what a receipt says.
#[derive(Debug, Clone)]
pub(crate) struct Submission {
    pub(crate) tenant: String,
    pub(crate) pid: Pid,
    pub(crate) service: String,
    pub(crate) form: FormHash,
    pub(crate) kid: String,
    pub(crate) suite: String,
    pub(crate) wrap: String,
    pub(crate) objects: Vec<ObjectDigest>,
    pub(crate) digest: Digest,
    pub(crate) session: [u8; 32],
    pub(crate) share: SealedShare,
    pub(crate) received_at: UnixSeconds,
    pub(crate) retain_until: UnixSeconds,
    pub(crate) fence: u64,
    pub(crate) leased_until: UnixSeconds,
    pub(crate) deleted_at: Option<UnixSeconds>,
}

/// What came of submitting.
pub(crate) enum Submitted {
    Received,
    /// There was one with this pid already.
    Existing(Box<Submission>),
    /// The session has no such upload (any more).
    NoUpload,
}

/// What came of acknowledging.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Acknowledged {
    Deleted { at: UnixSeconds },
    LeaseLost,
    OtherDigest,
    NotFound,
}

const COLUMNS: &str = "tenant, pid, service, form, kid, suite, wrap, objects, digest, session, share_day, share, received_at, retain_until, fence, leased_until, deleted_at";

#[derive(sqlx::FromRow)]
struct Row {
    tenant: String,
    pid: Vec<u8>,
    service: String,
    form: Vec<u8>,
    kid: String,
    suite: String,
    wrap: String,
    objects: String,
    digest: Vec<u8>,
    session: Vec<u8>,
    share_day: i64,
    share: Vec<u8>,
    received_at: i64,
    retain_until: i64,
    fence: i64,
    leased_until: i64,
    deleted_at: Option<i64>,
}

impl Submissions for Store {
    async fn open_upload(&self, upload: NewUpload) -> Result<UploadOpened, StoreError> {
        self.writer.write(move |connection| Box::pin(uploads::open(connection, upload))).await
    }

    async fn upload_of_session(&self, session: [u8; 32], pid: Pid) -> Result<Option<Upload>, StoreError> {
        uploads::of_session(self, session, pid).await
    }

    async fn submit(&self, submission: NewSubmission) -> Result<Submitted, StoreError> {
        self.writer.write(move |connection| Box::pin(submit(connection, submission))).await
    }

    async fn submission(&self, tenant: String, pid: Pid) -> Result<Option<Submission>, StoreError> {
        let mut connection = self.readers.acquire().await?;
        read(&mut connection, &tenant, &pid).await
    }

    async fn lease(&self, tenant: String, max: u32, now: UnixSeconds, until: UnixSeconds) -> Result<Vec<Submission>, StoreError> {
        // Most polls find nothing; they cost no write.
        let waiting: Option<(i64,)> =
            sqlx::query_as("SELECT received_at FROM submissions WHERE tenant = $1 AND deleted_at IS NULL AND leased_until <= $2 AND retain_until > $2 LIMIT 1")
                .bind(&tenant)
                .bind(now)
                .fetch_optional(&self.readers)
                .await?;
        if waiting.is_none() {
            return Ok(Vec::new());
        }
        self.writer.write(move |connection| Box::pin(async move { lease(connection, &tenant, max, now, until).await })).await
    }

    async fn acknowledge(
        &self,
        tenant: String,
        pid: Pid,
        digest: Digest,
        fence: u64,
        now: UnixSeconds,
    ) -> Result<Acknowledged, StoreError> {
        self.writer
            .write(move |connection| Box::pin(async move { acknowledge(connection, &tenant, &pid, &digest, fence, now).await }))
            .await
    }
}

pub(super) async fn read(connection: &mut Connection, tenant: &str, pid: &Pid) -> Result<Option<Submission>, StoreError> {
    let row: Option<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!("SELECT {COLUMNS} FROM submissions WHERE tenant = $1 AND pid = $2")))
        .bind(tenant)
        .bind(pid.as_bytes().as_slice())
        .fetch_optional(connection)
        .await?;
    row.map(submission).transpose()
}

async fn submit(connection: &mut Connection, new: NewSubmission) -> Result<Submitted, StoreError> {
    let NewSubmission { submission, draft, now } = new;
    if let Some(existing) = read(connection, &submission.tenant, &submission.pid).await? {
        return Ok(Submitted::Existing(Box::new(existing)));
    }
    if !uploads::close(connection, &submission.tenant, &submission.pid, &submission.session).await? {
        return Ok(Submitted::NoUpload);
    }
    sqlx::query(
        "INSERT INTO submissions (tenant, pid, service, form, kid, suite, wrap, objects, digest, session, share_day, share, received_at, retain_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
    )
    .bind(&submission.tenant)
    .bind(submission.pid.as_bytes().as_slice())
    .bind(&submission.service)
    .bind(submission.form.as_bytes().as_slice())
    .bind(&submission.kid)
    .bind(&submission.suite)
    .bind(&submission.wrap)
    .bind(serde_json::to_string(&submission.objects)?)
    .bind(submission.digest.as_bytes().as_slice())
    .bind(submission.session.as_slice())
    .bind(i64::from(submission.share.day.0))
    .bind(&submission.share.bytes)
    .bind(submission.received_at)
    .bind(submission.retain_until)
    .execute(&mut *connection)
    .await?;
    if let Some((lookup, session)) = draft {
        drafts::delete_of_session(connection, &lookup, &session, now).await?;
    }
    Ok(Submitted::Received)
}

async fn lease(
    connection: &mut Connection,
    tenant: &str,
    max: u32,
    now: UnixSeconds,
    until: UnixSeconds,
) -> Result<Vec<Submission>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(sqlx::AssertSqlSafe(format!(
        "UPDATE submissions SET fence = fence + 1, leased_until = $1 WHERE tenant = $2 AND pid IN (
           SELECT pid FROM submissions WHERE tenant = $2 AND deleted_at IS NULL AND leased_until <= $3 AND retain_until > $3
           ORDER BY received_at, pid LIMIT $4) RETURNING {COLUMNS}"
    )))
    .bind(until)
    .bind(tenant)
    .bind(now)
    .bind(i64::from(max))
    .fetch_all(connection)
    .await?;
    let mut leased = rows.into_iter().map(submission).collect::<Result<Vec<_>, _>>()?;
    leased.sort_by_key(|submission| (submission.received_at, submission.pid));
    Ok(leased)
}

async fn acknowledge(
    connection: &mut Connection,
    tenant: &str,
    pid: &Pid,
    digest: &Digest,
    fence: u64,
    now: UnixSeconds,
) -> Result<Acknowledged, StoreError> {
    let Some(found) = read(connection, tenant, pid).await? else { return Ok(Acknowledged::NotFound) };
    if found.digest != *digest {
        return Ok(Acknowledged::OtherDigest);
    }
    if let Some(at) = found.deleted_at {
        return Ok(Acknowledged::Deleted { at });
    }
    if found.fence != fence || fence == 0 {
        return Ok(Acknowledged::LeaseLost);
    }
    delete_objects(connection, &Owner::Submission { tenant: tenant.to_owned(), pid: *pid }).await?;
    sqlx::query("UPDATE submissions SET deleted_at = $1, kid = '', wrap = '', objects = '[]', share = $2 WHERE tenant = $3 AND pid = $4 AND fence = $5")
        .bind(now)
        .bind([].as_slice() as &[u8])
        .bind(tenant)
        .bind(pid.as_bytes().as_slice())
        .bind(signed(fence))
        .execute(connection)
        .await?;
    Ok(Acknowledged::Deleted { at: now })
}

fn submission(row: Row) -> Result<Submission, StoreError> {
    Ok(Submission {
        tenant: row.tenant,
        pid: Pid::from_random(array(&row.pid)?),
        service: row.service,
        form: FormHash::from_bytes(array(&row.form)?),
        kid: row.kid,
        suite: row.suite,
        wrap: row.wrap,
        objects: serde_json::from_str(&row.objects)?,
        digest: Digest::from_bytes(array(&row.digest)?),
        session: array(&row.session)?,
        share: SealedShare { day: day(row.share_day), bytes: row.share },
        received_at: row.received_at,
        retain_until: row.retain_until,
        fence: unsigned(row.fence),
        leased_until: row.leased_until,
        deleted_at: row.deleted_at,
    })
}
