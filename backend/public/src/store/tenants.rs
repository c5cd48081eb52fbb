//! Deleting a tenant. In: its id. Out: how many rows went, by table. Which tables have rows of tenants, the database itself says, so that a table that
//! is added later is not forgotten.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;
use vordruck_contract::tenants::{DeletedTenant, TenantStock};
use vordruck_envelope::{Lookup, Pid};

use super::objects::{Owner, delete_objects};
use super::rows::array;
use super::writer::Connection;
use super::{Leases, Store, StoreError, Tenants};

impl Tenants for Store {
    async fn tenant_stock(&self, tenant: String) -> Result<TenantStock, StoreError> {
        let (drafts, submissions, uploads, relays): (i64, i64, i64, i64) = sqlx::query_as(
            "SELECT (SELECT COUNT(*) FROM drafts WHERE tenant = $1), (SELECT COUNT(*) FROM submissions WHERE tenant = $1 AND deleted_at IS NULL),
             (SELECT COUNT(*) FROM uploads WHERE tenant = $1), (SELECT COUNT(*) FROM relays WHERE tenant = $1)",
        )
        .bind(&tenant)
        .fetch_one(&self.readers)
        .await?;
        let count = |number| u64::try_from(number).unwrap_or(0);
        Ok(TenantStock {
            drafts: count(drafts),
            submissions: count(submissions),
            uploads: count(uploads),
            relays: count(relays),
            ..TenantStock::default()
        })
    }

    async fn delete_tenant(&self, tenant: String) -> Result<DeletedTenant, StoreError> {
        let tables = self.access.dialect().tables_of_tenants();
        let deleted = self.writer.write(move |connection| Box::pin(delete(connection, tenant, tables))).await?;
        // What is deleted still stands in SQLite's log until it is emptied.
        self.truncate_log().await?;
        Ok(deleted)
    }
}

/// `tables` asks for the names of all tables with a column `tenant`.
async fn delete(connection: &mut Connection, tenant: String, tables: &'static str) -> Result<DeletedTenant, StoreError> {
    let mut rows = BTreeMap::new();
    // Its own forms only: another tenant may just be publishing one whose card is still to come.
    let forms: Vec<(Vec<u8>,)> = sqlx::query_as(
        "SELECT form FROM services WHERE tenant = $1 UNION SELECT form FROM drafts WHERE tenant = $1 UNION SELECT form FROM submissions WHERE tenant = $1",
    )
    .bind(&tenant)
    .fetch_all(&mut *connection)
    .await?;
    rows.insert("objects".to_owned(), delete_all_objects(connection, &tenant).await?);
    let tables: Vec<(String,)> = sqlx::query_as(tables).fetch_all(&mut *connection).await?;
    for (table,) in &tables {
        // Named by the schema, never by a client.
        let deleted = sqlx::query(AssertSqlSafe(format!("DELETE FROM \"{table}\" WHERE tenant = $1")))
            .bind(&tenant)
            .execute(&mut *connection)
            .await?;
        rows.insert(table.clone(), deleted.rows_affected());
    }
    let mut orphans = 0;
    for (form,) in forms {
        let deleted = sqlx::query(
            "DELETE FROM forms WHERE form = $1 AND NOT EXISTS (SELECT 1 FROM services s WHERE s.form = forms.form)
             AND NOT EXISTS (SELECT 1 FROM drafts d WHERE d.form = forms.form)
             AND NOT EXISTS (SELECT 1 FROM submissions p WHERE p.form = forms.form AND p.deleted_at IS NULL)",
        )
        .bind(form)
        .execute(&mut *connection)
        .await?;
        orphans += deleted.rows_affected();
    }
    rows.insert("forms".to_owned(), orphans);
    let mut left = 0;
    for (table,) in &tables {
        let (count,): (i64,) = sqlx::query_as(AssertSqlSafe(format!("SELECT COUNT(*) FROM \"{table}\" WHERE tenant = $1")))
            .bind(&tenant)
            .fetch_one(&mut *connection)
            .await?;
        left += u64::try_from(count).unwrap_or(0);
    }
    Ok(DeletedTenant { rows, left, ..DeletedTenant::default() })
}

/// Objects name their owner, not its tenant.
async fn delete_all_objects(connection: &mut Connection, tenant: &str) -> Result<u64, StoreError> {
    let (before,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM objects").fetch_one(&mut *connection).await?;
    let drafts: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT lookup FROM drafts WHERE tenant = $1").bind(tenant).fetch_all(&mut *connection).await?;
    for (lookup,) in drafts {
        delete_objects(connection, &Owner::Draft(Lookup::from_bytes(array(&lookup)?))).await?;
    }
    let relays: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT lookup FROM relays WHERE tenant = $1").bind(tenant).fetch_all(&mut *connection).await?;
    for (lookup,) in relays {
        delete_objects(connection, &Owner::Relay(Lookup::from_bytes(array(&lookup)?))).await?;
    }
    let submissions: Vec<(Vec<u8>,)> =
        sqlx::query_as("SELECT pid FROM submissions WHERE tenant = $1 UNION SELECT pid FROM uploads WHERE tenant = $1")
            .bind(tenant)
            .fetch_all(&mut *connection)
            .await?;
    for (pid,) in submissions {
        let owner = Owner::Submission { tenant: tenant.to_owned(), pid: Pid::from_random(array(&pid)?) };
        delete_objects(connection, &owner).await?;
    }
    let (after,): (i64,) = sqlx::query_as("SELECT COUNT(*) FROM objects").fetch_one(connection).await?;
    Ok(u64::try_from(before - after).unwrap_or(0))
}
