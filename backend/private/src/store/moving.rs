//! Moves what is stored from an SQLite file into an empty database on a server. In: both places. Out: how many rows of each table, or why nothing was moved. Which tables
//! and columns there are, the file itself says, so that one that is added later is not forgotten. Nothing is opened: what is sealed stays as it is.

use std::collections::BTreeMap;
use std::path::Path;

use futures_util::TryStreamExt as _;
use sqlx::any::AnyRow;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _};
use vordruck_database::{Access, DatabaseError, DatabasePlace, Dialect};

use super::statement::Statement;
use super::{OF_FILE, POSTGRES, SQLITE, StoreError};

/// Rows of one statement, at most.
const MOST_ROWS: usize = 500;
/// Bytes of one statement, about.
const MOST_BYTES: usize = 4 << 20;

/// Why nothing was moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// There is no such file.
    #[error("{0}: there is no such database")]
    NoFile(String),
    /// The place to move to is a file.
    #[error("private.database.url names no PostgreSQL server to move to")]
    NoServer,
    /// The file has another schema than this program.
    #[error("the file is at migration {found}, this program at {known}: start this version of the postbox on the file once")]
    OtherVersion {
        /// The file's last migration.
        found: i64,
        /// This program's.
        known: i64,
    },
    /// Something is stored there already.
    #[error("the database to move to is not empty: its table {0} has rows. Nothing was moved")]
    NotEmpty(String),
    /// A column of a kind that no migration has made so far.
    #[error("the column {0} is of a kind that cannot be moved. Nothing was moved")]
    Kind(String),
    /// After copying, both sides of a table count differently.
    #[error("of the table {0} not all rows have arrived. Nothing was moved")]
    Incomplete(String),
    /// One of the databases.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for MoveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

impl From<DatabaseError> for MoveError {
    fn from(error: DatabaseError) -> Self {
        Self::Store(error.into())
    }
}

/// Copies all rows in one transaction; the file is only read. No process may be at work on either: the operator sees to it.
///
/// # Errors
/// See `MoveError`; then the server has what it had before.
pub async fn move_store(file: &Path, to: &DatabasePlace) -> Result<BTreeMap<String, u64>, MoveError> {
    if !file.is_file() {
        return Err(MoveError::NoFile(file.display().to_string()));
    }
    let target = Access::to(to, OF_FILE)?;
    if target.dialect() != Dialect::Postgres {
        return Err(MoveError::NoServer);
    }
    let source = Access::to(&DatabasePlace::File(file.to_owned()), OF_FILE)?.readers(1).await?;
    // One transaction: one state of the file, whatever happens to it meanwhile.
    let mut from = source.begin().await?;
    let found: i64 = sqlx::query_scalar("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(&mut *from).await?;
    let known = SQLITE.iter().map(|migration| migration.version).max().unwrap_or_default();
    if found != known {
        return Err(MoveError::OtherVersion { found, known });
    }
    let mut connection = target.migrated(&SQLITE, &POSTGRES).await?;
    let mut into = connection.begin().await?;
    let tables = tables(&mut from).await?;
    for table in &tables {
        empty(&mut into, table).await?;
    }
    let mut moved = BTreeMap::new();
    for table in tables {
        let count = copy(&mut from, &mut into, &table).await?;
        let arrived: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"))).fetch_one(&mut *into).await?;
        if u64::try_from(arrived).ok() != Some(count) {
            return Err(MoveError::Incomplete(table));
        }
        moved.insert(table, count);
    }
    into.commit().await?;
    connection.close().await?;
    from.rollback().await?;
    source.close().await;
    Ok(moved)
}

/// The file's tables; those that refer to others last.
async fn tables(from: &mut AnyConnection) -> Result<Vec<String>, MoveError> {
    Ok(sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_sqlx_migrations' \
         ORDER BY (SELECT COUNT(*) FROM pragma_foreign_key_list(sqlite_master.name)), name",
    )
    .fetch_all(from)
    .await?)
}

/// Refuses a table with rows. The one row that a migration has put where nothing has been begun is none.
async fn empty(into: &mut AnyConnection, table: &str) -> Result<(), MoveError> {
    if table == "begun_transfers" {
        sqlx::query("DELETE FROM begun_transfers WHERE count = 0 AND doubtful_until = 0").execute(&mut *into).await?;
    }
    let rows: i64 = sqlx::query_scalar(AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"))).fetch_one(into).await?;
    if rows == 0 { Ok(()) } else { Err(MoveError::NotEmpty(table.to_owned())) }
}

/// Copies a table; how many rows.
async fn copy(from: &mut AnyConnection, into: &mut AnyConnection, table: &str) -> Result<u64, MoveError> {
    let columns: Vec<(String, String)> =
        sqlx::query_as("SELECT name, type FROM pragma_table_info($1) ORDER BY cid").bind(table).fetch_all(&mut *from).await?;
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    // A truth value is a number in SQLite, and only as such can it be read through this driver.
    let read = columns.iter().map(|(name, kind)| if kind == "BOOLEAN" { format!("CAST({name} AS INTEGER)") } else { name.clone() });
    let select = format!("SELECT {} FROM {table}", read.collect::<Vec<_>>().join(", "));
    let begin = format!("INSERT INTO {table} ({}) VALUES ", names.join(", "));
    let mut rows = sqlx::query(AssertSqlSafe(select)).fetch(from);
    let (mut count, mut waiting, mut bytes) = (0, 0, 0);
    let mut insert = Statement::new(&begin);
    while let Some(row) = rows.try_next().await? {
        insert.push(if waiting > 0 { ", (" } else { "(" });
        for (place, (name, kind)) in columns.iter().enumerate() {
            if place > 0 {
                insert.push(", ");
            }
            bytes += push_value(&mut insert, &row, place, kind)
                .map_err(|fault| fault.unwrap_or_else(|| MoveError::Kind(format!("{table}.{name}"))))?;
        }
        insert.push(")");
        (count, waiting) = (count + 1, waiting + 1);
        if waiting >= MOST_ROWS || bytes >= MOST_BYTES {
            std::mem::replace(&mut insert, Statement::new(&begin)).build()?.persistent(false).execute(&mut *into).await?;
            (waiting, bytes) = (0, 0);
        }
    }
    if waiting > 0 {
        insert.build()?.persistent(false).execute(into).await?;
    }
    Ok(count)
}

/// A value of a row, as its column's kind demands; about how many bytes. `None`: nothing is known of this kind.
fn push_value(insert: &mut Statement, row: &AnyRow, place: usize, kind: &str) -> Result<usize, Option<MoveError>> {
    let wrong = |error: sqlx::Error| Some(MoveError::from(error));
    Ok(match kind {
        "BIGINT" | "INTEGER" => {
            insert.push_bind(row.try_get::<Option<i64>, _>(place).map_err(wrong)?);
            8
        }
        "BOOLEAN" => {
            insert.push_bind(row.try_get::<Option<i64>, _>(place).map_err(wrong)?.map(|truth| truth != 0));
            8
        }
        "TEXT" => {
            let text: Option<String> = row.try_get(place).map_err(wrong)?;
            let bytes = text.as_ref().map_or(8, String::len);
            insert.push_bind(text);
            bytes
        }
        "BLOB" => {
            let blob: Option<Vec<u8>> = row.try_get(place).map_err(wrong)?;
            let bytes = blob.as_ref().map_or(8, Vec::len);
            insert.push_bind(blob);
            bytes
        }
        _ => return Err(None),
    })
}

#[cfg(test)]
mod tests;
