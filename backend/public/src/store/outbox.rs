//! Mails that wait to be sent. In: sealed mails and limits. Out: claimed mails. Knows no address and no link.

use vordruck_envelope::Lookup;
use vordruck_envelope::at_rest::Day;

use super::rows::{array, day};
use super::tallies::{self, TallyKey};
use super::writer::Connection;
use super::{Outbox, Store, StoreError};
use crate::clock::UnixSeconds;
use crate::throttle::{PREFIX_MAILS, RECIPIENT_MAILS};

/// Mails one draft may ask for.
pub(crate) const MAILS_PER_DRAFT: i64 = 3;
/// Seconds between two mails of one draft.
const MAIL_PAUSE_SECONDS: i64 = 60;

/// On whose account a mail goes.
pub(crate) struct MailPermit {
    pub(crate) lookup: Lookup,
    pub(crate) recipient_tally: TallyKey,
    pub(crate) prefix_tally: TallyKey,
    pub(crate) now: UnixSeconds,
}

/// A mail for the outbox.
pub(crate) struct NewMail {
    pub(crate) mail: [u8; 16],
    pub(crate) day: Day,
    pub(crate) sealed: Vec<u8>,
}

/// A claimed mail.
pub(crate) struct WaitingMail {
    pub(crate) mail: [u8; 16],
    pub(crate) day: Day,
    pub(crate) sealed: Vec<u8>,
    pub(crate) created_at: UnixSeconds,
    /// Tries so far, this one included.
    pub(crate) attempts: i64,
}

type Row = (Vec<u8>, i64, Vec<u8>, i64, i64);

impl Outbox for Store {
    async fn claim_mails(&self, now: UnixSeconds, until: UnixSeconds, max: u32) -> Result<Vec<WaitingMail>, StoreError> {
        let due: Option<(i64,)> =
            sqlx::query_as("SELECT next_at FROM outbox WHERE next_at <= $1 LIMIT 1").bind(now).fetch_optional(&self.readers).await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        let rows: Vec<Row> = self.writer.write(move |connection| Box::pin(claim(connection, now, until, max))).await?;
        rows.into_iter()
            .map(|(mail, sealed_on, sealed, created_at, attempts)| {
                Ok(WaitingMail { mail: array(&mail)?, day: day(sealed_on), sealed, created_at, attempts })
            })
            .collect()
    }

    async fn forget_mail(&self, mail: [u8; 16]) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("DELETE FROM outbox WHERE mail = $1").bind(mail.as_slice()).execute(connection).await?;
                    Ok(())
                })
            })
            .await
    }

    async fn postpone_mail(&self, mail: [u8; 16], next_at: UnixSeconds) -> Result<(), StoreError> {
        self.writer
            .write(move |connection| {
                Box::pin(async move {
                    sqlx::query("UPDATE outbox SET next_at = $1 WHERE mail = $2")
                        .bind(next_at)
                        .bind(mail.as_slice())
                        .execute(connection)
                        .await?;
                    Ok(())
                })
            })
            .await
    }
}

async fn claim(connection: &mut Connection, now: UnixSeconds, until: UnixSeconds, max: u32) -> Result<Vec<Row>, StoreError> {
    Ok(sqlx::query_as(
        "UPDATE outbox SET next_at = $1, attempts = attempts + 1
         WHERE mail IN (SELECT mail FROM outbox WHERE next_at <= $2 ORDER BY next_at LIMIT $3)
         RETURNING mail, day, sealed, created_at, attempts",
    )
    .bind(until)
    .bind(now)
    .bind(i64::from(max))
    .fetch_all(connection)
    .await?)
}

/// `Ok(remaining)`, or how many seconds to wait.
pub(super) async fn queue(connection: &mut Connection, permit: MailPermit, mail: NewMail) -> Result<Result<u32, u64>, StoreError> {
    let lookup = permit.lookup.as_bytes().as_slice();
    let row: Option<(i64, i64)> =
        sqlx::query_as("SELECT mails, mailed_at FROM drafts WHERE lookup = $1").bind(lookup).fetch_optional(&mut *connection).await?;
    let (mails, mailed_at) = row.unwrap_or((MAILS_PER_DRAFT, 0));
    let of_recipient = tallies::read(connection, &permit.recipient_tally).await?;
    let of_prefix = tallies::read(connection, &permit.prefix_tally).await?;
    let pause = u64::try_from(mailed_at + MAIL_PAUSE_SECONDS - permit.now).ok().filter(|seconds| *seconds > 0);
    let spent = (mails >= MAILS_PER_DRAFT).then_some(86_400);
    if let Some(wait) = pause.max(spent).max(of_recipient.wait(permit.now)).max(of_prefix.wait(permit.now)) {
        return Ok(Err(wait));
    }
    tallies::hit(connection, &permit.recipient_tally, of_recipient, permit.now, &RECIPIENT_MAILS).await?;
    tallies::hit(connection, &permit.prefix_tally, of_prefix, permit.now, &PREFIX_MAILS).await?;
    sqlx::query("UPDATE drafts SET mails = mails + 1, mailed_at = $1 WHERE lookup = $2")
        .bind(permit.now)
        .bind(lookup)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO outbox (mail, day, sealed, created_at, next_at) VALUES ($1, $2, $3, $4, $4)")
        .bind(mail.mail.as_slice())
        .bind(i64::from(mail.day.0))
        .bind(&mail.sealed)
        .bind(permit.now)
        .execute(connection)
        .await?;
    Ok(Ok(u32::try_from(MAILS_PER_DRAFT - mails - 1).unwrap_or(0)))
}
