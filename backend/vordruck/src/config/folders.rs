//! Tenants in folders of their own. In: the folder of all tenants, a side's name. Out: each tenant's section for that side, its paths made absolute.

use super::ConfigError;
use std::path::Path;
use toml::{Table, Value};

/// Fields of a section that hold paths.
const PATHS: [&str; 4] = ["collector_token_file", "collector_key_file", "key_files", "manifests_file"];

/// The sections by tenant id; folders without a file for this side are left out.
pub(super) fn sections(folder: &Path, side: &str) -> Result<Vec<(String, Table)>, ConfigError> {
    let wrong = |path: &Path, fault: String| ConfigError::Tenants(path.to_owned(), fault);
    let entries = std::fs::read_dir(folder).map_err(|fault| wrong(folder, fault.to_string()))?;
    let mut sections = Vec::new();
    for entry in entries {
        let own = entry.map_err(|fault| wrong(folder, fault.to_string()))?.path();
        let file = own.join(format!("{side}.toml"));
        let Some(tenant) = own.file_name().and_then(|name| name.to_str()).filter(|_| file.is_file()) else { continue };
        let text = std::fs::read_to_string(&file).map_err(|fault| wrong(&file, fault.to_string()))?;
        let mut section: Table = toml::from_str(&text).map_err(|fault| wrong(&file, fault.to_string()))?;
        for name in PATHS {
            if let Some(value) = section.get_mut(name) {
                absolute(&own, value);
            }
        }
        sections.push((tenant.to_owned(), section));
    }
    sections.sort_by(|one, two| one.0.cmp(&two.0));
    Ok(sections)
}

fn absolute(folder: &Path, value: &mut Value) {
    match value {
        Value::String(path) => *path = folder.join(&*path).to_string_lossy().into_owned(),
        Value::Array(paths) => paths.iter_mut().for_each(|path| absolute(folder, path)),
        _ => {}
    }
}
