//! What is PostgreSQL's own. In: where the server is. Out: how a connection to it is opened, begins to write and gives room back, and what its errors say.

use std::net::IpAddr;

use sqlx::any::AnyConnectOptions;
use sqlx::postgres::PgDatabaseError;
use sqlx::raw_sql;

use super::StoreError;
use super::writer::Connection;
use crate::config::DatabaseServer;

/// Said to every new connection that writes. Whoever stops in the middle of a batch, or has lost its network, holds the others up no longer than this.
/// A commit that is answered before it is on the disk would lose acknowledged saves with the power; stricter settings of the server stay.
pub(super) const SESSION: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; SET statement_timeout = '30s'; \
                                  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Said to every new connection that only reads.
pub(super) const READING: &str = "SET default_transaction_read_only = on; SET statement_timeout = '30s'";

/// Processes write one after the other, as they do on one SQLite file, so that what is checked in a batch is still true when it is written. Every
/// statement after the lock sees what was committed before it was given: READ COMMITTED takes a snapshot a statement. The lock ends with the
/// transaction, or with the connection. Its number is the table's, so that two installations in two schemas of a database don't wait for each other.
pub(super) const BEGIN: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock('drafts'::regclass::oid::bigint); SAVEPOINT work";

/// Nothing but saves, of any number of processes at once: each is one UPDATE with its condition, which waits for the row and looks again
/// (PostgreSQL 15, § 13.2.1). They wait for all other writes, and those for them.
pub(super) const BEGIN_BESIDE_OTHERS: &str =
    "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock_shared('drafts'::regclass::oid::bigint); SAVEPOINT work";

/// Every table with a column `tenant`.
pub(super) const TABLES_OF_TENANTS: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'tenant' ORDER BY 1";

/// The names of address parameters that say how far the connection is protected.
const PROTECTION: [&str; 2] = ["sslmode", "ssl-mode"];

pub(super) fn options(server: &DatabaseServer) -> Result<AnyConnectOptions, StoreError> {
    let mut options: AnyConnectOptions = server.url.parse()?;
    let url = &mut options.database_url;
    let parameter = |names: &[&str]| url.query_pairs().find(|(key, _)| names.contains(&&**key)).map(|(_, value)| value.into_owned());
    let host = parameter(&["host", "hostaddr"]).or_else(|| url.host_str().filter(|host| !host.is_empty()).map(str::to_owned));
    let host = host.ok_or(StoreError::NoHost)?;
    let (is_protected, is_named) = (parameter(&PROTECTION).is_some(), parameter(&["application_name"]).is_some());
    if !is_protected && !is_on_this_machine(&host) {
        url.query_pairs_mut().append_pair("sslmode", "verify-full");
    }
    if !is_named {
        url.query_pairs_mut().append_pair("application_name", "vordruck");
    }
    if let Some(file) = &server.password_file {
        let password = std::fs::read_to_string(file).map_err(|source| StoreError::PasswordFile { path: file.clone(), source })?;
        url.query_pairs_mut().append_pair("password", password.trim_end_matches(['\r', '\n']));
    }
    Ok(options)
}

/// A socket, or an address that leads nowhere else.
fn is_on_this_machine(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.starts_with('/')
        || host.to_ascii_lowercase().starts_with("%2f")
        || host == "localhost"
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Lets the room of deleted rows be used again. What stood there stays in the files until something is written over it.
pub(super) async fn give_room_back(connection: &mut Connection) -> Result<(), StoreError> {
    let tables: Vec<(String,)> =
        sqlx::query_as("SELECT CAST(quote_ident(tablename) AS TEXT) FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
            .fetch_all(&mut *connection)
            .await?;
    let names: Vec<String> = tables.into_iter().map(|(name,)| name).collect();
    raw_sql("SET statement_timeout = 0; SET lock_timeout = 0").execute(&mut *connection).await?;
    // Named by the schema, never by a client.
    raw_sql(sqlx::AssertSqlSafe(format!("VACUUM {}", names.join(", ")))).execute(connection).await?;
    Ok(())
}

/// What an operator should know of a server before trusting it with anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServerFacts {
    /// As the server names it, such as `15.18`.
    pub version: String,
    /// Whether what is committed is on its disk.
    pub is_flushing: bool,
    /// Whether it only follows another one and takes no writes.
    pub is_following: bool,
}

pub(super) async fn facts(connection: &mut Connection) -> Result<ServerFacts, StoreError> {
    let (version, fsync, is_following): (String, String, bool) =
        sqlx::query_as("SELECT current_setting('server_version'), current_setting('fsync'), pg_is_in_recovery()")
            .fetch_one(connection)
            .await?;
    Ok(ServerFacts { version, is_flushing: fsync == "on", is_following })
}

/// What the server said, by its SQLSTATE (PostgreSQL 15, appendix A). `None`: it was not the server who said it.
pub(super) fn said(error: &sqlx::Error) -> Option<Said> {
    let code = error.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?.code();
    Some(match code {
        "53100" => Said::Full,
        "28000" | "28P01" => Said::NotLetIn,
        "3D000" => Said::NoDatabase,
        // Locks not had in time, deadlocks, a statement that took too long.
        "55P03" | "40001" | "40P01" | "57014" => Said::Busy,
        // A server that only follows another one takes no writes.
        "25006" | "25P03" => Said::Away,
        _ if ["08", "53", "57P", "58"].iter().any(|class| code.starts_with(class)) => Said::Away,
        _ => Said::Other,
    })
}

/// What an error of the server means for whoever asked.
pub(super) enum Said {
    Full,
    Busy,
    Away,
    NotLetIn,
    NoDatabase,
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(url: &str) -> String {
        options(&DatabaseServer { url: url.to_owned(), password_file: None }).unwrap().database_url.to_string()
    }

    #[test]
    fn over_a_network_the_server_must_prove_who_it_is_unless_the_address_says_otherwise() {
        for remote in ["postgres://db.example/vordruck", "postgres://10.0.0.7:5433/vordruck", "postgres://db/v?host=10.1.2.3"] {
            assert!(address(remote).contains("sslmode=verify-full"), "{remote}");
        }
        for said_or_local in [
            "postgres://db.example/vordruck?sslmode=require",
            "postgres://localhost/vordruck",
            "postgres://127.0.0.1/vordruck",
            "postgres://[::1]/vordruck",
            "postgres://%2Frun%2Fpostgresql/vordruck",
            "postgres:///vordruck?host=/run/postgresql",
        ] {
            assert!(!address(said_or_local).contains("verify-full"), "{said_or_local}");
        }
    }

    #[test]
    fn a_password_comes_from_its_file_without_the_end_of_the_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("password");
        std::fs::write(&file, "ge heim&?\n").unwrap();
        let server = DatabaseServer { url: "postgres://anna@localhost/vordruck".into(), password_file: Some(file) };
        let url = options(&server).unwrap().database_url;
        assert!(url.query_pairs().any(|(key, value)| key == "password" && value == "ge heim&?"));
        let server = DatabaseServer { password_file: Some(folder.path().join("missing")), ..server };
        assert!(matches!(options(&server), Err(StoreError::PasswordFile { .. })));
    }
}
