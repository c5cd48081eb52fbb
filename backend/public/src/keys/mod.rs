//! Day keys and what is sealed under them. In: rings, days, shares. Out: sealed shares, and keys destroyed on their day. Knows no database: that the keys
//! are not in it is what makes deleting possible.

mod files;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use vordruck_envelope::at_rest::{Day, DayKey, Ring, Slot};
use vordruck_envelope::{EntropyError, OpenError, SealError, Share};

use crate::clock::Rng;
use crate::store::SealedShare;

pub(crate) use files::read_or_create_seed;

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// A folder or file can't be read or written.
    #[error("the key file {path} cannot be used: {source}")]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key file is not 32 bytes long.
    #[error("the key file {path} is damaged")]
    Damaged {
        /// Which.
        path: PathBuf,
    },
    /// The replicas hold different keys for one day.
    #[error("the replicas of the key {path} differ")]
    ReplicasDiffer {
        /// Which, in the first replica.
        path: PathBuf,
    },
    /// No replica is configured.
    #[error("no folder for keys is configured")]
    NoReplica,
    /// No random bytes.
    #[error(transparent)]
    Entropy(#[from] EntropyError),
    /// Sealing failed.
    #[error("a share could not be sealed: {0}")]
    Seal(#[from] SealError),
}

/// Days after which the keys of a ring are destroyed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Lifetimes {
    pub(crate) drafts: u32,
    pub(crate) postbox: u32,
    pub(crate) outbox: u32,
}

/// The rings of the public side.
const RINGS: [Ring; 3] = [Ring::Drafts, Ring::Postbox, Ring::Outbox];

/// All day keys this process has read, and where the others are.
pub(crate) struct KeyRings {
    replicas: Vec<PathBuf>,
    lifetimes: Lifetimes,
    rng: Rng,
    known: Mutex<HashMap<(Ring, Day), Arc<DayKey>>>,
}

impl KeyRings {
    pub(crate) fn open(replicas: &[PathBuf], lifetimes: Lifetimes, rng: Rng) -> Result<Self, KeyError> {
        if replicas.is_empty() {
            return Err(KeyError::NoReplica);
        }
        for replica in replicas {
            for ring in RINGS {
                files::make_folder(&replica.join(ring.name()))?;
            }
        }
        Ok(Self { replicas: replicas.to_vec(), lifetimes, rng, known: Mutex::default() })
    }

    /// Seals a share under the key of `today`, which is made at the first need.
    pub(crate) fn seal_share(&self, ring: Ring, today: Day, id: &[u8], share: &Share) -> Result<SealedShare, KeyError> {
        let key = self.of_today(ring, today)?;
        let bytes = key.seal_share(&Slot { ring, day: today, id }, share, &mut self.rng.clone())?;
        Ok(SealedShare { day: today, bytes })
    }

    /// Opens a share; `None` if its day key is destroyed.
    pub(crate) fn open_share(
        &self,
        ring: Ring,
        today: Day,
        id: &[u8],
        sealed: &SealedShare,
    ) -> Result<Option<Share>, crate::problem::Fault> {
        let Some(key) = self.find(ring, sealed.day, today)? else { return Ok(None) };
        Ok(Some(key.open_share(&Slot { ring, day: sealed.day, id }, &sealed.bytes)?))
    }

    /// Seals a record, such as a mail.
    pub(crate) fn seal_record(&self, ring: Ring, today: Day, id: &[u8], record: &[u8]) -> Result<Vec<u8>, KeyError> {
        Ok(self.of_today(ring, today)?.seal_record(&Slot { ring, day: today, id }, record, &mut self.rng.clone())?)
    }

    /// Opens a record; `None` if its day key is destroyed or it doesn't open.
    pub(crate) fn open_record(
        &self,
        ring: Ring,
        day: Day,
        today: Day,
        id: &[u8],
        sealed: &[u8],
    ) -> Result<Option<zeroize::Zeroizing<Vec<u8>>>, KeyError> {
        let Some(key) = self.find(ring, day, today)? else { return Ok(None) };
        Ok(key.open_record(&Slot { ring, day, id }, sealed).map_err(|_: OpenError| ()).ok())
    }

    /// The day's key itself, to derive others from.
    pub(crate) fn of_today(&self, ring: Ring, today: Day) -> Result<Arc<DayKey>, KeyError> {
        if let Some(key) = self.find(ring, today, today)? {
            return Ok(key);
        }
        let key = Arc::new(files::create(&self.paths(ring, today), &self.rng)?);
        self.remember(ring, today, &key);
        Ok(key)
    }

    /// Destroys all keys whose day has come, in this process's memory and in every replica. Says how many.
    pub(crate) fn destroy_due(&self, today: Day) -> Result<u32, KeyError> {
        self.lock().retain(|(ring, day), _| !self.due(*ring, *day, today));
        let mut destroyed = 0;
        for replica in &self.replicas {
            for ring in RINGS {
                let folder = replica.join(ring.name());
                for (day, path) in files::by_day(&folder)? {
                    if self.due(ring, day, today) {
                        files::destroy(&path)?;
                        destroyed += 1;
                    }
                }
            }
        }
        Ok(destroyed)
    }

    /// What tells these folders from all others, as long as they exist. Says nothing about any day key.
    pub(crate) fn name_of_folders(&self) -> Result<[u8; 32], KeyError> {
        let paths: Vec<PathBuf> = self.replicas.iter().map(|replica| replica.join("folder.id")).collect();
        let id = match files::read(&paths, &self.rng)? {
            Some(id) => id,
            None => files::create(&paths, &self.rng)?,
        };
        Ok(Sha256::digest(id.expose()).into())
    }

    fn find(&self, ring: Ring, day: Day, today: Day) -> Result<Option<Arc<DayKey>>, KeyError> {
        if self.due(ring, day, today) {
            return Ok(None);
        }
        if let Some(key) = self.lock().get(&(ring, day)) {
            return Ok(Some(Arc::clone(key)));
        }
        let Some(key) = files::read(&self.paths(ring, day), &self.rng)? else { return Ok(None) };
        let key = Arc::new(key);
        self.remember(ring, day, &key);
        Ok(Some(key))
    }

    /// The day on which the key of `day` is destroyed.
    pub(crate) fn ends(&self, ring: Ring, day: Day) -> Day {
        day.plus(match ring {
            Ring::Drafts => self.lifetimes.drafts,
            Ring::Outbox => self.lifetimes.outbox,
            Ring::Postbox | Ring::Deliveries => self.lifetimes.postbox,
        })
    }

    fn due(&self, ring: Ring, day: Day, today: Day) -> bool {
        today >= self.ends(ring, day)
    }

    fn paths(&self, ring: Ring, day: Day) -> Vec<PathBuf> {
        self.replicas.iter().map(|replica| files::path(&replica.join(ring.name()), day)).collect()
    }

    fn remember(&self, ring: Ring, day: Day, key: &Arc<DayKey>) {
        self.lock().insert((ring, day), Arc::clone(key));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(Ring, Day), Arc<DayKey>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
