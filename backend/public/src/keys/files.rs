//! Key files: 32 raw bytes, readable by the owner only. In: paths in all replicas. Out: keys. A key is on every disk before it seals anything, and when
//! it is destroyed its bytes are overwritten before its name goes.
//!
//! The folders may lie on a file system that several machines mount: what two of them do at once ends with one key in all replicas. It must know hard links.
//!
//! Blocking on purpose: a key is made once a day and read once by each process.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use vordruck_envelope::at_rest::{Day, DayKey};
use zeroize::Zeroizing;

use super::KeyError;
use crate::clock::Rng;

pub(super) fn path(folder: &Path, day: Day) -> PathBuf {
    folder.join(format!("{}.key", day.0))
}

pub(super) fn make_folder(folder: &Path) -> Result<(), KeyError> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|source| failed(folder, source))
}

/// What is in a folder of keys, by day: the keys, and what a process left aside that died while it wrote one.
pub(super) fn by_day(folder: &Path) -> Result<Vec<(Day, PathBuf)>, KeyError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|source| failed(folder, source))? {
        let name = entry.map_err(|source| failed(folder, source))?.file_name();
        let day = name.to_str().and_then(|name| name.split('.').next()).and_then(|day| day.parse().ok()).map(Day);
        found.extend(day.map(|day| (day, folder.join(name))));
    }
    Ok(found)
}

/// The key from the first replica that has it; a replica that lost it gets it again.
pub(super) fn read(replicas: &[PathBuf], rng: &Rng) -> Result<Option<DayKey>, KeyError> {
    let Some(bytes) = replicas.iter().find_map(|path| read_one(path).transpose()).transpose()? else { return Ok(None) };
    for path in replicas {
        match read_one(path)? {
            Some(other) if other != bytes => return Err(KeyError::ReplicasDiffer { path: path.clone() }),
            Some(_) => {}
            None => write_new(path, &bytes, rng)?,
        }
    }
    Ok(Some(DayKey::from_bytes(*bytes)))
}

/// Draws a key and writes it to all replicas. If another process was faster, its key is taken.
pub(super) fn create(replicas: &[PathBuf], rng: &Rng) -> Result<DayKey, KeyError> {
    let bytes = Zeroizing::new(rng.bytes()?);
    let first = replicas.first().ok_or(KeyError::NoReplica)?;
    write_new(first, &bytes, rng)?;
    read(replicas, rng)?.ok_or_else(|| KeyError::Damaged { path: first.clone() })
}

/// Overwrites, unlinks, flushes the folder. On media that write elsewhere (flash, copy-on-write) the overwriting is an attempt only; hence the folder
/// belongs on an encrypted volume.
pub(super) fn destroy(path: &Path) -> Result<(), KeyError> {
    let fail = |source| failed(path, source);
    match OpenOptions::new().write(true).open(path) {
        Ok(mut file) => {
            file.write_all(&[0; 32]).and_then(|()| file.sync_all()).map_err(fail)?;
            match fs::remove_file(path) {
                Ok(()) => sync_folder(path),
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                Err(error) => Err(fail(error)),
            }
        }
        // Another process was faster.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(fail(error)),
    }
}

/// A seed that lives as long as the installation, such as the receipt key's.
pub(crate) fn read_or_create_seed(path: &Path, rng: &Rng) -> Result<Zeroizing<[u8; 32]>, KeyError> {
    if let Some(seed) = read_one(path)? {
        return Ok(seed);
    }
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    write_new(path, &Zeroizing::new(rng.bytes()?), rng)?;
    read_one(path)?.ok_or_else(|| KeyError::Damaged { path: path.to_path_buf() })
}

fn read_one(path: &Path) -> Result<Option<Zeroizing<[u8; 32]>>, KeyError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path, error)),
    };
    let mut bytes = Zeroizing::new([0; 32]);
    let damaged = || KeyError::Damaged { path: path.to_path_buf() };
    file.read_exact(bytes.as_mut_slice()).map_err(|_| damaged())?;
    if file.read(&mut [0]).map_err(|source| failed(path, source))? > 0 || *bytes == [0; 32] {
        return Err(damaged());
    }
    Ok(Some(bytes))
}

/// Written aside and linked into place, so that nobody ever reads half a key and nobody overwrites another's.
fn write_new(path: &Path, bytes: &[u8; 32], rng: &Rng) -> Result<(), KeyError> {
    let fail = |source| failed(path, source);
    // No two machines' processes may choose the same name; in containers all of them have the same number.
    let aside = path.with_extension(format!("new-{:016x}", u64::from_ne_bytes(rng.bytes()?)));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside).map_err(fail)?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(fail)?;
    let linked = fs::hard_link(&aside, path);
    // The name aside is another name of the key's own bytes: it is removed, not overwritten.
    if linked.is_ok() {
        fs::remove_file(&aside).map_err(fail)?
    } else {
        destroy(&aside)?
    }
    match linked {
        Ok(()) => sync_folder(path),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(fail(error)),
    }
}

fn sync_folder(path: &Path) -> Result<(), KeyError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|source| failed(folder, source))
}

fn failed(path: &Path, source: std::io::Error) -> KeyError {
    KeyError::File { path: path.to_path_buf(), source }
}
