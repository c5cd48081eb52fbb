//! The writer: what waits shares a commit, and one that fails harms nobody. The schemas: both databases have the same one.

use std::path::Path;

use futures_util::future::join_all;
use vordruck_database::Dialect;

use super::database::Store;
use super::*;
use crate::config::{DatabaseConfig, DatabasePlace, DatabaseServer};

#[path = "../../tests/public/postgres.rs"]
#[allow(unreachable_pub, reason = "shared with the tests from outside")]
mod server;

/// A new database: on PostgreSQL, if tests are to run there.
async fn new_place(folder: &Path) -> DatabasePlace {
    match server::new_schema().await {
        Some(url) => DatabasePlace::Server(DatabaseServer { url, password_file: None }),
        None => file(folder),
    }
}

fn file(folder: &Path) -> DatabasePlace {
    DatabasePlace::File(folder.join("db/public.db"))
}

async fn opened(place: DatabasePlace, batch: usize) -> Store {
    Store::open(&DatabaseConfig { place, readers: 2, batch }).await.unwrap()
}

async fn insert(store: &Store, name: String, fails: bool) -> Result<(), StoreError> {
    store
        .writer
        .write(move |connection| {
            Box::pin(async move {
                sqlx::query("INSERT INTO key_manifests (tenant, jws, published_at) VALUES ($1, 'x', 0)")
                    .bind(name)
                    .execute(&mut *connection)
                    .await?;
                if fails {
                    sqlx::query("INSERT INTO services (tenant, service, form, card, published_at) VALUES ('t', 's', $1, '', 0)")
                        .bind([0].as_slice())
                        .execute(connection)
                        .await?;
                }
                Ok(())
            })
        })
        .await
}

/// Commits in SQLite's log: frames whose second word, the size of the database after the commit, isn't zero (https://www.sqlite.org/fileformat2.html#walformat).
fn commits(folder: &Path) -> usize {
    let log = std::fs::read(folder.join("db/public.db-wal")).unwrap();
    log[32..].chunks_exact(24 + 4096).filter(|frame| frame[4..8] != [0; 4]).count()
}

#[tokio::test]
async fn writes_that_wait_together_share_one_commit_and_a_failing_one_takes_nobody_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(new_place(folder.path()).await, 64).await;
    store.truncate_log().await.unwrap();
    let answers = join_all((0..50).map(|n| insert(&store, format!("tenant-{n}"), n == 20))).await;
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.is_ok(), n != 20, "{n}: {answer:?}");
    }
    if store.access.dialect() == Dialect::Sqlite {
        assert_eq!(commits(folder.path()), 1);
    }
    for (tenant, there) in [("tenant-19", true), ("tenant-20", false), ("tenant-21", true)] {
        assert_eq!(
            store.keys(tenant.into()).await.unwrap().is_some(),
            there,
            "{tenant}: what a failing write did before it failed is undone"
        );
    }
}

#[tokio::test]
async fn a_batch_of_one_commits_each_write() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(file(folder.path()), 1).await;
    store.truncate_log().await.unwrap();
    join_all((0..5).map(|n| insert(&store, format!("tenant-{n}"), false))).await;
    assert_eq!(commits(folder.path()), 5);
}

#[tokio::test]
async fn more_than_the_queue_holds_is_told_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(new_place(folder.path()).await, 64).await;
    let answers = join_all((0..1500).map(|n| insert(&store, format!("tenant-{n}"), false))).await;
    let busy = answers.iter().filter(|answer| matches!(answer, Err(StoreError::Busy))).count();
    assert_eq!(busy, 1500 - 1024);
}

#[tokio::test]
async fn a_job_is_done_by_one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_place(folder.path()).await;
    let (one, other) = (opened(place.clone(), 64).await, opened(place, 64).await);
    assert!(one.claim_job("retention", [1; 16], 100, 200).await.unwrap());
    assert!(!other.claim_job("retention", [2; 16], 199, 300).await.unwrap());
    assert!(one.claim_job("retention", [1; 16], 199, 300).await.unwrap(), "its holder may prolong it");
    assert!(other.claim_job("retention", [2; 16], 300, 400).await.unwrap(), "it ends by itself when its holder dies");
}

#[tokio::test]
async fn a_full_disk_is_said_to_be_full_and_reading_goes_on_and_writing_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = opened(file(folder.path()), 64).await;
    insert(&store, "before".into(), false).await.unwrap();
    // SQLite refuses to grow beyond this with the very code of a full disk.
    let limit = |pages: u32| {
        store.writer.write(move |connection| {
            Box::pin(async move {
                sqlx::raw_sql(sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"))).execute(connection).await?;
                Ok(())
            })
        })
    };
    limit(1).await.unwrap();
    let big = store.publish_form(FormHash::of(b"x"), vec![1; 1 << 20], 0).await;
    assert!(matches!(big, Err(StoreError::Full)), "{big:?}");
    assert!(store.keys("before".into()).await.unwrap().is_some());
    limit(1_000_000).await.unwrap();
    assert!(store.publish_form(FormHash::of(b"x"), vec![1; 1 << 20], 0).await.unwrap());
}

/// Reads, then writes, with time in between for another process to do the same.
async fn count(store: &Store) -> Result<i64, StoreError> {
    store
        .writer
        .write(|connection| {
            Box::pin(async move {
                let (hits,): (i64,) = sqlx::query_as("SELECT COALESCE(MAX(hits), 0) FROM tallies").fetch_one(&mut *connection).await?;
                tokio::task::yield_now().await;
                sqlx::query(
                    "INSERT INTO tallies (tally, since, hits, blocked_until) VALUES ($1, 0, $2, 0) ON CONFLICT (tally) DO UPDATE SET hits = excluded.hits",
                )
                .bind([1].as_slice())
                .bind(hits + 1)
                .execute(&mut *connection)
                .await?;
                Ok(hits + 1)
            })
        })
        .await
}

#[tokio::test]
async fn what_two_processes_check_and_write_at_once_is_still_true_when_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_place(folder.path()).await;
    let (one, other) = (opened(place.clone(), 8).await, opened(place, 8).await);
    let answers = join_all((0..200).map(|n| count([&one, &other][n % 2]))).await;
    let mut counted: Vec<i64> = answers.into_iter().map(Result::unwrap).collect();
    counted.sort_unstable();
    assert_eq!(counted, (1..=200).collect::<Vec<_>>());
}

#[tokio::test]
async fn of_saves_of_one_revision_at_two_processes_one_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let place = new_place(folder.path()).await;
    let (one, other) = (opened(place.clone(), 8).await, opened(place, 8).await);
    let share = SealedShare { day: vordruck_envelope::at_rest::Day(1), bytes: vec![7; 60] };
    let lookups: Vec<Lookup> = (1..=8).map(|n| Lookup::from_bytes([n; 16])).collect();
    for lookup in &lookups {
        let draft = NewDraft {
            lookup: *lookup,
            verifier: vordruck_envelope::Verifier::from_bytes([0; 32]),
            tenant: "t".into(),
            service: "s".into(),
            form: FormHash::of(b"form"),
            share: share.clone(),
            session: [lookup.as_bytes()[0]; 32],
            keep_days: 30,
            now: 1,
            expires_at: 100,
        };
        assert_eq!(one.add_draft(draft).await.unwrap(), Added::Stored);
    }
    for rev in 0..20 {
        // The two ask in opposite orders.
        let save = |n: usize| {
            let (store, at) = if n.is_multiple_of(2) { (&one, n / 2) } else { (&other, 7 - n / 2) };
            let lookup = lookups[at];
            store.save(Save {
                lookup,
                expected_rev: rev,
                old_share: share.clone(),
                share: share.clone(),
                body: vec![u8::try_from(n).unwrap(); 100],
                dropped: Vec::new(),
                session: [lookup.as_bytes()[0]; 32],
                touch: true,
                now: 2 + i64::try_from(rev).unwrap(),
                expires_at: 100,
            })
        };
        let answers: Vec<Saved> = join_all((0..16).map(save)).await.into_iter().map(Result::unwrap).collect();
        let stored = answers.iter().filter(|answer| **answer == Saved::Stored).count();
        assert_eq!(stored, 8, "{answers:?}");
        assert!(answers.iter().all(|answer| matches!(answer, Saved::Stored | Saved::Conflict { .. })));
    }
}

#[tokio::test]
async fn a_file_is_found_whatever_its_name_is_made_of() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["Öffentliche Seite?#%20&.db", "a b/../c.db", "x:y@z.db"] {
        let place = DatabasePlace::File(folder.path().join("a b").join(name));
        std::fs::create_dir_all(folder.path().join("a b/a b")).unwrap();
        insert(&opened(place.clone(), 8).await, "there".into(), false).await.unwrap();
        let DatabasePlace::File(path) = &place else { panic!() };
        assert!(path.is_file(), "{}", path.display());
        assert!(opened(place, 8).await.keys("there".into()).await.unwrap().is_some());
    }
}

/// The statements of a migration, without comments, in one spelling.
fn statements(text: &str) -> Vec<String> {
    let code: Vec<&str> = text.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    code.join(" ")
        .split(';')
        .map(|statement| statement.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|statement| !statement.is_empty())
        .collect()
}

#[test]
fn both_databases_have_the_same_tables_columns_and_indices() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let names = |dialect: &str| {
        let mut names: Vec<_> = std::fs::read_dir(folder.join(dialect)).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names("sqlite"), names("postgres"));
    for name in names("sqlite") {
        let of = |dialect: &str| statements(&std::fs::read_to_string(folder.join(dialect).join(&name)).unwrap());
        // Types have other names, a number that is drawn another syntax, bytes another spelling; how a column is laid out SQLite doesn't ask.
        let postgres: Vec<String> = of("postgres")
            .into_iter()
            .filter(|statement| !statement.ends_with(" SET STORAGE EXTERNAL"))
            .map(|statement| {
                statement
                    .replace("BIGINT GENERATED BY DEFAULT AS IDENTITY", "INTEGER")
                    .replace("BIGINT", "INTEGER")
                    .replace("BYTEA", "BLOB")
                    .replace("TEXT COLLATE \"C\"", "TEXT")
                    .replace("'\\x", "x'")
            })
            .collect();
        assert_eq!(postgres, of("sqlite"), "{}", name.display());
    }
}
