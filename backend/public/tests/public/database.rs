//! What tests look at behind the public side's back: its database, whichever of the two it is.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection, SqliteConnection, raw_sql};
use vordruck_public::config::DatabasePlace;

static COPIES: AtomicUsize = AtomicUsize::new(0);

/// A copy of all that is stored, as an attacker may have one.
pub enum Copy {
    File(Vec<u8>),
    Schema(String),
}

async fn file(path: &Path) -> SqliteConnection {
    SqliteConnectOptions::new().filename(path).connect().await.unwrap()
}

async fn server(url: &str) -> PgConnection {
    PgConnection::connect(url).await.unwrap()
}

/// In how many places the bytes are: SQLite's files, PostgreSQL's rows. What its server keeps in files, no statement takes away; that it opens for nobody
/// the tests with copies show.
pub async fn found(place: &DatabasePlace, canary: &[u8]) -> usize {
    match place {
        DatabasePlace::File(path) => {
            let files = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| std::fs::read(entry.unwrap().path()).unwrap());
            files.filter(|bytes| bytes.windows(canary.len()).any(|window| window == canary)).count()
        }
        DatabasePlace::Server(database) => {
            let mut connection = server(&database.url).await;
            let columns: Vec<(String, String, String)> = sqlx::query_as(
                "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                 WHERE table_schema = current_schema() AND data_type IN ('bytea', 'text')",
            )
            .fetch_all(&mut connection)
            .await
            .unwrap();
            assert!(columns.len() > 40, "{columns:?}");
            let mut count = 0;
            for (table, column, kind) in columns {
                let bytes = if kind == "text" { format!("convert_to(\"{column}\", 'UTF8')") } else { format!("\"{column}\"") };
                let statement = format!("SELECT COUNT(*) FROM \"{table}\" WHERE position($1 IN {bytes}) > 0");
                let (rows,): (i64,) = sqlx::query_as(AssertSqlSafe(statement)).bind(canary).fetch_one(&mut connection).await.unwrap();
                count += usize::try_from(rows).unwrap();
            }
            count
        }
    }
}

/// All that is stored, by name: SQLite's files, PostgreSQL's columns.
#[allow(dead_code, reason = "the private side's tests share this file")]
pub async fn contents(place: &DatabasePlace) -> Vec<(String, Vec<u8>)> {
    match place {
        DatabasePlace::File(path) => {
            let files = std::fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file());
            files.map(|path| (path.display().to_string(), std::fs::read(&path).unwrap())).collect()
        }
        DatabasePlace::Server(database) => {
            let mut connection = server(&database.url).await;
            let columns = "SELECT table_name::text, column_name::text, data_type::text FROM information_schema.columns
                           WHERE table_schema = current_schema() AND data_type IN ('bytea', 'text')";
            let columns: Vec<(String, String, String)> = sqlx::query_as(columns).fetch_all(&mut connection).await.unwrap();
            assert!(columns.len() > 40, "{columns:?}");
            let mut contents = Vec::new();
            for (table, column, kind) in columns {
                let bytes = if kind == "text" { format!("convert_to(\"{column}\", 'UTF8')") } else { format!("\"{column}\"") };
                let statement = format!("SELECT {bytes} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
                let values: Vec<Vec<u8>> = sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(&mut connection).await.unwrap();
                contents.push((format!("{table}.{column}"), values.join(&b'\n')));
            }
            contents
        }
    }
}

/// Two numbers.
#[allow(dead_code, reason = "the private side's tests share this file")]
pub async fn numbers(place: &DatabasePlace, statement: &'static str) -> (i64, i64) {
    match place {
        DatabasePlace::File(path) => sqlx::query_as(statement).fetch_one(&mut file(path).await).await.unwrap(),
        DatabasePlace::Server(database) => sqlx::query_as(statement).fetch_one(&mut server(&database.url).await).await.unwrap(),
    }
}

/// What there is in a column, as bytes.
pub async fn column(place: &DatabasePlace, table: &str, column: &str) -> Vec<Vec<u8>> {
    match place {
        DatabasePlace::File(path) => {
            let statement = format!("SELECT CAST({column} AS BLOB) FROM {table} WHERE {column} IS NOT NULL");
            sqlx::query_scalar(AssertSqlSafe(statement)).fetch_all(&mut file(path).await).await.unwrap()
        }
        DatabasePlace::Server(database) => {
            let mut connection = server(&database.url).await;
            let kind = "SELECT data_type::text FROM information_schema.columns WHERE table_schema = current_schema() AND table_name = $1 AND column_name = $2";
            let (kind,): (String,) = sqlx::query_as(kind).bind(table).bind(column).fetch_one(&mut connection).await.unwrap();
            let bytes = if kind == "text" { format!("convert_to({column}, 'UTF8')") } else { column.to_owned() };
            sqlx::query_scalar(AssertSqlSafe(format!("SELECT {bytes} FROM {table} WHERE {column} IS NOT NULL")))
                .fetch_all(&mut connection)
                .await
                .unwrap()
        }
    }
}

/// How much room it takes, in bytes.
pub async fn size(place: &DatabasePlace) -> u64 {
    match place {
        DatabasePlace::File(path) => std::fs::metadata(path).unwrap().len(),
        DatabasePlace::Server(database) => {
            let statement = "SELECT SUM(pg_total_relation_size(c.oid))::bigint FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'";
            let (size,): (i64,) = sqlx::query_as(statement).fetch_one(&mut server(&database.url).await).await.unwrap();
            size.unsigned_abs()
        }
    }
}

/// Runs statements that both databases understand.
pub async fn run(place: &DatabasePlace, statements: &'static str) {
    match place {
        DatabasePlace::File(path) => drop(raw_sql(statements).execute(&mut file(path).await).await.unwrap()),
        DatabasePlace::Server(database) => drop(raw_sql(statements).execute(&mut server(&database.url).await).await.unwrap()),
    }
}

/// A fault of the database: drafts can't be deleted, until they can again.
pub async fn refuse_deleting_drafts(place: &DatabasePlace, is_refused: bool) {
    let statements = match (place, is_refused) {
        (DatabasePlace::File(_), true) => "CREATE TRIGGER fault BEFORE DELETE ON drafts BEGIN SELECT RAISE(ABORT, 'fault'); END",
        (DatabasePlace::File(_), false) => "DROP TRIGGER fault",
        (DatabasePlace::Server(_), true) => {
            "CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''fault''; END';
             CREATE TRIGGER fault BEFORE DELETE ON drafts FOR EACH ROW EXECUTE FUNCTION fault()"
        }
        (DatabasePlace::Server(_), false) => "DROP TRIGGER fault ON drafts; DROP FUNCTION fault()",
    };
    run(place, statements).await;
}

async fn tables(connection: &mut PgConnection) -> Vec<String> {
    let statement = "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() AND tablename <> '_sqlx_migrations'";
    sqlx::query_scalar(statement).fetch_all(connection).await.unwrap()
}

/// Copies all that is stored. Nothing runs on it meanwhile.
pub async fn copy(place: &DatabasePlace) -> Copy {
    match place {
        DatabasePlace::File(path) => Copy::File(std::fs::read(path).unwrap()),
        DatabasePlace::Server(database) => {
            let mut connection = server(&database.url).await;
            let number = COPIES.fetch_add(1, Ordering::Relaxed);
            let name = format!("SELECT current_schema() || '_copy{number}'");
            let (schema,): (String,) = sqlx::query_as(AssertSqlSafe(name)).fetch_one(&mut connection).await.unwrap();
            raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {schema}"))).execute(&mut connection).await.unwrap();
            for table in tables(&mut connection).await {
                let statement = format!("CREATE TABLE {schema}.{table} AS TABLE {table}");
                raw_sql(AssertSqlSafe(statement)).execute(&mut connection).await.unwrap();
            }
            Copy::Schema(schema)
        }
    }
}

/// Puts a copy in the place of what is stored.
pub async fn put_back(place: &DatabasePlace, copy: &Copy) {
    match (place, copy) {
        (DatabasePlace::File(path), Copy::File(bytes)) => {
            // The log belongs to the database that is replaced.
            for log in ["-wal", "-shm"] {
                let _ = std::fs::remove_file(format!("{}{log}", path.display()));
            }
            std::fs::write(path, bytes).unwrap();
        }
        (DatabasePlace::Server(database), Copy::Schema(schema)) => {
            let mut connection = server(&database.url).await;
            let tables = tables(&mut connection).await;
            let inserts: String = tables.iter().map(|table| format!("INSERT INTO {table} SELECT * FROM {schema}.{table};")).collect();
            // The rows come back in any order; what they refer to comes back, too.
            let statements = format!("SET session_replication_role = replica; TRUNCATE {}; {inserts}", tables.join(", "));
            raw_sql(AssertSqlSafe(statements)).execute(&mut connection).await.unwrap();
        }
        _ => panic!("a copy of another kind of database"),
    }
}
