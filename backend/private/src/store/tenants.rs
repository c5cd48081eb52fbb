//! Everything the store has of a tenant. In: its id. Out: its items one after the other, or nothing any more and how many rows went, by table. Which tables
//! have rows of tenants, the database itself says, so that a table that is added later is not forgotten.

use std::collections::BTreeMap;

use sqlx::{AssertSqlSafe, Row as _};
use zeroize::Zeroizing;

use super::items::{Item, Part};
use super::turns::without_hurry;
use super::{Store, StoreError, unsigned};

/// What is exported of an item: a file name and its content.
pub(crate) type ItemFile = (String, Zeroizing<Vec<u8>>);

/// What was deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct DeletedRows {
    pub(crate) rows: BTreeMap<String, u64>,
    pub(crate) left: u64,
}

impl Store {
    /// Ids of a tenant's items, oldest first.
    pub(crate) async fn list_item_ids(&self, tenant: &str) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT id FROM items WHERE tenant = $1 ORDER BY delivered_at, id")
            .bind(tenant)
            .fetch_all(&self.pool)
            .await?)
    }

    /// The parts of an item as files.
    pub(crate) async fn item_files(&self, item: &Item) -> Result<Vec<ItemFile>, StoreError> {
        let numbers: Vec<i64> = sqlx::query_scalar("SELECT number FROM item_objects WHERE item = $1 ORDER BY number")
            .bind(&item.id)
            .fetch_all(&self.pool)
            .await?;
        let mut files = Vec::new();
        for number in numbers.into_iter().filter_map(|number| u32::try_from(number).ok()) {
            let (part, name) = Part::of_number(number);
            if let Some(bytes) = self.lookup_part(item, part).await? {
                files.push((name, bytes));
            }
        }
        Ok(files)
    }

    /// Hash, service and bytes of every form published for a tenant.
    pub(crate) async fn list_forms(&self, tenant: &str) -> Result<Vec<(String, String, Vec<u8>)>, StoreError> {
        Ok(sqlx::query_as("SELECT hash, service, bytes FROM forms WHERE tenant = $1 ORDER BY service, published_at")
            .bind(tenant)
            .fetch_all(&self.pool)
            .await?)
    }

    /// The tenant's lines of the audit log: when, who, what, about what.
    pub(crate) async fn list_all_audit(&self, tenant: &str) -> Result<Vec<(i64, String, String, String)>, StoreError> {
        Ok(sqlx::query_as("SELECT at, actor, action, subject FROM audit WHERE tenant = $1 ORDER BY at, id")
            .bind(tenant)
            .fetch_all(&self.pool)
            .await?)
    }

    /// Deletes every row of a tenant. Day keys that nothing needs any more and what is left in the log go with `expire`, which the caller runs next.
    pub(crate) async fn delete_tenant(&self, tenant: &str) -> Result<DeletedRows, StoreError> {
        let mut transaction = self.write().await?;
        without_hurry(&mut transaction, self.access.dialect()).await?;
        let mut deleted = DeletedRows::default();
        let objects = sqlx::query("DELETE FROM item_objects WHERE item IN (SELECT id FROM items WHERE tenant = $1)")
            .bind(tenant)
            .execute(&mut *transaction)
            .await?;
        deleted.rows.insert("item_objects".to_owned(), objects.rows_affected());
        let tables: Vec<String> = sqlx::query_scalar(self.access.dialect().tables_of_tenants()).fetch_all(&mut *transaction).await?;
        for table in &tables {
            // Named by the schema, never by a clerk.
            let gone = sqlx::query(AssertSqlSafe(format!("DELETE FROM \"{table}\" WHERE tenant = $1")))
                .bind(tenant)
                .execute(&mut *transaction)
                .await?;
            deleted.rows.insert(table.clone(), gone.rows_affected());
            let row = sqlx::query(AssertSqlSafe(format!("SELECT COUNT(*) FROM \"{table}\" WHERE tenant = $1")))
                .bind(tenant)
                .fetch_one(&mut *transaction)
                .await?;
            deleted.left += unsigned(row.try_get(0)?);
        }
        transaction.commit().await?;
        Ok(deleted)
    }
}
