//! Databases that come back from a backup: what they hold again is neither delivered nor handed over a second time, and what lost its key opens for nobody.

use std::path::Path;

use reqwest::Method;
use serde_json::json;
use vordruck_contract::paths;
use vordruck_contract::postbox::{FaultKind, Retried, TransferState, Transport};
use vordruck_private::config::DatabasePlace;
use vordruck_private::reading::ExportFormat;

use crate::applicant::Application;
use crate::clerk::Clerk;
use crate::database::{self, Copy};
use crate::town::{PASSWORD, Town, start_public};
use crate::transfers::{content, folder, names, plan};

const DAY: i64 = 86_400;

impl Town {
    /// Both sides stop, some of their databases are replaced, and both start.
    async fn put_back(&mut self, backups: &[(DatabasePlace, &Copy)]) {
        self.stop_private().await;
        self.public.take().unwrap().shutdown().await;
        for (database, backup) in backups {
            database::put_back(database, backup).await;
        }
        self.public = Some(start_public(self.folder.path(), &self.keys, &self.clock).await);
        self.start_private().await;
    }

    fn public_database(&self) -> DatabasePlace {
        DatabasePlace::File(self.folder.path().join("public/db.sqlite"))
    }

    fn private_database(&self) -> DatabasePlace {
        self.database.clone()
    }
}

/// As the handbook says: while it is in use, with SQLite's own means; PostgreSQL's row by row.
async fn back_up(place: &DatabasePlace, name: &Path) -> Copy {
    let DatabasePlace::File(database) = place else { return database::copy(place).await };
    let pool = sqlx::SqlitePool::connect_with(sqlx::sqlite::SqliteConnectOptions::new().filename(database)).await.unwrap();
    sqlx::query("VACUUM INTO $1").bind(name.display().to_string()).execute(&pool).await.unwrap();
    pool.close().await;
    Copy::File(std::fs::read(name).unwrap())
}

async fn clerk(town: &Town) -> Clerk<'_> {
    let mut clerk = Clerk::anonymous(town);
    clerk.sign_in("a.muster", PASSWORD).await;
    clerk
}

async fn items(town: &Town) -> u64 {
    clerk(town).await.list().await.total
}

/// Applications that wait for an interface: how far they are, what is said of them.
async fn waiting(town: &Town) -> Vec<(TransferState, Option<FaultKind>)> {
    let seen: Transport = clerk(town).await.get(&paths::postbox_transport("musterstadt")).await;
    seen.transfers.into_iter().map(|line| (line.state, line.fault_kind)).collect()
}

async fn ask_for_it(town: &Town) -> u64 {
    let clerk = clerk(town).await;
    let answer = clerk.send(Method::POST, &paths::postbox_retries("musterstadt"), Some(json!({ "channel": "fachverfahren" }))).await;
    answer.json::<Retried>().await.unwrap().count
}

#[tokio::test]
async fn a_public_side_from_a_backup_lends_again_what_it_had_and_nothing_is_delivered_twice() {
    let copies = tempfile::tempdir().unwrap();
    let mut town = Town::new().await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    let backup = back_up(&town.public_database(), &copies.path().join("public")).await;
    assert_eq!(town.collect().await, 1);
    for (days, lent) in [(0, 1), (89, 1), (2, 0)] {
        town.clock.advance(days * DAY);
        town.put_back(&[(town.public_database(), &backup)]).await;
        assert_eq!(town.collect().await, lent, "after {days} days more");
        assert!(!town.public_side_has_something().await, "acknowledged again, deleted again");
        assert_eq!(items(&town).await, lent as u64, "once, as long as it is kept");
    }
}

#[tokio::test]
async fn what_was_handed_over_since_the_backup_is_held_until_somebody_asks_for_it() {
    let (copies, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut town = Town::with(plan(vec![("fachverfahren", folder(out.path(), content(ExportFormat::Json)))])).await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    let public = back_up(&town.public_database(), &copies.path().join("public")).await;
    let before = back_up(&town.private_database(), &copies.path().join("before")).await;
    town.collect().await;
    let queued = back_up(&town.private_database(), &copies.path().join("queued")).await;
    town.put_back(&[(town.private_database(), &queued)]).await;
    assert_eq!(waiting(&town).await, [(TransferState::Waiting, None)], "nothing had been taken up since: it is no danger");
    town.clock.advance(1);
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);
    // Taken, as the page for operators says.
    std::fs::remove_dir_all(out.path()).unwrap();
    std::fs::create_dir(out.path()).unwrap();

    for private in [&queued, &before] {
        town.put_back(&[(town.public_database(), &public), (town.private_database(), private)]).await;
        town.clock.advance(601);
        assert_eq!(town.collect().await, 1, "the public side has it again");
        assert_eq!(town.private().transfer_once().await.unwrap(), 0);
        assert_eq!(waiting(&town).await, [(TransferState::Waiting, Some(FaultKind::Restored))]);
        assert_eq!(names(out.path()), Vec::<String>::new(), "not handed over a second time");
    }
    // What comes after that is no matter of the backup.
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);
    assert_eq!(names(out.path()).len(), 2);
    assert_eq!(ask_for_it(&town).await, 1);
    assert_eq!(town.private().transfer_once().await.unwrap(), 1);
    assert_eq!((names(out.path()).len(), waiting(&town).await), (4, vec![]));
}

#[tokio::test]
async fn a_transfer_whose_key_is_destroyed_opens_for_nobody_and_stops_no_other() {
    let (copies, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut town = Town::with(plan(vec![("fachverfahren", folder(out.path(), content(ExportFormat::Json)))])).await;
    town.add_clerk("a.muster", &["musterstadt/hund"]).await;
    town.submit(Application::of("Bello")).await;
    town.collect().await;
    let backup = back_up(&town.private_database(), &copies.path().join("private")).await;
    town.private().transfer_once().await.unwrap();
    town.clock.advance(2 * DAY);
    assert_eq!(town.private().side().expire().await.unwrap().day_keys, 1, "nothing of that day is here any more");
    std::fs::remove_dir_all(out.path()).unwrap();
    std::fs::create_dir(out.path()).unwrap();

    town.put_back(&[(town.private_database(), &backup)]).await;
    assert_eq!(ask_for_it(&town).await, 1, "somebody wants it sent");
    town.submit(Application::of("Waldi")).await;
    town.collect().await;
    assert_eq!(town.private().transfer_once().await.unwrap(), 2);
    assert_eq!(names(out.path()).len(), 2, "the other one goes its way");
    assert_eq!(waiting(&town).await, [(TransferState::Waiting, Some(FaultKind::Restored))]);
    assert_eq!(town.private().transfer_once().await.unwrap(), 0);
}
