//! What is PostgreSQL's own. In: where the server is. Out: how a connection to it is opened, gives room back, and what the server says of itself.

use std::net::IpAddr;

use sqlx::AnyConnection;
use sqlx::any::AnyConnectOptions;
use sqlx::raw_sql;

use crate::{DatabaseError, DatabaseServer};

/// Said to every new connection that writes. Whoever stops in the middle of a batch, or has lost its network, holds the others up no longer than this.
/// A commit that is answered before it is on the disk would lose acknowledged saves with the power; stricter settings of the server stay.
pub(crate) const SESSION: &str = "SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '10s'; SET statement_timeout = '30s'; \
                                  SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

/// Said to every new connection that only reads.
pub(crate) const READING: &str = "SET default_transaction_read_only = on; SET statement_timeout = '30s'";

/// Every table with a column `tenant`.
pub(crate) const TABLES_OF_TENANTS: &str = "SELECT CAST(table_name AS TEXT) FROM information_schema.columns
     WHERE table_schema = current_schema() AND column_name = 'tenant' ORDER BY 1";

/// The names of address parameters that say how far the connection is protected.
const PROTECTION: [&str; 2] = ["sslmode", "ssl-mode"];

pub(crate) fn options(server: &DatabaseServer) -> Result<AnyConnectOptions, DatabaseError> {
    let mut options: AnyConnectOptions = server.url.parse()?;
    let url = &mut options.database_url;
    let parameter = |names: &[&str]| url.query_pairs().find(|(key, _)| names.contains(&&**key)).map(|(_, value)| value.into_owned());
    let host = parameter(&["host", "hostaddr"]).or_else(|| url.host_str().filter(|host| !host.is_empty()).map(str::to_owned));
    let host = host.ok_or(DatabaseError::NoHost)?;
    let (is_protected, is_named) = (parameter(&PROTECTION).is_some(), parameter(&["application_name"]).is_some());
    if !is_protected && !is_on_this_machine(&host) {
        url.query_pairs_mut().append_pair("sslmode", "verify-full");
    }
    if !is_named {
        url.query_pairs_mut().append_pair("application_name", "vordruck");
    }
    if let Some(file) = &server.password_file {
        let password = std::fs::read_to_string(file).map_err(|source| DatabaseError::PasswordFile { path: file.clone(), source })?;
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
///
/// # Errors
/// The database.
pub async fn give_room_back(connection: &mut AnyConnection) -> Result<(), DatabaseError> {
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

pub(crate) async fn facts(connection: &mut AnyConnection) -> Result<ServerFacts, DatabaseError> {
    let (version, fsync, is_following): (String, String, bool) =
        sqlx::query_as("SELECT current_setting('server_version'), current_setting('fsync'), pg_is_in_recovery()")
            .fetch_one(connection)
            .await?;
    Ok(ServerFacts { version, is_flushing: fsync == "on", is_following })
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
        assert!(matches!(options(&server), Err(DatabaseError::PasswordFile { .. })));
    }
}
