//! Sessions at rest: filed under the hash of their id and sealed, so that a stolen database signs nobody in.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::audit::Entry;
use super::turns::InTurn as _;
use super::{Store, StoreError};
use crate::clock::UnixSeconds;

impl Store {
    /// Writes a session, new or changed.
    pub(crate) async fn save_session(
        &self,
        id: &str,
        staff: Option<&str>,
        record: &[u8],
        expires_at: UnixSeconds,
    ) -> Result<(), StoreError> {
        let hash = hash(id);
        let sealed = self.vault.seal("sessions", &hash, "record", record)?;
        sqlx::query(
            "INSERT INTO sessions (id_hash, staff, record_sealed, expires_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (id_hash) DO UPDATE SET staff = excluded.staff, record_sealed = excluded.record_sealed, expires_at = excluded.expires_at",
        )
        .bind(hash.as_bytes())
        .bind(staff)
        .bind(sealed)
        .bind(expires_at)
        .in_turn(self)
        .await?;
        Ok(())
    }

    /// A session that is not over.
    pub(crate) async fn lookup_session(&self, id: &str, now: UnixSeconds) -> Result<Option<Zeroizing<Vec<u8>>>, StoreError> {
        let hash = hash(id);
        let sealed: Option<Vec<u8>> = sqlx::query_scalar("SELECT record_sealed FROM sessions WHERE id_hash = $1 AND expires_at > $2")
            .bind(hash.as_bytes())
            .bind(now)
            .fetch_optional(&self.pool)
            .await?;
        sealed.map(|sealed| self.vault.open("sessions", &hash, "record", &sealed)).transpose()
    }

    /// A user's sessions that are not over: hash of the id, and record.
    pub(crate) async fn list_sessions(&self, staff: &str, now: UnixSeconds) -> Result<Vec<(String, Zeroizing<Vec<u8>>)>, StoreError> {
        let rows: Vec<(Vec<u8>, Vec<u8>)> =
            sqlx::query_as("SELECT id_hash, record_sealed FROM sessions WHERE staff = $1 AND expires_at > $2")
                .bind(staff)
                .bind(now)
                .fetch_all(&self.pool)
                .await?;
        let open = |(hash, sealed): (Vec<u8>, Vec<u8>)| {
            let hash = String::from_utf8(hash).map_err(|_| StoreError::Malformed("id_hash"))?;
            let record = self.vault.open("sessions", &hash, "record", &sealed)?;
            Ok((hash, record))
        };
        rows.into_iter().map(open).collect()
    }

    /// Ends a session by the hash of its id.
    pub(crate) async fn remove_session_by_hash(&self, hash: &str, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE id_hash = $1").bind(hash.as_bytes()).execute(&mut *transaction).await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends all sessions of a user but one.
    pub(crate) async fn remove_other_sessions(&self, staff: &str, kept: &str, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM sessions WHERE staff = $1 AND id_hash <> $2")
            .bind(staff)
            .bind(hash(kept).as_bytes())
            .execute(&mut *transaction)
            .await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Ends a session.
    pub(crate) async fn remove_session(&self, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM sessions WHERE id_hash = $1").bind(hash(id).as_bytes()).in_turn(self).await?;
        Ok(())
    }
}

fn hash(id: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(id.as_bytes()).iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
