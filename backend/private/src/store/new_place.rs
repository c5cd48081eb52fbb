//! A new database for a test: on the server that `VORDRUCK_TEST_POSTGRES` names, if tests are to run there, else a file.

use std::path::Path;

use vordruck_database::{DatabasePlace, DatabaseServer};
use vordruck_envelope::at_rest::DayKey;

use super::{Store, Vault};
use crate::clock::{Rng, SystemRandomness};

#[path = "../../../public/tests/public/postgres.rs"]
#[allow(unreachable_pub, dead_code, reason = "shared with the tests from outside")]
pub(super) mod server;

pub(super) fn file(folder: &Path) -> DatabasePlace {
    DatabasePlace::File(folder.join("db/postbox.sqlite"))
}

/// A store at a place, with its day keys in a folder.
pub(super) async fn opened(place: &DatabasePlace, folder: &Path) -> Store {
    let rng = Rng(std::sync::Arc::new(SystemRandomness));
    let vault = Vault::new(DayKey::from_bytes([7; 32]), folder.join("days"), rng.clone());
    Store::open(place, 6, vault, rng).await.unwrap()
}

pub(super) async fn new_store(folder: &Path) -> Store {
    let place = match server::new_schema().await {
        Some(url) => DatabasePlace::Server(DatabaseServer { url, password_file: None }),
        None => file(folder),
    };
    opened(&place, folder).await
}
