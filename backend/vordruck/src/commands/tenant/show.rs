//! `vordruck tenant show`: what a tenant has. In: its folder. Out: lines; nothing of a private key.

use super::office::{Office, day};
use crate::commands::{Failure, print};
use crate::look;
use std::path::Path;

pub(super) fn run(config: &Path, tenant: &str) -> Result<(), Failure> {
    let office = Office::open(config)?;
    let desk = office.desk(tenant)?;
    let settings = desk.settings()?;
    print(format_args!("{} ({})", settings.name, settings.id))?;
    print(format_args!("settings: {}", desk.settings_file().display()))?;
    for line in &settings.authority.address {
        print(format_args!("  {line}"))?;
    }
    print(format_args!("  {} · {}", settings.authority.phone, settings.authority.email))?;
    for (service, set) in &settings.services {
        let parameters: Vec<String> = set.parameters.iter().map(|(name, value)| format!("{name}={value}")).collect();
        print(format_args!("service {service}: {}", parameters.join(" ")))?;
    }
    match look::look(&settings, desk.folder()) {
        Ok(checked) => print(format_args!(
            "look: {} pairs of colours measured, all AA, {} below AAA; framed by {}",
            checked.report.measured,
            checked.report.noted.len(),
            if settings.embedding.origins.is_empty() { "nobody".to_owned() } else { settings.embedding.origins.join(" ") }
        ))?,
        Err(fault) => print(format_args!("look: {fault}"))?,
    }
    let root = desk.private()?.root_fingerprint;
    print(format_args!("root: {}", root.as_deref().unwrap_or("not pinned yet")))?;
    for key in desk.request(&office.unlock)?.keys {
        print(format_args!("key: {}", key.kid))?;
    }
    for manifest in desk.manifests()? {
        print(format_args!(
            "manifest {}: {} to {}{}",
            manifest.sequence,
            day(manifest.not_before),
            day(manifest.not_after),
            if manifest.revoked.is_empty() { String::new() } else { format!(", revokes {}", manifest.revoked.len()) }
        ))?;
    }
    Ok(())
}
