//! Staff records at rest: found by a keyed hash of the name, sealed otherwise; names and password hashes are in no column.

use super::audit::Entry;
use super::{Store, StoreError, Transaction};
use crate::clock::UnixSeconds;
use crate::staff::account::Account;

/// Which sessions a change ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ends {
    /// All of the account.
    All,
    /// None.
    Nothing,
}

impl Store {
    /// Adds an account; with a way to set its password, if `invitation` names one.
    pub(crate) async fn add_staff(
        &self,
        account: &Account,
        invitation: Option<(&str, UnixSeconds)>,
        entry: &Entry<'_>,
    ) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        self.write_account(&mut transaction, account).await?;
        if let Some((token, expires_at)) = invitation {
            self.add_invitation_in(&mut transaction, &account.id, token, expires_at).await?;
        }
        self.audit_in(&mut transaction, entry).await?;
        Ok(transaction.commit().await?)
    }

    /// Changes an account as it stands now. None: there is none, or `change` says that nothing is to be changed.
    pub(crate) async fn change_staff(
        &self,
        id: &str,
        ends: Ends,
        entry: Option<&Entry<'_>>,
        change: impl FnOnce(&mut Account) -> bool,
    ) -> Result<Option<Account>, StoreError> {
        let mut transaction = self.write().await?;
        let sealed: Option<Vec<u8>> =
            sqlx::query_scalar("SELECT record_sealed FROM staff WHERE id = $1").bind(id).fetch_optional(&mut *transaction).await?;
        let Some(sealed) = sealed else { return Ok(None) };
        let mut account = self.read_account(id, &sealed)?;
        if !change(&mut account) {
            return Ok(None);
        }
        self.write_account(&mut transaction, &account).await?;
        if ends == Ends::All {
            end_sessions(&mut transaction, id).await?;
        }
        if let Some(entry) = entry {
            self.audit_in(&mut transaction, entry).await?;
        }
        transaction.commit().await?;
        Ok(Some(account))
    }

    async fn write_account(&self, transaction: &mut Transaction, account: &Account) -> Result<(), StoreError> {
        let json = zeroize::Zeroizing::new(serde_json::to_vec(account).map_err(|_| StoreError::Malformed("staff"))?);
        let sealed = self.vault.seal("staff", &account.id, "record", &json)?;
        sqlx::query(
            "INSERT INTO staff (id, name_index, record_sealed, tenant) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO UPDATE \
             SET name_index = excluded.name_index, record_sealed = excluded.record_sealed, tenant = excluded.tenant",
        )
        .bind(&account.id)
        .bind(self.vault.index("staff", &account.name))
        .bind(sealed)
        .bind(account.tenant().unwrap_or_default())
        .execute(&mut **transaction)
        .await?;
        Ok(())
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

    /// The accounts that may have to do with a tenant, by name: its own, and those that reach beyond one.
    pub(crate) async fn list_staff_near(&self, tenant: &str) -> Result<Vec<Account>, StoreError> {
        let rows: Vec<(String, Vec<u8>)> = sqlx::query_as("SELECT id, record_sealed FROM staff WHERE tenant = $1 OR tenant = ''")
            .bind(tenant)
            .fetch_all(&self.pool)
            .await?;
        let mut accounts: Vec<Account> = rows.iter().map(|(id, sealed)| self.read_account(id, sealed)).collect::<Result<_, _>>()?;
        accounts.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(accounts)
    }

    /// Removes an account and ends its sessions.
    pub(crate) async fn remove_staff(&self, id: &str, entry: &Entry<'_>) -> Result<(), StoreError> {
        let mut transaction = self.write().await?;
        sqlx::query("DELETE FROM invitations WHERE staff = $1").bind(id).execute(&mut *transaction).await?;
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

async fn end_sessions(transaction: &mut Transaction, staff: &str) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM sessions WHERE staff = $1").bind(staff).execute(&mut **transaction).await?;
    Ok(())
}
