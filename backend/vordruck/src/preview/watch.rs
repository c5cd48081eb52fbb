//! Whether files of a process have changed. In: a folder. Out: the moment they have. Looks at names, lengths and times of change; polling
//! works on every file system an author may have, network drives included.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How often it looks: a folder of a process has a dozen files.
const EVERY: Duration = Duration::from_millis(100);
/// Folders within folders that are looked into.
const DEEPEST: usize = 4;

/// What the files of a process look like from outside.
pub(super) type Fingerprint = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Returns when the files no longer look like this.
pub(super) async fn changed(process: &Path, seen: Fingerprint) -> Fingerprint {
    loop {
        tokio::time::sleep(EVERY).await;
        let now = fingerprint(process);
        if now != seen {
            return now;
        }
    }
}

/// The files beside and below a process.xml, and the blocks it may include. Files that are just being written may be missing; the next
/// look sees them.
pub(super) fn fingerprint(process: &Path) -> Fingerprint {
    let file = if process.is_dir() { process.join("process.xml") } else { process.to_owned() };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut found = Fingerprint::new();
    collect(folder, DEEPEST, &mut found);
    for blocks in crate::processes::block_folders(&file) {
        collect(&blocks, DEEPEST, &mut found);
    }
    found
}

fn collect(folder: &Path, depth: usize, found: &mut Fingerprint) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, Ok(about)) = (entry.path(), entry.metadata()) else { continue };
        if about.is_dir() && depth > 0 {
            collect(&path, depth - 1, found);
        } else if path.extension().is_some_and(|ending| ["xml", "ftl", "toml"].iter().any(|known| ending == *known)) {
            found.insert(path, (about.len(), about.modified().ok()));
        }
    }
}
