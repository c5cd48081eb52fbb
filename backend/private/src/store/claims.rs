//! All processes on one database have the same folder of day keys. In: the folder. Out: a claim that they share, and that no process with another folder gets. On
//! several machines a folder that was not mounted looks like an empty one: what is sealed under its keys, the others would take for deleted.

use super::turns::InTurn as _;
use super::{Store, StoreError};
use crate::clock::UnixSeconds;

/// How long a claim lasts: so long after the last process has died, keys that were lost can be replaced by new ones.
const CLAIM_SECONDS: UnixSeconds = 180;

impl Store {
    /// Claims the database for this folder of day keys, or prolongs the claim. False: processes with another one are alive.
    pub(crate) async fn claim_day_keys(&self, now: UnixSeconds) -> Result<bool, StoreError> {
        let holder = self.vault.folder_name()?;
        let claimed = sqlx::query(
            "INSERT INTO claims (name, holder, until) VALUES ('day-keys', $1, $2) ON CONFLICT (name) DO UPDATE \
             SET holder = excluded.holder, until = excluded.until WHERE claims.until <= $3 OR claims.holder = excluded.holder",
        )
        .bind(holder)
        .bind(now + CLAIM_SECONDS)
        .bind(now)
        .in_turn(self)
        .await?;
        Ok(claimed.rows_affected() == 1)
    }
}
