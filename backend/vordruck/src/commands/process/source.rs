//! What the author's commands work on. In: what was typed. Out: a definition with its texts, the settings of a tenant.

use crate::commands::Failure;
use crate::processes::{self, ProcessSource};
use crate::tenant::Tenant;
use std::path::Path;
use vordruck_form::compile::TenantSettings;

/// A path if there is something at it, else the id of a process that ships.
pub(super) fn named(process: &str) -> Result<ProcessSource, Failure> {
    let path = Path::new(process);
    if path.exists() { Ok(processes::source_at(path)?) } else { Ok(processes::shipped_source(process)?) }
}

/// What the settings file of a tenant says about this process.
pub(super) fn settings(file: &Path, source: &ProcessSource, root_fingerprint: &str) -> Result<TenantSettings, Failure> {
    let text = std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()))?;
    let tenant = Tenant::from_toml(&text).map_err(|fault| format!("{}: {fault}", file.display()))?;
    // The settings of a service are found by the id its definition has; a definition without one has none.
    let (definition, _) = vordruck_form::definition::read(&source.file, &source.xml);
    let id = definition.map(|definition| definition.id.value).unwrap_or_default();
    Ok(tenant.settings(&id, root_fingerprint))
}
