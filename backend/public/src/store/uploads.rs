//! Submissions on their way. In: a pid, sizes, a session. Out: the upload, while it isn't submitted.

use vordruck_envelope::Pid;

use super::objects::{Owner, delete_objects};
use super::rows::{array, day};
use super::submissions::{Submission, read};
use super::writer::Connection;
use super::{SealedShare, Store, StoreError};
use crate::clock::UnixSeconds;

/// An upload to be opened.
pub(crate) struct NewUpload {
    pub(crate) tenant: String,
    pub(crate) pid: Pid,
    pub(crate) service: String,
    pub(crate) session: [u8; 32],
    pub(crate) share: SealedShare,
    pub(crate) sizes: Vec<u64>,
    pub(crate) now: UnixSeconds,
}

/// Whether it was opened.
pub(crate) enum UploadOpened {
    Opened,
    AlreadySubmitted(Box<Submission>),
}

/// An upload.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    pub(crate) tenant: String,
    pub(crate) pid: Pid,
    pub(crate) service: String,
    pub(crate) share: SealedShare,
    pub(crate) sizes: Vec<u64>,
}

type Row = (String, Vec<u8>, String, i64, Vec<u8>, String);

pub(super) async fn open(connection: &mut Connection, upload: NewUpload) -> Result<UploadOpened, StoreError> {
    if let Some(submission) = read(connection, &upload.tenant, &upload.pid).await? {
        return Ok(UploadOpened::AlreadySubmitted(Box::new(submission)));
    }
    delete_objects(connection, &Owner::Submission { tenant: upload.tenant.clone(), pid: upload.pid }).await?;
    sqlx::query(
        "INSERT INTO uploads (tenant, pid, service, session, share_day, share, sizes, opened_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (tenant, pid) DO UPDATE SET service = excluded.service, session = excluded.session, share_day = excluded.share_day,
           share = excluded.share, sizes = excluded.sizes, opened_at = excluded.opened_at",
    )
    .bind(&upload.tenant)
    .bind(upload.pid.as_bytes().as_slice())
    .bind(&upload.service)
    .bind(upload.session.as_slice())
    .bind(i64::from(upload.share.day.0))
    .bind(&upload.share.bytes)
    .bind(serde_json::to_string(&upload.sizes)?)
    .bind(upload.now)
    .execute(connection)
    .await?;
    Ok(UploadOpened::Opened)
}

pub(super) async fn of_session(store: &Store, session: [u8; 32], pid: Pid) -> Result<Option<Upload>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT tenant, pid, service, share_day, share, sizes FROM uploads WHERE pid = $1 AND session = $2")
            .bind(pid.as_bytes().as_slice())
            .bind(session.as_slice())
            .fetch_optional(&store.readers)
            .await?;
    row.map(upload).transpose()
}

/// Ends an upload by turning it into a submission: the objects stay, the row goes. `false`: the session has no such upload any more.
pub(super) async fn close(connection: &mut Connection, tenant: &str, pid: &Pid, session: &[u8; 32]) -> Result<bool, StoreError> {
    let closed = sqlx::query("DELETE FROM uploads WHERE tenant = $1 AND pid = $2 AND session = $3")
        .bind(tenant)
        .bind(pid.as_bytes().as_slice())
        .bind(session.as_slice())
        .execute(connection)
        .await?;
    Ok(closed.rows_affected() == 1)
}

fn upload(row: Row) -> Result<Upload, StoreError> {
    let (tenant, pid, service, share_day, share, sizes) = row;
    Ok(Upload {
        tenant,
        pid: Pid::from_random(array(&pid)?),
        service,
        share: SealedShare { day: day(share_day), bytes: share },
        sizes: serde_json::from_str(&sizes)?,
    })
}
