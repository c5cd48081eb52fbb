//! How the demo configures the two sides. In: folder, addresses, keys. Out: configurations, a clock that may run ahead, the clerk's
//! account.

use super::Clerk;
use super::folder::DemoFolder;
use super::towns::Town;
use crate::commands::Failure;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use vordruck_private::{Destinations, Grant, PrivateSide, StaffError, StaffMember, fetch_destinations};

const SECONDS_A_DAY: i64 = 86_400;

/// The machine's clock, some days ahead.
#[derive(Debug, Clone)]
pub(crate) struct DemoClock {
    machine: vordruck_public::clock::SystemClock,
    ahead_seconds: i64,
}

impl DemoClock {
    pub(crate) fn ahead_by_days(days: u32) -> Self {
        Self { machine: vordruck_public::clock::SystemClock::new(), ahead_seconds: i64::from(days) * SECONDS_A_DAY }
    }
}

impl vordruck_public::clock::Clock for DemoClock {
    fn now(&self) -> vordruck_public::clock::UnixSeconds {
        vordruck_public::clock::Clock::now(&self.machine).saturating_add(self.ahead_seconds)
    }

    fn elapsed(&self) -> Duration {
        self.machine.elapsed()
    }
}

impl vordruck_private::clock::Clock for DemoClock {
    fn now(&self) -> vordruck_private::clock::UnixSeconds {
        vordruck_public::clock::Clock::now(self)
    }
}

/// The public side of the demo: what isn't said here has its documented default.
pub(crate) fn public_config(
    folder: &DemoFolder,
    listen: SocketAddr,
    origin: &str,
    mail: SocketAddr,
    towns: &[Town],
) -> Result<vordruck_public::config::Config, Failure> {
    let tenants: BTreeMap<&str, Value> = towns
        .iter()
        .map(|Town { tenant, keys, .. }| {
            (tenant.id.as_str(), json!({ "collector_token_sha256": keys.collector_token_sha256, "collector_key": keys.collector_key }))
        })
        .collect();
    Ok(serde_json::from_value(json!({
        "server": { "listen": listen, "public_url": origin },
        "database": { "path": folder.at("public/public.sqlite") },
        "keys": {
            "replicas": [folder.at("public-keys/first"), folder.at("public-keys/second")],
            "receipt_key": folder.at("public-keys/receipt.key"),
        },
        "mail": {
            "host": mail.ip(), "port": mail.port(), "security": "plain",
            "from": "Musterstadt <formulare@musterstadt.example>",
        },
        "tenants": tenants,
    }))?)
}

/// The private side of the demo: what isn't said here has its documented default.
pub(crate) fn private_config(
    folder: &DemoFolder,
    listen: SocketAddr,
    public_side: SocketAddr,
    mail: SocketAddr,
    towns: &[Town],
    clamd: Option<&str>,
) -> Result<vordruck_private::config::Config, Failure> {
    let tenants: BTreeMap<&str, Value> = towns
        .iter()
        .map(|Town { tenant, keys, .. }| {
            let section = json!({
                "name": tenant.name,
                "collector_token_file": keys.files.token,
                "collector_key_file": keys.files.collector,
                "key_files": [keys.files.recipient],
                "root_fingerprint": keys.root_fingerprint,
                "notice": [tenant.authority.email],
            });
            (tenant.id.as_str(), section)
        })
        .collect();
    Ok(serde_json::from_value(json!({
        "server": { "listen": listen },
        "storage": {
            "folder": folder.at("postbox"),
            "day_keys": folder.at("postbox-keys/days"),
            "key_file": folder.at("postbox-keys/at-rest.age"),
            "unlock": { "identity_file": folder.identity() },
        },
        "public_side": { "url": format!("http://{public_side}") },
        "collecting": { "wait_seconds": 5 },
        "scanner": scanner(clamd)?,
        "mail": {
            "host": mail.ip(), "port": mail.port(), "security": "plain",
            "from": "Postkorb <postkorb@musterstadt.example>",
        },
        "tenants": tenants,
    }))?)
}

/// Lets what comes for these services go into folders, each a channel of its own.
pub(crate) fn drop_into_folders(tenant: &mut vordruck_private::config::TenantConfig, drops: &[(String, PathBuf)]) -> Result<(), Failure> {
    for (service, folder) in drops {
        let name = format!("ordner-{service}");
        let channel = serde_json::from_value(json!({ "kind": "folder", "path": folder, "content": { "format": "json" } }))?;
        tenant.channels.insert(name.clone(), channel);
        tenant.deliver.insert(service.clone(), vec![name]);
    }
    Ok(())
}

/// Lets what comes for these services go to destinations of FIT-Connect, sealed by browsers, each over a channel of its own.
pub(crate) fn send_to_destinations(
    tenant: &mut vordruck_private::config::TenantConfig,
    destinations: &[(String, PathBuf)],
) -> Result<(), Failure> {
    for (service, file) in destinations {
        let name = format!("fit-connect-{service}");
        let text = std::fs::read_to_string(file).map_err(|fault| format!("{}: {fault}", file.display()))?;
        let channel = toml::from_str(&text).map_err(|fault| format!("{}: {fault}", file.display()))?;
        tenant.channels.insert(name.clone(), channel);
        tenant.deliver.insert(service.clone(), vec![name]);
    }
    Ok(())
}

/// The destinations of each town's services, with their keys.
pub(crate) async fn destinations(
    config: &vordruck_private::config::Config,
    towns: &[Town],
    clock: &DemoClock,
) -> Result<BTreeMap<String, Destinations>, Failure> {
    let mut destinations = BTreeMap::new();
    for id in towns.iter().map(|town| &town.tenant.id) {
        let Some(tenant) = config.tenants.get(id) else { continue };
        let services = tenant.deliver.keys().map(String::as_str);
        let random = Arc::new(vordruck_private::clock::SystemRandomness);
        destinations.insert(id.clone(), fetch_destinations(tenant, services, Arc::new(clock.clone()), random).await?);
    }
    Ok(destinations)
}

/// `unix:<path>` or `host:port`.
fn scanner(clamd: Option<&str>) -> Result<Value, Failure> {
    match clamd.map(|text| (text, text.strip_prefix("unix:"))) {
        None => Ok(json!({ "kind": "none" })),
        Some((_, Some(path))) => Ok(json!({ "kind": "clamd", "socket": path })),
        Some((text, None)) if text.contains(':') => Ok(json!({ "kind": "clamd", "address": text })),
        Some((text, None)) => Err(format!("--clamd {text}: write unix:/run/clamav/clamd.ctl or host:port").into()),
    }
}

/// Gives each town a clerk who may read and administer everything of it, the first one by the plain name; nothing happens if there is one.
pub(crate) async fn add_clerks(side: &PrivateSide, clerk: &Clerk, towns: &[Town]) -> Result<(), Failure> {
    for (number, Town { tenant, .. }) in towns.iter().enumerate() {
        let member = StaffMember {
            name: if number == 0 { clerk.name.clone() } else { format!("{}-{}", clerk.name, tenant.id) },
            display_name: "Sachbearbeitung (Vorführung)".to_owned(),
            grants: vec![Grant { tenant: tenant.id.clone(), service: None }],
            administers: vec![tenant.id.clone()],
        };
        match side.add_user(member, clerk.password.clone().into()).await {
            Ok(()) | Err(StaffError::NameTaken) => {}
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok(())
}
