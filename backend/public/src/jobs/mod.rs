//! What happens without a request. In: time. Out: deleted keys and rows, sent mails. Every job is safe to run twice and in any number of processes.

mod clock_watch;
mod outbox;
mod retention;
mod same_keys;

use tokio::task::JoinHandle;

use crate::app::App;

pub(crate) use outbox::send_due;
pub(crate) use retention::{Retention, delete_due};
pub(crate) use same_keys::claim as claim_keys;

/// Starts all jobs.
pub(crate) fn start(app: &App, retention: Retention) -> Vec<JoinHandle<()>> {
    vec![tokio::spawn(retention.run(app.clone())), tokio::spawn(outbox::run(app.clone())), tokio::spawn(same_keys::run(app.clone()))]
}
