//! Drafts and their sessions. In: ids, sealed shares, sealed bodies. Out: the same, and whether the revision was the expected one.

use vordruck_envelope::{AccessProof, AttachmentId, FormHash, Lookup, Verifier};

use super::objects::{Owner, delete_object, delete_objects};
use super::rows::{array, day, signed, unsigned};
use super::tallies::{self, TallyKey};
use super::writer::Connection;
use super::{Drafts, MailPermit, NewMail, SealedShare, Store, StoreError};
use crate::clock::UnixSeconds;
use crate::throttle::{DRAFT_FAILURES, PREFIX_FAILURES};

/// A session ends after this many seconds without use.
pub(crate) const SESSION_IDLE_SECONDS: i64 = 30 * 60;

/// Under this lookup is the row that unknown lookups are compared with.
const NOBODY: [u8; 16] = [0; 16];

/// A draft to be stored.
pub(crate) struct NewDraft {
    pub(crate) lookup: Lookup,
    pub(crate) verifier: Verifier,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) form: FormHash,
    pub(crate) share: SealedShare,
    pub(crate) session: [u8; 32],
    /// Days to be kept after each save.
    pub(crate) keep_days: u32,
    pub(crate) now: UnixSeconds,
    pub(crate) expires_at: UnixSeconds,
}

/// Whether the lookup was free.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Added {
    Stored,
    Taken,
}

/// A draft, without its body.
#[derive(Debug, Clone)]
pub(crate) struct Draft {
    pub(crate) lookup: Lookup,
    pub(crate) tenant: String,
    pub(crate) service: String,
    pub(crate) form: FormHash,
    pub(crate) share: SealedShare,
    pub(crate) rev: u64,
    /// Days to be kept after each save, as was promised when it was begun.
    pub(crate) keep_days: u32,
    pub(crate) expires_at: UnixSeconds,
    /// When the session that asked was used last.
    pub(crate) used_at: UnixSeconds,
    /// Whether there are attachments; told only to a session.
    pub(crate) attachments: bool,
}

/// An attempt to open a draft.
pub(crate) struct Attempt {
    pub(crate) lookup: Lookup,
    pub(crate) proof: AccessProof,
    pub(crate) draft_tally: TallyKey,
    pub(crate) prefix_tally: TallyKey,
    /// The session to open if the proof is right.
    pub(crate) session: [u8; 32],
    pub(crate) now: UnixSeconds,
}

/// What came of an attempt.
pub(crate) enum Opening {
    Opened(Box<Draft>),
    Refused,
    /// Not even compared; to be tried again after so many seconds.
    Throttled(u64),
}

/// A body to be stored.
pub(crate) struct Save {
    pub(crate) lookup: Lookup,
    pub(crate) expected_rev: u64,
    /// The share as it was read, so that a draft deleted and made anew in between is noticed.
    pub(crate) old_share: SealedShare,
    pub(crate) share: SealedShare,
    pub(crate) body: Vec<u8>,
    pub(crate) dropped: Vec<AttachmentId>,
    pub(crate) session: [u8; 32],
    pub(crate) touch: bool,
    pub(crate) now: UnixSeconds,
    pub(crate) expires_at: UnixSeconds,
}

/// What came of a save.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Saved {
    Stored,
    Conflict { current_rev: u64 },
    Gone,
}

type Row = (Vec<u8>, String, String, Vec<u8>, i64, Vec<u8>, i64, i64, i64, i64, i64);

impl Drafts for Store {
    async fn add_draft(&self, draft: NewDraft) -> Result<Added, StoreError> {
        self.writer.write(move |connection| Box::pin(add(connection, draft))).await
    }

    async fn attempt_opening(&self, attempt: Attempt) -> Result<Opening, StoreError> {
        self.writer.write(move |connection| Box::pin(attempt_opening(connection, attempt))).await
    }

    async fn draft_of_session(&self, session: [u8; 32], lookup: Lookup, now: UnixSeconds) -> Result<Option<Draft>, StoreError> {
        let row: Option<Row> = sqlx::query_as(
            "SELECT d.lookup, d.tenant, d.service, d.form, d.share_day, d.share, d.rev, d.keep_days, d.expires_at, s.used_at,
               (SELECT COUNT(*) FROM objects o WHERE o.owner = $5)
             FROM draft_sessions s JOIN drafts d ON d.lookup = s.lookup
             WHERE s.session = $1 AND d.lookup = $2 AND s.used_at > $3 AND d.expires_at > $4",
        )
        .bind(session.as_slice())
        .bind(lookup.as_bytes().as_slice())
        .bind(now - SESSION_IDLE_SECONDS)
        .bind(now)
        .bind(Owner::Draft(lookup).column())
        .fetch_optional(&self.readers)
        .await?;
        row.map(draft).transpose()
    }

    async fn touch_session(&self, session: [u8; 32], now: UnixSeconds) -> Result<(), StoreError> {
        self.writer.write(move |connection| Box::pin(async move { touch(connection, &session, now).await })).await
    }

    async fn body(&self, lookup: Lookup) -> Result<Option<(u64, Vec<u8>)>, StoreError> {
        let row: Option<(i64, Option<Vec<u8>>)> = sqlx::query_as("SELECT rev, body FROM drafts WHERE lookup = $1")
            .bind(lookup.as_bytes().as_slice())
            .fetch_optional(&self.readers)
            .await?;
        Ok(row.and_then(|(rev, body)| body.map(|body| (unsigned(rev), body))))
    }

    async fn save(&self, save: Save) -> Result<Saved, StoreError> {
        self.writer.write_beside_others(*save.lookup.as_bytes(), move |connection| Box::pin(save_body(connection, save))).await
    }

    async fn delete_draft(&self, lookup: Lookup) -> Result<(), StoreError> {
        self.writer.write(move |connection| Box::pin(async move { delete(connection, &lookup).await })).await
    }

    async fn queue_mail(&self, permit: MailPermit, mail: NewMail) -> Result<Result<u32, u64>, StoreError> {
        self.writer.write(move |connection| Box::pin(super::outbox::queue(connection, permit, mail))).await
    }
}

async fn add(connection: &mut Connection, draft: NewDraft) -> Result<Added, StoreError> {
    let added = sqlx::query(
        "INSERT INTO drafts (lookup, verifier, tenant, service, form, share_day, share, rev, keep_days, expires_at, changed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10) ON CONFLICT (lookup) DO NOTHING",
    )
    .bind(draft.lookup.as_bytes().as_slice())
    .bind(draft.verifier.as_bytes().as_slice())
    .bind(&draft.tenant)
    .bind(&draft.service)
    .bind(draft.form.as_bytes().as_slice())
    .bind(i64::from(draft.share.day.0))
    .bind(&draft.share.bytes)
    .bind(i64::from(draft.keep_days))
    .bind(draft.expires_at)
    .bind(draft.now)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if added == 0 {
        return Ok(Added::Taken);
    }
    add_session(connection, &draft.session, &draft.lookup, draft.now).await?;
    Ok(Added::Stored)
}

async fn add_session(connection: &mut Connection, session: &[u8; 32], lookup: &Lookup, now: UnixSeconds) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO draft_sessions (session, lookup, used_at) VALUES ($1, $2, $3)")
        .bind(session.as_slice())
        .bind(lookup.as_bytes().as_slice())
        .bind(now)
        .execute(connection)
        .await?;
    Ok(())
}

/// Unknown, wrong and expired take the same statements and the same comparison: where there is no draft, the row of nobody is read.
async fn attempt_opening(connection: &mut Connection, attempt: Attempt) -> Result<Opening, StoreError> {
    let of_draft = tallies::read(connection, &attempt.draft_tally).await?;
    let of_prefix = tallies::read(connection, &attempt.prefix_tally).await?;
    if let Some(wait) = of_draft.wait(attempt.now).max(of_prefix.wait(attempt.now)) {
        return Ok(Opening::Throttled(wait));
    }
    let (verifier, row) = candidate(connection, &attempt.lookup).await?;
    let right = verifier.matches(&attempt.proof);
    let found = draft(row)?;
    if !right || found.lookup != attempt.lookup || found.expires_at <= attempt.now {
        tallies::hit(connection, &attempt.draft_tally, of_draft, attempt.now, &DRAFT_FAILURES).await?;
        tallies::hit(connection, &attempt.prefix_tally, of_prefix, attempt.now, &PREFIX_FAILURES).await?;
        return Ok(Opening::Refused);
    }
    tallies::forget(connection, &attempt.draft_tally).await?;
    add_session(connection, &attempt.session, &attempt.lookup, attempt.now).await?;
    Ok(Opening::Opened(Box::new(found)))
}

async fn candidate(connection: &mut Connection, lookup: &Lookup) -> Result<(Verifier, Row), StoreError> {
    type Candidate = (Vec<u8>, Vec<u8>, String, String, Vec<u8>, i64, Vec<u8>, i64, i64, i64);
    let (lookup, verifier, tenant, service, form, share_day, share, rev, keep_days, expires_at): Candidate = sqlx::query_as(
        "SELECT lookup, verifier, tenant, service, form, share_day, share, rev, keep_days, expires_at
         FROM drafts WHERE lookup IN ($1, $2) ORDER BY lookup DESC LIMIT 1",
    )
    .bind(lookup.as_bytes().as_slice())
    .bind(NOBODY.as_slice())
    .fetch_one(connection)
    .await?;
    Ok((Verifier::from_bytes(array(&verifier)?), (lookup, tenant, service, form, share_day, share, rev, keep_days, expires_at, 0, 0)))
}

async fn save_body(connection: &mut Connection, save: Save) -> Result<Saved, StoreError> {
    let lookup = save.lookup.as_bytes().as_slice();
    let stored = sqlx::query(
        "UPDATE drafts SET body = $1, rev = rev + 1, share_day = $2, share = $3, expires_at = $4, changed_at = $5
         WHERE lookup = $6 AND rev = $7 AND share = $8",
    )
    .bind(&save.body)
    .bind(i64::from(save.share.day.0))
    .bind(&save.share.bytes)
    .bind(save.expires_at)
    .bind(save.now)
    .bind(lookup)
    .bind(signed(save.expected_rev))
    .bind(&save.old_share.bytes)
    .execute(&mut *connection)
    .await?
    .rows_affected();
    if stored == 0 {
        let row: Option<(i64,)> =
            sqlx::query_as("SELECT rev FROM drafts WHERE lookup = $1").bind(lookup).fetch_optional(connection).await?;
        return Ok(row.map_or(Saved::Gone, |(rev,)| Saved::Conflict { current_rev: unsigned(rev) }));
    }
    for attachment in &save.dropped {
        delete_object(connection, &Owner::Draft(save.lookup), attachment.as_bytes()).await?;
    }
    if save.touch {
        touch(connection, &save.session, save.now).await?;
    }
    Ok(Saved::Stored)
}

async fn touch(connection: &mut Connection, session: &[u8; 32], now: UnixSeconds) -> Result<(), StoreError> {
    sqlx::query("UPDATE draft_sessions SET used_at = $1 WHERE session = $2 AND used_at < $1")
        .bind(now)
        .bind(session.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn delete(connection: &mut Connection, lookup: &Lookup) -> Result<(), StoreError> {
    delete_objects(connection, &Owner::Draft(*lookup)).await?;
    sqlx::query("DELETE FROM drafts WHERE lookup = $1 AND lookup <> $2")
        .bind(lookup.as_bytes().as_slice())
        .bind(NOBODY.as_slice())
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes the draft of a session, if there is one. An ended session deletes nothing: the submission counts all the same.
pub(super) async fn delete_of_session(
    connection: &mut Connection,
    lookup: &Lookup,
    session: &[u8; 32],
    now: UnixSeconds,
) -> Result<(), StoreError> {
    let held: Option<(i64,)> = sqlx::query_as("SELECT used_at FROM draft_sessions WHERE session = $1 AND lookup = $2 AND used_at > $3")
        .bind(session.as_slice())
        .bind(lookup.as_bytes().as_slice())
        .bind(now - SESSION_IDLE_SECONDS)
        .fetch_optional(&mut *connection)
        .await?;
    if held.is_some() { delete(connection, lookup).await } else { Ok(()) }
}

fn draft(row: Row) -> Result<Draft, StoreError> {
    let (lookup, tenant, service, form, share_day, share, rev, keep_days, expires_at, used_at, attachments) = row;
    Ok(Draft {
        lookup: Lookup::from_bytes(array(&lookup)?),
        tenant,
        service,
        form: FormHash::from_bytes(array(&form)?),
        share: SealedShare { day: day(share_day), bytes: share },
        rev: unsigned(rev),
        keep_days: u32::try_from(keep_days).unwrap_or(0),
        expires_at,
        used_at,
        attachments: attachments > 0,
    })
}
