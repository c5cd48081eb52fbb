//! Sends waiting mails. In: sealed mails. Out: mails at the mail server, and no trace of them here once it said 250. A mail may be sent twice if the
//! process dies between the 250 and forgetting it; it is never lost before 72 hours are over.

use std::time::Duration;

use tokio::time::sleep;
use vordruck_envelope::at_rest::Ring;

use crate::app::App;
use crate::clock::UnixSeconds;
use crate::keys::KeyError;
use crate::mail::{LinkMail, Mailer, SendError};
use crate::start::StartError;
use crate::store::{Leases, Outbox, StoreError, WaitingMail};

/// How often it looks when nobody rings.
const LOOK: Duration = Duration::from_secs(10);
/// How long a claimed mail is left alone.
const CLAIM_SECONDS: i64 = 120;
/// The longest wait between two tries.
const LONGEST_WAIT_SECONDS: i64 = 3_600;
/// So many in one go.
const AT_ONCE: u32 = 16;

/// Why the outbox was not worked through.
#[derive(Debug, thiserror::Error)]
pub(crate) enum OutboxError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Key(#[from] KeyError),
}

impl From<OutboxError> for StartError {
    fn from(error: OutboxError) -> Self {
        match error {
            OutboxError::Store(error) => Self::Store(error),
            OutboxError::Key(error) => Self::Keys(error),
        }
    }
}

pub(super) async fn run(app: App) {
    if app.mailer.is_none() {
        return;
    }
    loop {
        tokio::select! {
            () = app.queued.notified() => {}
            () = sleep(LOOK) => {}
        }
        if let Err(error) = send_due(&app).await {
            tracing::error!(error = %error, "the outbox could not be worked through");
        }
    }
}

pub(crate) async fn send_due(app: &App) -> Result<(), OutboxError> {
    let Some(mailer) = &app.mailer else { return Ok(()) };
    loop {
        let now = app.now();
        let mails = app.store.claim_mails(now, now + CLAIM_SECONDS, AT_ONCE).await?;
        if mails.is_empty() {
            return Ok(());
        }
        let mut forgotten = false;
        for waiting in mails {
            forgotten |= send(app, mailer, waiting, now).await?;
        }
        if forgotten {
            // The link must not live on in the log.
            app.store.truncate_log().await?;
        }
    }
}

/// Whether the mail was forgotten.
async fn send(app: &App, mailer: &Mailer, waiting: WaitingMail, now: UnixSeconds) -> Result<bool, OutboxError> {
    let record = app.keys.open_record(Ring::Outbox, waiting.day, app.today(), &waiting.mail, &waiting.sealed)?;
    let Some(mail) = record.and_then(|record| serde_json::from_slice::<LinkMail>(&record).ok()) else {
        tracing::warn!("a mail in the outbox can't be opened any more and is dropped");
        app.store.forget_mail(waiting.mail).await?;
        return Ok(true);
    };
    match mailer.send(&mail).await {
        Ok(()) => {
            tracing::info!(mail.attempts_count = waiting.attempts, mail.waited_seconds = now - waiting.created_at, "a link was mailed")
        }
        // The address doesn't exist, or the like: trying again would be a nuisance to the mail server and help nobody.
        Err(SendError::Refused) => tracing::warn!(mail.attempts_count = waiting.attempts, "the mail server refused a mail for good"),
        Err(error @ SendError::Failed(_)) => {
            tracing::warn!(mail.attempts_count = waiting.attempts, error.kind = error.kind(), "a mail was not taken; it is tried again");
            let wait = 30_i64.saturating_mul(1 << waiting.attempts.clamp(0, 10)).min(LONGEST_WAIT_SECONDS);
            app.store.postpone_mail(waiting.mail, now + wait).await?;
            return Ok(false);
        }
    }
    app.store.forget_mail(waiting.mail).await?;
    Ok(true)
}
