//! Notices that the database came back from a backup. In: how often transfers were taken up, by the database and by a file beside the day keys, which no backup
//! holds. Out: transfers that wait until somebody asks for them: since the backup was made their receivers may have got them, and may have taken them away.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Seek as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use vordruck_contract::postbox::{FaultKind, TransferState};

use super::{Store, StoreError, Transaction};
use crate::clock::UnixSeconds;

/// What was waiting for its turn, or for somebody's word, is due at the moment that is bound next.
pub(super) const HURRY: &str = "UPDATE transfers SET fault_kind = NULLIF(fault_kind, 'restored'), acknowledged_at = NULL, next_at = ";

/// How often transfers were taken up, and when the last time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Begun {
    count: i64,
    at: UnixSeconds,
}

impl Store {
    /// Counts that transfers are taken up, in the transaction that takes them.
    pub(super) async fn count_begun_in(&self, transaction: &mut Transaction) -> Result<i64, StoreError> {
        let counted = sqlx::query_scalar("UPDATE begun_transfers SET count = count + 1 RETURNING count");
        Ok(counted.fetch_one(&mut **transaction).await?)
    }

    /// Writes the count down outside of the database: after the commit, so that the file never knows more than the database it belongs to, and before anything
    /// is sent.
    pub(super) async fn note_begun(&self, count: i64, now: UnixSeconds) -> Result<(), StoreError> {
        let path = self.begun_file();
        let begun = Begun { count, at: now };
        tokio::task::spawn_blocking(move || raise(&path, begun)).await.map_err(|_| StoreError::Interrupted)??;
        Ok(())
    }

    /// Holds what waits for an interface, if transfers were taken up of which this database knows nothing; and what is collected again of that time will be held
    /// (`queue_transfer`). What its receiver has already is only asked for, as ever. Whether the database came back, and how many are held.
    pub(crate) async fn hold_restored(&self, now: UnixSeconds) -> Result<Option<u64>, StoreError> {
        let path = self.begun_file();
        // The file first: other processes may go on counting.
        let noted = tokio::task::spawn_blocking(move || read(&path)).await.map_err(|_| StoreError::Interrupted)??;
        let mut transaction = self.write().await?;
        let known: i64 = sqlx::query_scalar("SELECT count FROM begun_transfers").fetch_one(&mut *transaction).await?;
        if noted.count <= known {
            transaction.rollback().await?;
            return Ok(None);
        }
        let held = sqlx::query(
            "UPDATE transfers SET fault_kind = $1, fault_sealed = NULL, attempts = attempts + 1, state = $2, leased_until = 0, changed_at = $3 \
             WHERE delivery_sealed IS NOT NULL AND state <> $4",
        )
        .bind(FaultKind::Restored.word())
        .bind(TransferState::Waiting.word())
        .bind(now)
        .bind(TransferState::Transferred.word())
        .execute(&mut *transaction)
        .await?
        .rows_affected();
        let counted = sqlx::query("UPDATE begun_transfers SET count = $1, doubtful_until = $2");
        counted.bind(noted.count).bind(noted.at).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(Some(held))
    }

    fn begun_file(&self) -> PathBuf {
        self.vault.folder().join("begun-transfers")
    }
}

/// What the file says; nothing yet when there is none.
fn read(path: &Path) -> io::Result<Begun> {
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Begun::default()),
        Err(error) => Err(error),
        Ok(mut file) => {
            file.lock_shared()?;
            begun(&mut file)
        }
    }
}

/// Writes it down unless a higher count is there: processes don't write in the order in which they commit.
fn raise(path: &Path, new: Begun) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    file.lock()?;
    if begun(&mut file)?.count >= new.count {
        return Ok(());
    }
    file.rewind()?;
    // Of one length, so that it is overwritten as a whole.
    write!(file, "{:020} {:020}", new.count, new.at)?;
    file.sync_data()
}

fn begun(file: &mut File) -> io::Result<Begun> {
    let mut text = String::new();
    file.read_to_string(&mut text)?;
    if text.is_empty() {
        // Made, and then the machine stopped.
        return Ok(Begun::default());
    }
    let numbers = text.split_once(' ').and_then(|(count, at)| Some(Begun { count: count.parse().ok()?, at: at.parse().ok()? }));
    numbers.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "begun-transfers is damaged"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_count_only_grows_whoever_writes_last() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("days/begun-transfers");
        assert_eq!(read(&path).unwrap(), Begun::default());
        let begun = |count, at| Begun { count, at };
        for (written, there) in [(begun(3, 70), begun(3, 70)), (begun(2, 60), begun(3, 70)), (begun(11, 80), begun(11, 80))] {
            raise(&path, written).unwrap();
            assert_eq!(read(&path).unwrap(), there);
        }
        std::fs::write(&path, "").unwrap();
        assert_eq!(read(&path).unwrap(), Begun::default());
        std::fs::write(&path, "viel").unwrap();
        assert!(read(&path).is_err());
    }
}
