//! The writer: what waits shares a commit, and one that fails harms nobody.

use futures_util::future::join_all;

use super::sqlite::Store;
use super::*;
use crate::config::DatabaseConfig;

async fn store(folder: &std::path::Path, batch: usize) -> Store {
    Store::open(&DatabaseConfig { path: folder.join("db/public.db"), readers: 2, batch }).await.unwrap()
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
                    sqlx::query("INSERT INTO services (tenant, service, form, card, published_at) VALUES ('t', 's', x'00', '', 0)")
                        .execute(connection)
                        .await?;
                }
                Ok(())
            })
        })
        .await
}

/// Commits in SQLite's log: frames whose second word, the size of the database after the commit, isn't zero (https://www.sqlite.org/fileformat2.html#walformat).
fn commits(folder: &std::path::Path) -> usize {
    let log = std::fs::read(folder.join("db/public.db-wal")).unwrap();
    log[32..].chunks_exact(24 + 4096).filter(|frame| frame[4..8] != [0; 4]).count()
}

#[tokio::test]
async fn writes_that_wait_together_share_one_commit_and_a_failing_one_takes_nobody_along() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), 64).await;
    store.truncate_log().await.unwrap();
    let answers = join_all((0..50).map(|n| insert(&store, format!("tenant-{n}"), n == 20))).await;
    for (n, answer) in answers.iter().enumerate() {
        assert_eq!(answer.is_ok(), n != 20, "{n}: {answer:?}");
    }
    assert_eq!(commits(folder.path()), 1);
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
    let store = store(folder.path(), 1).await;
    store.truncate_log().await.unwrap();
    join_all((0..5).map(|n| insert(&store, format!("tenant-{n}"), false))).await;
    assert_eq!(commits(folder.path()), 5);
}

#[tokio::test]
async fn more_than_the_queue_holds_is_told_to_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), 64).await;
    let answers = join_all((0..1500).map(|n| insert(&store, format!("tenant-{n}"), false))).await;
    let busy = answers.iter().filter(|answer| matches!(answer, Err(StoreError::Busy))).count();
    assert_eq!(busy, 1500 - 1024);
}

#[tokio::test]
async fn a_job_is_done_by_one_process_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let (one, other) = (store(folder.path(), 64).await, store(folder.path(), 64).await);
    assert!(one.claim_job("retention", [1; 16], 100, 200).await.unwrap());
    assert!(!other.claim_job("retention", [2; 16], 199, 300).await.unwrap());
    assert!(one.claim_job("retention", [1; 16], 199, 300).await.unwrap(), "its holder may prolong it");
    assert!(other.claim_job("retention", [2; 16], 300, 400).await.unwrap(), "it ends by itself when its holder dies");
}

#[tokio::test]
async fn a_full_disk_is_said_to_be_full_and_reading_goes_on_and_writing_when_there_is_room_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), 64).await;
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
