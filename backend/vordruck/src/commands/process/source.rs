//! What the author's commands work on. In: what was typed. Out: a definition with its texts, the settings of a tenant.

use crate::commands::Failure;
use crate::processes::{self, ProcessSource};
use crate::tenant::Tenant;
use std::path::{Path, PathBuf};
use vordruck_form::compile::TenantSettings;

/// A path if there is something at it, else the id of a process that ships.
pub(super) fn named(process: &str) -> Result<ProcessSource, Failure> {
    let path = Path::new(process);
    if path.exists() { Ok(processes::source_at(path)?) } else { Ok(processes::shipped_source(process)?) }
}

/// Each of these, where a folder that is no process stands for all those in it.
pub(super) fn all(names: &[String]) -> Result<Vec<ProcessSource>, Failure> {
    let mut sources = Vec::new();
    for name in names {
        let folders = folders_in(Path::new(name));
        if folders.is_empty() {
            sources.push(named(name)?);
        }
        for folder in folders {
            sources.push(processes::source_at(&folder)?);
        }
    }
    Ok(sources)
}

/// The folders of processes in a folder that is none itself, sorted.
fn folders_in(folder: &Path) -> Vec<PathBuf> {
    if !folder.is_dir() || folder.join("process.xml").exists() {
        return Vec::new();
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.join("process.xml").exists()).collect();
    folders.sort();
    folders
}

/// What the settings file of a tenant says about this process.
pub(super) fn settings(file: &Path, source: &ProcessSource, root_fingerprint: &str) -> Result<TenantSettings, Failure> {
    let text = std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()))?;
    let tenant = Tenant::from_toml(&text).map_err(|fault| format!("{}: {fault}", file.display()))?;
    // The settings of a service are found by the id its definition has; a definition without one has none.
    Ok(tenant.settings(&source.id().unwrap_or_default(), root_fingerprint))
}
