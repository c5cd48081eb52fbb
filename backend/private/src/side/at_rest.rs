//! The store and the key that everything in it hangs on. In: the configuration, what opens key files. Out: an opened store, never one that is sealed under
//! another key, and never beside a process with other day keys: each would take what the other has stored for damaged, or deleted.

use vordruck_database::DatabasePlace;
use vordruck_envelope::at_rest::DayKey;

use super::StartError;
use crate::clock::{Clock, Rng};
use crate::config::Config;
use crate::keys::{KeyFileError, Purpose, Unlock, read_key, write_key};
use crate::store::{Store, Vault};

const KEY_MISSING: &str = "storage.key_file is missing, but there is a database sealed under it";
const OTHER_KEY: &str = "the database is sealed under another storage.key_file. All processes on one database have the same one";
const OTHER_DAY_KEYS: &str = "another process on this database has other day keys. All have the same storage.day_keys: on several machines a file system that \
                              all of them mount. Are those keys lost, then stop all processes and wait three minutes";

/// Opens the store; makes the key if neither it nor anything sealed under it is there.
pub(super) async fn open_store(config: &Config, unlock: &Unlock, clock: &dyn Clock, rng: Rng) -> Result<Store, StartError> {
    let (path, place) = (&config.storage.key_file, config.database_place());
    let is_new = !path.exists();
    if is_new {
        if matches!(&place, DatabasePlace::File(file) if file.exists()) {
            return Err(StartError::Configuration(KEY_MISSING));
        }
        write_key(path, Purpose::AtRest, &DayKey::generate(&mut rng.clone()).map_err(KeyFileError::from)?, unlock)?;
    }
    let vault = Vault::new(read_key(path, Purpose::AtRest, unlock)?, config.storage.day_keys.clone(), rng.clone());
    let store = Store::open(&place, config.database.connections, vault, rng).await;
    let store = store.map_err(|error| StartError::Database { place: place.to_string(), error })?;
    if store.is_sealed_under_this_key().await? {
        let claimed = store.claim_day_keys(clock.now()).await;
        let of_keys = |error| StartError::Database { place: config.storage.day_keys.display().to_string(), error };
        return if claimed.map_err(of_keys)? { Ok(store) } else { Err(StartError::Configuration(OTHER_DAY_KEYS)) };
    }
    store.close().await;
    if is_new {
        // It has sealed nothing, and must not be taken for the one that is missing.
        std::fs::remove_file(path).map_err(|error| KeyFileError::File { path: path.clone(), error })?;
        return Err(StartError::Configuration(KEY_MISSING));
    }
    Err(StartError::Configuration(OTHER_KEY))
}
