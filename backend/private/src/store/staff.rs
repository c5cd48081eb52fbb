//! Staff records at rest: found by a keyed hash of the name, sealed otherwise; names and password hashes are in no column.

use sqlx::{Sqlite, Transaction};

use super::audit::Entry;
use super::{Store, StoreError};
use crate::staff::account::Account;

impl Store {
    /// Adds an account or replaces the one of the same id; ends its sessions.
    pub(crate) async fn save_staff(&self, account: &Account, entry: &Entry<'_>) -> Result<(), StoreError> {
        let json = zeroize::Zeroizing::new(serde_json::to_vec(account).map_err(|_| StoreError::Malformed("staff"))?);
        let sealed = self.vault.seal("staff", &account.id, "record", &json)?;
        let mut transaction = self.write().await?;
        sqlx::query(
            "INSERT INTO staff (id, name_index, record_sealed) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET name_index = excluded.name_index, record_sealed = excluded.record_sealed",
        )
        .bind(&account.id)
        .bind(self.vault.index("staff", &account.name))
        .bind(sealed)
        .execute(&mut *transaction)
        .await?;
        end_sessions(&mut transaction, &account.id).await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// The account with a name (lower case).
    pub(crate) async fn lookup_staff_by_name(&self, name: &str) -> Result<Option<Account>, StoreError> {
        let row: Option<(String, Vec<u8>)> = sqlx::query_as("SELECT id, record_sealed FROM staff WHERE name_index = $1")
            .bind(self.vault.index("staff", name))
            .fetch_optional(&self.pool)
            .await?;
        row.map(|(id, sealed)| self.read_account(&id, &sealed)).transpose()
    }

    /// The account with an id.
    pub(crate) async fn lookup_staff(&self, id: &str) -> Result<Option<Account>, StoreError> {
        let sealed: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT record_sealed FROM staff WHERE id = $1").bind(id).fetch_optional(&self.pool).await?;
        sealed.map(|sealed| self.read_account(id, &sealed)).transpose()
    }

    /// All accounts, by name.
    pub(crate) async fn list_staff(&self) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT id, record_sealed FROM staff").fetch_all(&self.pool).await?;
        let mut accounts: Vec<Account> = rows.iter().map(|(id, sealed)| self.read_account(id, sealed)).collect::<Result<_, _>>()?;
        accounts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(accounts)
    }

    /// Removes an account and ends its sessions.
    pub(crate) async fn remove_staff(&self, id: &str, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM staff WHERE id = $1").bind(id).execute(&mut *transaction).await?;
        end_sessions(&mut transaction, id).await?;
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Something to throttle by, unreadable for whoever has the database alone.
    pub(crate) fn throttle_subject(&self, subject: &str) -> Vec<u8> {
        self.vault.index("throttles", subject)
    }

    fn read_account(&self, id: &str, sealed: &[u8]) -> Result<Account, StoreError> {
        let json = self.vault.open("staff", id, "record", sealed)?;
        serde_json::from_slice(&json).map_err(|_| StoreError::Malformed("staff"))
    }
}

async fn end_sessions(transaction: &mut Transaction<'static, Sqlite>, staff: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE staff = $1").bind(staff).execute(&mut **transaction).await?;
    Ok(())
}
