//! Several processes on one database, and databases that can't be used: said so that an operator knows what to do.

use vordruck_public::clock::SystemRandomness;
use vordruck_public::config::DatabasePlace;
use vordruck_public::{PublicSide, StartError};

use crate::harness::{Harness, TestAssets};
use crate::{database, postgres};

/// What a start with this harness' configuration is refused with.
async fn refused(harness: &Harness) -> StartError {
    let Err(error) = PublicSide::start(harness.config.clone(), TestAssets, harness.clock.clone(), SystemRandomness).await else {
        panic!("it started")
    };
    error
}

#[tokio::test]
async fn a_process_with_other_keys_is_refused_as_long_as_one_with_these_is_alive() {
    for other_receipt_key in [true, false] {
        let mut harness = Harness::new().await;
        let first = harness.config.clone();
        if other_receipt_key {
            harness.config.keys.receipt_key = harness.folder.path().join("other/receipt.key");
        } else {
            harness.config.keys.replicas = vec![harness.folder.path().join("not-mounted")];
        }
        let error = refused(&harness).await;
        assert!(matches!(error, StartError::OtherKeys) && error.to_string().contains("must be the same folders"), "{error}");
        // Whoever lost the keys can go on with new ones, when no process has the old ones any more.
        harness.stop().await;
        harness.clock.pass(179);
        assert!(matches!(refused(&harness).await, StartError::OtherKeys));
        harness.clock.pass(1);
        harness.start().await;
        harness.stop().await;
        harness.config = first;
        assert!(matches!(refused(&harness).await, StartError::OtherKeys));
    }
}

#[tokio::test]
async fn a_database_of_a_newer_version_is_left_alone() {
    let mut harness = Harness::new().await;
    harness.stop().await;
    let newer =
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) SELECT 9999, 'newer', success, checksum, 0
                 FROM _sqlx_migrations WHERE version = 1";
    database::run(harness.database(), newer).await;
    let sentence = refused(&harness).await.to_string();
    assert!(sentence.contains("a newer version of Vordruck has used this database (migration 9999)"), "{sentence}");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: .ci/run test-postgres"]
async fn a_server_that_cannot_be_used_is_told_from_one_that_lets_nobody_in_and_one_without_the_database() {
    let server = postgres::server().expect("VORDRUCK_TEST_POSTGRES names one");
    let mut harness = Harness::new().await;
    harness.stop().await;
    let (before, socket) = server.split_once('?').unwrap();
    let (login, _) = before.rsplit_once('/').unwrap();
    for (url, part) in [
        (server.replacen("geheim", "falsch", 1), "lets nobody in with this user and password"),
        (format!("{login}/nothing?{socket}"), "no such database: create it (createdb"),
        ("postgres://vordruck@127.0.0.1:1/vordruck".to_owned(), "cannot be reached"),
        (format!("{before}?host=/nowhere"), "cannot be reached"),
        ("postgres:///vordruck".to_owned(), "names no host"),
        (format!("{server}&sslmode=verify-full"), "cannot be reached"),
    ] {
        let DatabasePlace::Server(place) = &mut harness.config.database.place else { panic!("not on PostgreSQL") };
        place.url = url;
        let sentence = refused(&harness).await.to_string();
        assert!(sentence.contains(part) && !sentence.contains("falsch"), "{sentence}");
    }
}
