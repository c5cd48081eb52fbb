//! All processes of one database have the same keys. In: their key folders and the receipt key. Out: a claim that they share, and that no process with
//! other keys gets. On several machines a folder that was not mounted looks like an empty one: what is sealed there, the others could not open, and its
//! receipts would not be ours.

use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::time::sleep;

use crate::app::App;
use crate::keys::KeyError;
use crate::start::StartError;
use crate::store::Leases;

/// How often the claim is prolonged.
const EVERY: Duration = Duration::from_secs(60);
/// How long it lasts: so long after the last process has died, keys that were lost can be replaced by new ones.
const CLAIM_SECONDS: i64 = 180;

/// Claims the database for these keys.
///
/// # Errors
/// A process with other keys works on it, or did so within the last three minutes.
pub(crate) async fn claim(app: &App) -> Result<(), StartError> {
    let (now, holder) = (app.now(), holder(app)?);
    if app.store.claim_job("keys", holder, now, now + CLAIM_SECONDS).await? { Ok(()) } else { Err(StartError::OtherKeys) }
}

pub(super) async fn run(app: App) {
    loop {
        sleep(EVERY).await;
        if let Err(error) = claim(&app).await {
            tracing::error!(error = %error, "the claim for the keys could not be prolonged");
        }
    }
}

fn holder(app: &App) -> Result<[u8; 16], KeyError> {
    let mut hash = Sha256::new();
    hash.update(app.keys.name_of_folders()?);
    hash.update(app.receipts.verifying_key().as_bytes());
    let mut holder = [0; 16];
    for (target, byte) in holder.iter_mut().zip(hash.finalize()) {
        *target = byte;
    }
    Ok(holder)
}
