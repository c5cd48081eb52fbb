//! What seals the store: one key for staff and sessions, a key a day for items. In: plain bytes and the place they are stored at. Out: sealed bytes, and
//! back; bytes moved to another table, row or column don't open. Day keys are files outside of the database, sealed under the first key;
//! destroying one makes every copy of that day's items unreadable, in backups too.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use vordruck_envelope::at_rest::{Day, DayKey, Ring, Slot};
use zeroize::Zeroizing;

use super::StoreError;
use crate::clock::Rng;
use crate::keys::create_private;

/// Seals and opens what is stored.
pub(crate) struct Vault {
    key: DayKey,
    folder: PathBuf,
    days: Mutex<HashMap<Day, Arc<DayKey>>>,
    rng: Rng,
}

/// What words are hashed with.
pub(super) struct IndexKey(Zeroizing<[u8; 32]>);

impl Vault {
    /// With the opened at-rest key and the folder of the day keys.
    pub(crate) fn new(key: DayKey, folder: PathBuf, rng: Rng) -> Self {
        Self { key, folder, days: Mutex::new(HashMap::new()), rng }
    }

    /// Where the day keys are, beside the database and never in its backups.
    pub(super) fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// What tells the folder from others: drawn when it is used first, and kept in it.
    pub(super) fn folder_name(&self) -> Result<String, StoreError> {
        let path = self.folder.join("name");
        let name = match std::fs::read_to_string(&path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => match create_private(&path, self.rng.uuid()?.as_bytes()) {
                // Another process was faster; its name counts.
                Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => return Err(error.into()),
                _ => std::fs::read_to_string(&path)?,
            },
            name => name?,
        };
        // One that is just being written is none yet.
        if name.len() == 36 { Ok(name) } else { Err(StoreError::Malformed("name of the folder of day keys")) }
    }

    /// Seals a small record.
    pub(super) fn seal(&self, table: &str, row: &str, column: &str, record: &[u8]) -> Result<Vec<u8>, StoreError> {
        let id = place(table, row, column);
        Ok(self.key.seal_record(&slot(Day(0), &id), record, &mut self.rng.clone())?)
    }

    /// Opens a small record.
    pub(super) fn open(&self, table: &str, row: &str, column: &str, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let id = place(table, row, column);
        Ok(self.key.open_record(&slot(Day(0), &id), sealed)?)
    }

    /// A keyed hash to look something up by without storing it: nobody without the key can try names.
    pub(super) fn index(&self, table: &str, text: &str) -> Vec<u8> {
        // Keyed with the hash of the key instead of the key: the same bytes never serve two algorithms.
        let derived =
            Zeroizing::new(<[u8; 32]>::from(<Sha256 as sha2::Digest>::digest([b"vordruck-index".as_slice(), self.key.expose()].concat())));
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(derived.as_slice()) else { return Vec::new() };
        mac.update(&place(table, text, "index"));
        mac.finalize().into_bytes().to_vec()
    }

    /// A keyed hash that tells keys apart.
    pub(super) fn name(&self) -> String {
        self.index("pins", "at-rest-key").iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
    }

    /// The key of a day, made if it isn't there.
    pub(super) fn day_key_for_sealing(&self, day: Day) -> Result<Arc<DayKey>, StoreError> {
        match self.day_key(day) {
            Err(StoreError::KeyDestroyed(_)) => {}
            found => return found,
        }
        let key = DayKey::generate(&mut self.rng.clone())?;
        let sealed = self.key.seal_record(&slot(day, b"day-key"), key.expose(), &mut self.rng.clone())?;
        match create_private(&self.path(day), &sealed) {
            // Another process was faster; its key counts.
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => self.day_key(day),
            Err(error) => Err(error.into()),
            Ok(()) => self.day_key(day),
        }
    }

    /// The key of a day.
    pub(super) fn day_key(&self, day: Day) -> Result<Arc<DayKey>, StoreError> {
        if let Some(key) = self.days.lock().unwrap_or_else(PoisonError::into_inner).get(&day) {
            return Ok(Arc::clone(key));
        }
        let sealed = match std::fs::read(self.path(day)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(StoreError::KeyDestroyed(day.0)),
            read => read?,
        };
        let opened = self.key.open_record(&slot(day, b"day-key"), &sealed)?;
        let bytes: [u8; 32] = opened.as_slice().try_into().map_err(|_| StoreError::Malformed("day key"))?;
        let key = Arc::new(DayKey::from_bytes(bytes));
        self.days.lock().unwrap_or_else(PoisonError::into_inner).insert(day, Arc::clone(&key));
        Ok(key)
    }

    /// A keyed hash of a word for the index of a day's items of a tenant: 64 bits, which is few enough to keep small and enough to meet by chance
    /// once in ten thousand years. Under the key of the day: when that is destroyed, nobody can look anything up in an old copy.
    pub(super) fn word(key: &IndexKey, word: &str) -> Vec<u8> {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.0.as_slice()) else { return Vec::new() };
        mac.update(word.as_bytes());
        mac.finalize().into_bytes().iter().take(8).copied().collect()
    }

    /// What words of a day's items of a tenant are hashed with.
    pub(super) fn index_key(day: &DayKey, tenant: &str) -> Result<IndexKey, StoreError> {
        // Keyed with a hash of the key, as `index` is.
        let derived =
            Zeroizing::new(<[u8; 32]>::from(<Sha256 as sha2::Digest>::digest([b"vordruck-words".as_slice(), day.expose()].concat())));
        let mut mac = Hmac::<Sha256>::new_from_slice(derived.as_slice()).map_err(|_| StoreError::Malformed("day key"))?;
        mac.update(tenant.as_bytes());
        Ok(IndexKey(Zeroizing::new(mac.finalize().into_bytes().into())))
    }

    /// The days of which there are keys.
    pub(super) fn days(&self) -> Result<Vec<Day>, StoreError> {
        let entries = match std::fs::read_dir(&self.folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut days = Vec::new();
        for entry in entries {
            let name = entry?.file_name();
            let number = name.to_str().and_then(|name| name.strip_prefix("deliveries-")?.strip_suffix(".key")?.parse().ok());
            days.extend(number.map(Day));
        }
        Ok(days)
    }

    /// Destroys the key of a day: overwritten, removed, and the folder synchronised.
    pub(super) fn destroy(&self, day: Day) -> Result<(), StoreError> {
        self.days.lock().unwrap_or_else(PoisonError::into_inner).remove(&day);
        let path = self.path(day);
        let file = std::fs::OpenOptions::new().write(true).open(&path)?;
        let length = usize::try_from(file.metadata()?.len()).unwrap_or(0);
        std::io::Write::write_all(&mut &file, &vec![0; length])?;
        file.sync_all()?;
        std::fs::remove_file(&path)?;
        std::fs::File::open(&self.folder)?.sync_all()?;
        Ok(())
    }

    fn path(&self, day: Day) -> PathBuf {
        self.folder.join(format!("deliveries-{}.key", day.0))
    }
}

/// The slot of something in the ring of deliveries.
pub(super) fn slot(day: Day, id: &[u8]) -> Slot<'_> {
    Slot { ring: Ring::Deliveries, day, id }
}

/// Table, row and column in one id; none of them may hold the separator, because rows are ids and hashes of ours.
pub(super) fn place(table: &str, row: &str, column: &str) -> Vec<u8> {
    format!("{table}\u{1f}{row}\u{1f}{column}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::SystemRandomness;

    fn vault(folder: &std::path::Path) -> Vault {
        Vault::new(DayKey::from_bytes([7; 32]), folder.join("days"), Rng(Arc::new(SystemRandomness)))
    }

    #[test]
    fn what_is_moved_to_another_row_does_not_open() {
        let folder = tempfile::tempdir().unwrap();
        let vault = vault(folder.path());
        let sealed = vault.seal("staff", "1", "record", b"geheim").unwrap();
        assert_eq!(vault.open("staff", "1", "record", &sealed).unwrap().as_slice(), b"geheim");
        for (table, row, column) in [("staff", "2", "record"), ("sessions", "1", "record"), ("staff", "1", "other")] {
            assert!(vault.open(table, row, column, &sealed).is_err());
        }
    }

    #[test]
    fn a_destroyed_day_stays_destroyed() {
        let folder = tempfile::tempdir().unwrap();
        let first = vault(folder.path());
        let key = first.day_key_for_sealing(Day(20_000)).unwrap();
        let second = vault(folder.path());
        assert_eq!(second.day_key(Day(20_000)).unwrap().expose(), key.expose());
        first.destroy(Day(20_000)).unwrap();
        assert!(matches!(first.day_key(Day(20_000)), Err(StoreError::KeyDestroyed(20_000))));
        assert!(vault(folder.path()).days().unwrap().is_empty());
    }
}
