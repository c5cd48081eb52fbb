//! What is SQLite's own. In: a path. Out: its address, and an emptied log.

use std::fmt::Write as _;
use std::path::Path;

use sqlx::AnyConnection;
use sqlx::any::AnyConnectOptions;

use crate::DatabaseError;

/// Every table with a column `tenant`.
pub(crate) const TABLES_OF_TENANTS: &str =
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c ON c.name = 'tenant' WHERE m.type = 'table' ORDER BY m.name";

pub(crate) fn options(path: &Path, is_reader: bool) -> Result<AnyConnectOptions, DatabaseError> {
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

/// Moves the write-ahead log into the database and cuts it to nothing. `false`: a reader was in the way.
///
/// # Errors
/// The database.
pub async fn truncate_log(connection: &mut AnyConnection) -> Result<bool, DatabaseError> {
    let (busy, _, _): (i64, i64, i64) = sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(connection).await?;
    Ok(busy == 0)
}
