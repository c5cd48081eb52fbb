//! What is moved is there as it was: every table, row by row.

use vordruck_database::DatabaseServer;

use super::*;
use crate::store::Store;
use crate::store::new_place::{file, opened, server};

/// A store on a file with a row in every table, awkward ones among them.
async fn filled(folder: &Path) -> Store {
    let store = opened(&file(folder), folder).await;
    let statements = "
        INSERT INTO items (id, tenant, service, pid, digest, state, readable, received_at, delivered_at, delete_at, day, share_sealed, summary_sealed, number)
          VALUES ('a', 't', 's', 'p', 'd', 'new', TRUE, 1, 2, 3, 4, x'00ff', x'', 1), ('b', 'Ä''ß', 's', 'p', 'e', 'done', FALSE, -1, 2, 9223372036854775807, 4, x'01', x'02', 2);
        INSERT INTO item_objects (item, number, object_sealed) VALUES ('a', 0, zeroblob(5000000)), ('a', 1, x'0102'), ('b', 1, zeroblob(3));
        INSERT INTO journal (tenant, pid, digest, stage, failures, changed_at) VALUES ('t', 'p', 'd', 'delivered', 0, 1);
        INSERT INTO forms (tenant, hash, service, bytes, published_at) VALUES ('t', 'h', 's', x'00', 1);
        INSERT INTO pins (name, pin) VALUES ('n', 'p');
        INSERT INTO outbox (id, tenant, service, created_at, attempts, next_attempt_at) VALUES ('o', 't', 's', 1, 0, 1);
        INSERT INTO notices_sent (tenant, service, kind, sent_at) VALUES ('t', 's', 'arrived', 1);
        INSERT INTO staff (id, name_index, record_sealed) VALUES ('s', x'01', x'02');
        INSERT INTO invitations (token_index, staff, expires_at) VALUES (x'01', 's', 1);
        INSERT INTO sessions (id_hash, staff, record_sealed, expires_at) VALUES (x'01', NULL, x'02', 1), (x'02', 's', x'02', 1);
        INSERT INTO throttles (subject, failures, last_failure_at, open_at) VALUES (x'01', 1, 2, 3);
        INSERT INTO origins (subject, seen_at) VALUES (x'01', 1);
        INSERT INTO audit (id, at, actor, action, tenant, subject, number) VALUES ('x', 1, 'a', 'b', 't', '', 7);
        INSERT INTO transfers (id, tenant, service, pid, digest, channel, state, attempts, queued_at, changed_at, next_at, leased_until, fence, day, fault_kind, share_sealed)
          VALUES ('x', 't', 's', 'p', 'd', 'c', 'waiting', 0, 1, 1, 1, 0, 0, 1, NULL, NULL), ('y', 't', 's', 'p', 'd', 'k', 'waiting', 0, 1, 1, 1, 0, 0, 1, 'restored', x'01');
        INSERT INTO receptions (tenant, destination, submission, case_id, state, attempts, seen_at, changed_at, next_at, leased_until, fence)
          VALUES ('t', 'd', 's', 'c', 'waiting', 0, 1, 1, 1, 0, 0);
        INSERT INTO claims (name, holder, until) VALUES ('day-keys', 'h', 1);
        UPDATE begun_transfers SET count = 4, doubtful_until = 9;";
    sqlx::raw_sql(statements).execute(&store.pool).await.unwrap();
    let mut words = Statement::new("INSERT INTO item_words (day, word, number) ");
    words.push_rows(0_i64..1_203, |row, n| {
        row.push_bind(n % 7).push(", ").push_bind(n.to_be_bytes().to_vec()).push(", ").push_bind(n);
    });
    words.build().unwrap().execute(&store.pool).await.unwrap();
    store
}

/// Every row of a table as text, in an order that both databases have.
async fn rows(connection: &mut AnyConnection, columns: &[(String, String)], table: &str) -> Vec<String> {
    let read = columns.iter().map(|(name, kind)| if kind == "BOOLEAN" { format!("CAST({name} AS INTEGER)") } else { name.clone() });
    let select = format!("SELECT {} FROM {table}", read.collect::<Vec<_>>().join(", "));
    let rows = sqlx::query(AssertSqlSafe(select)).fetch_all(connection).await.unwrap();
    let text = |row: &AnyRow| {
        let value = |(place, (_, kind)): (usize, &(String, String))| match kind.as_str() {
            "TEXT" => format!("{:?}", row.get::<Option<String>, _>(place)),
            "BLOB" => format!("{:?}", row.get::<Option<Vec<u8>>, _>(place)),
            _ => format!("{:?}", row.get::<Option<i64>, _>(place)),
        };
        columns.iter().enumerate().map(value).collect::<Vec<_>>().join("|")
    };
    let mut rows: Vec<String> = rows.iter().map(text).collect();
    rows.sort();
    rows
}

#[tokio::test]
async fn a_file_is_moved_to_a_server_only() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path()).await;
    store.close().await;
    let DatabasePlace::File(path) = file(folder.path()) else { panic!() };
    let to = DatabasePlace::File(folder.path().join("other.sqlite"));
    assert!(matches!(move_store(&path, &to).await, Err(MoveError::NoServer)));
    assert!(matches!(move_store(&folder.path().join("none"), &to).await, Err(MoveError::NoFile(_))));
}

#[tokio::test]
#[ignore = "needs PostgreSQL: .ci/run test-postgres"]
async fn every_table_arrives_row_by_row_once_and_the_file_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path()).await;
    store.close().await;
    let DatabasePlace::File(path) = file(folder.path()) else { panic!() };
    let before = std::fs::read(&path).unwrap();
    let to = DatabasePlace::Server(DatabaseServer { url: server::new_schema().await.unwrap(), password_file: None });
    let moved = move_store(&path, &to).await.unwrap();
    assert_eq!((moved.len(), moved["item_words"], moved["begun_transfers"]), (18, 1_203, 1), "{moved:?}");
    assert!(moved.values().all(|count| *count > 0), "{moved:?}");
    assert_eq!(std::fs::read(&path).unwrap(), before);

    let (old, new) = (opened(&file(folder.path()), folder.path()).await, opened(&to, folder.path()).await);
    let (mut old, mut new) = (old.pool.acquire().await.unwrap(), new.pool.acquire().await.unwrap());
    for table in tables(&mut old).await.unwrap() {
        let columns: Vec<(String, String)> =
            sqlx::query_as("SELECT name, type FROM pragma_table_info($1)").bind(&table).fetch_all(&mut *old).await.unwrap();
        let there = rows(&mut new, &columns, &table).await;
        assert_eq!(there.len() as u64, moved[&table]);
        assert!(there == rows(&mut old, &columns, &table).await, "{table} is another");
    }
    assert!(matches!(move_store(&path, &to).await, Err(MoveError::NotEmpty(_))), "not a second time");
}
