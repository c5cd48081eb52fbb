//! Deletes what is due, hourly. In: now. Out: destroyed day keys first, since they reach every copy; then deleted rows; then an emptied log (SQLite) or
//! room given back (PostgreSQL, whose files and log keep what was deleted until it is overwritten; without its day key nobody can read it).
//!
//! | what | goes | its day key goes |
//! |---|---|---|
//! | draft, never saved | a day after it was announced | 31 days after |
//! | draft | 30 days after the last save, or when its service says; at once when submitted or deleted | 31 days after the last save |
//! | session | 30 minutes after its last use | – |
//! | upload, never submitted | a day after it was opened | 91 days after |
//! | submission | its objects at the acknowledgement; all of it after the service's retention, 90 days at most | 91 days after it was received |
//! | relay | an hour after it was created, with the next one that is created or the next hour's job; at once when it is ended | 4 days after |
//! | mail in the outbox | when the mail server has taken or refused it; after 72 hours | 4 days after |
//! | tally of attempts | a day after its first hit | its daily key 4 days after |
//! | compiled form | a day after nothing refers to it any more | – |

use std::time::Duration;

use tokio::time::sleep;

use super::clock_watch::ClockWatch;
use crate::app::App;
use crate::clock::UnixSeconds;
use crate::store::{Expired, Leases, StoreError};

/// How often the job looks; a look costs one small write.
const LOOK: Duration = Duration::from_secs(60);
/// How often it works.
const EVERY_SECONDS: i64 = 3_600;
/// How long a claim on the job lasts if whoever has it dies.
const CLAIM_SECONDS: i64 = 600;
/// By how much the clock may be behind the newest row before nothing is deleted at the start, in seconds.
const BEHIND_SECONDS: i64 = 3_600;
/// How often a reader may be in the way of emptying the log before it is left to the next hour.
const LOG_TRIES: u32 = 20;

/// The job and the clock it watches.
pub(crate) struct Retention {
    watch: ClockWatch,
    done_at: UnixSeconds,
    paused: bool,
}

impl Retention {
    /// Runs the job once, before the first request: a restored database brings back what had been deleted.
    pub(crate) async fn new(app: &App) -> Result<Self, crate::StartError> {
        let now = app.now();
        let newest = app.store.newest().await?;
        let behind = newest - now > BEHIND_SECONDS;
        if behind {
            tracing::warn!(clock.behind_seconds = newest - now, "the clock is behind the newest row; nothing is deleted until it is right");
        } else {
            delete_due(app).await?;
        }
        let measure = if behind { newest } else { now };
        Ok(Self { watch: ClockWatch::new(measure, app.clock.elapsed()), done_at: measure, paused: behind })
    }

    pub(crate) async fn run(mut self, app: App) {
        loop {
            sleep(LOOK).await;
            self.look(&app).await;
        }
    }

    async fn look(&mut self, app: &App) {
        let now = app.now();
        let believed = self.watch.believes(now, app.clock.elapsed());
        if !believed {
            if !self.paused {
                tracing::warn!(
                    clock.now_seconds = now,
                    "the clock jumped by more than an hour; nothing is deleted until it is right again or I am restarted"
                );
            }
            self.paused = true;
            return;
        }
        if self.paused {
            tracing::info!("the clock is right again");
            self.paused = false;
        }
        if now - self.done_at < EVERY_SECONDS {
            return;
        }
        match delete_due(app).await {
            Ok(true) => self.done_at = now,
            // Whoever is at it may have died; then it is nobody's.
            Ok(false) => self.done_at = now - EVERY_SECONDS + CLAIM_SECONDS,
            Err(error) => tracing::error!(error = %error, "what is due could not be deleted; the next look tries again"),
        }
    }
}

/// Destroys keys, deletes rows, empties the log. `false`: another process is at it; its keys in memory are forgotten all the same.
pub(crate) async fn delete_due(app: &App) -> Result<bool, crate::StartError> {
    let now = app.now();
    let keys = app.keys.destroy_due(app.today())?;
    // By a name of this process: what it could not finish, it goes on with at the next look.
    if !app.store.claim_job("retention", app.process, now, now + CLAIM_SECONDS).await? {
        return Ok(false);
    }
    let mut expired = Expired::default();
    loop {
        let portion = app.store.expire(now).await?;
        expired.add(&portion);
        if !portion.more() {
            break;
        }
    }
    let emptied = empty_log(app).await?;
    if let Err(error) = app.store.give_room_back().await {
        tracing::warn!(error = %error, "what was deleted is gone, but its room could not be given back; the next hour tries again");
    }
    // Gives the claim back.
    app.store.claim_job("retention", app.process, now, now).await?;
    tracing::info!(
        keys.destroyed_count = keys,
        drafts.deleted_count = expired.drafts,
        uploads.deleted_count = expired.uploads,
        submissions.deleted_count = expired.submissions,
        relays.deleted_count = expired.relays,
        mails.deleted_count = expired.mails,
        forms.deleted_count = expired.forms,
        log.emptied = emptied,
        "what was due is deleted"
    );
    Ok(true)
}

async fn empty_log(app: &App) -> Result<bool, StoreError> {
    for _ in 0..LOG_TRIES {
        if app.store.truncate_log().await? {
            return Ok(true);
        }
        sleep(Duration::from_millis(50)).await;
    }
    tracing::warn!("readers were in the way of emptying the database's log; the next hour tries again");
    Ok(false)
}
