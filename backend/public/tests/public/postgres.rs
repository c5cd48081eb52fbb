//! A schema of its own for each test, on the server that `VORDRUCK_TEST_POSTGRES` names (`.ci/steps/test-postgres` starts one). In: that variable.
//! Out: the address of an empty schema, or nothing: then tests run on SQLite.

use sqlx::{AssertSqlSafe, Connection, PgConnection, raw_sql};

/// The server's address. Its user may do everything there.
pub fn server() -> Option<String> {
    std::env::var("VORDRUCK_TEST_POSTGRES").ok()
}

pub async fn new_schema() -> Option<String> {
    let server = server()?;
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    let name = format!("t{:032x}", u128::from_ne_bytes(bytes));
    let mut connection = PgConnection::connect(&server).await.unwrap();
    raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {name}"))).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
    let separator = if server.contains('?') { '&' } else { '?' };
    Some(format!("{server}{separator}options[search_path]={name}"))
}
