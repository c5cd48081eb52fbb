//! What is SQLite's own. In: a path. Out: how a connection to it is opened, begins to write and empties the log.

use std::fmt::Write as _;
use std::path::Path;

use sqlx::any::AnyConnectOptions;

use super::StoreError;
use super::writer::Connection;

/// Said to every new connection. FULL flushes the log at every commit; NORMAL would lose acknowledged saves with the power. `secure_delete` overwrites
/// deleted content with zeros in the database file; the log is emptied by the hourly job.
pub(super) const SESSION: &str = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                                  PRAGMA secure_delete = ON";

/// Said to every new connection that only reads; what else it needs is as it is or doesn't concern it.
pub(super) const READING: &str = "PRAGMA busy_timeout = 5000";

pub(super) const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT work";

/// Every table with a column `tenant`.
pub(super) const TABLES_OF_TENANTS: &str =
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' WHERE m.type = 'table' ORDER BY m.name";

pub(super) fn options(path: &Path, is_reader: bool) -> Result<AnyConnectOptions, StoreError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    // An address has no relative paths and takes `..` literally.
    let path = folder.canonicalize()?.join(path.file_name().unwrap_or_default());
    let mode = if is_reader { "ro" } else { "rwc" };
    Ok(format!("sqlite://{}?mode={mode}", encoded(&path)).parse()?)
}

/// Percent-encoded (RFC 3986 § 2.1), all but what no address gives a meaning.
fn encoded(path: &Path) -> String {
    let mut text = String::new();
    for byte in path.as_os_str().as_encoded_bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.".contains(byte) {
            text.push(char::from(*byte));
        } else {
            // Writing into a String doesn't fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// `false`: a reader was in the way.
pub(super) async fn truncate_log(connection: &mut Connection) -> Result<bool, StoreError> {
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    Ok(busy == 0)
}
