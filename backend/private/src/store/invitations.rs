//! Links with which somebody sets a password: found by a keyed hash of their secret, used once.

use super::turns::InTurn as _;
use super::{Store, StoreError, Transaction};
use crate::clock::UnixSeconds;

impl Store {
    /// Makes a link; an earlier one of the same account is worth nothing any more.
    pub(super) async fn add_invitation_in(
        &self,
        transaction: &mut Transaction,
        staff: &str,
        token: &str,
        expires_at: UnixSeconds,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM invitations WHERE staff = $1").bind(staff).execute(&mut **transaction).await?;
        sqlx::query("INSERT INTO invitations (token_index, staff, expires_at) VALUES ($1, $2, $3)")
            .bind(self.vault.index("invitations", token))
            .bind(staff)
            .bind(expires_at)
            .execute(&mut **transaction)
            .await?;
        Ok(())
    }

    /// Makes a link for an account there is.
    pub(crate) async fn add_invitation(
        &self,
        staff: &str,
        token: &str,
        expires_at: UnixSeconds,
        entry: &super::audit::Entry<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        self.add_invitation_in(&mut transaction, staff, token, expires_at).await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Whose link it is, if it still counts.
    pub(crate) async fn lookup_invitation(&self, token: &str, now: UnixSeconds) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT staff FROM invitations WHERE token_index = $1 AND expires_at > $2")
            .bind(self.vault.index("invitations", token))
            .bind(now)
            .fetch_optional(&self.pool)
            .await?)
    }

    /// Uses a link up; the answer is whether it was still there.
    pub(crate) async fn remove_invitation(&self, token: &str) -> Result<bool, StoreError> {
        let removed = sqlx::query("DELETE FROM invitations WHERE token_index = $1")
            .bind(self.vault.index("invitations", token))
            .in_turn(self)
            .await?;
        Ok(removed.rows_affected() > 0)
    }
}
