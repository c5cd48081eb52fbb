//! What container engines and orchestrators need to run both sides with as few rights as they need: a Compose file and Kubernetes manifests for each. In: the
//! configuration. Out: text files, written from it like the units of systemd, and the handbook's chapter. What the image is made of: `.ci/image`.

mod chapter;
mod compose;
mod kubernetes;

pub(super) use chapter::chapter;

use super::facts::Facts;
use super::units;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use vordruck_database::DatabasePlace;

/// Who runs in the container; the image says the same.
const USER: u32 = 10_001;
/// Where the configuration is expected; the image says the same.
const CONFIGURATION: &str = "/etc/vordruck";
/// Seconds that orchestrators take to tell everybody that a process leaves.
const DRAIN_SECONDS: u64 = 10;
/// Seconds for what runs by then: a piece of a file at a quarter of a megabyte and 64 kbit/s takes half a minute.
const FAREWELL_SECONDS: u64 = 40;
/// Processes that open applications at once, where the configuration leaves it to the machine: a container is a part of one.
const OPENING: u64 = 2;

/// One of the two sides in a container.
struct Side {
    /// Name of service, container and network.
    name: &'static str,
    /// The command of the program.
    command: &'static str,
    /// Where it listens in its container.
    port: u16,
    /// What people type, without the scheme.
    host: String,
    /// Folders it keeps, none below another.
    volumes: Vec<Volume>,
    /// Files with secrets, where the configuration expects them.
    secrets: Vec<PathBuf>,
    /// What is different in a container from what the configuration says.
    environment: Vec<(&'static str, String)>,
    /// Seconds from SIGTERM to SIGKILL.
    grace_seconds: u64,
    memory_megabytes: u64,
    /// Whether several processes can work at once, so that one is replaced while another answers.
    is_shared: bool,
    /// What it connects to: port, and what for.
    outwards: Vec<(u16, String)>,
}

/// A folder that outlives a container.
struct Volume {
    name: String,
    path: PathBuf,
    /// Day keys: whoever keeps a copy of them undoes deletion.
    is_keys: bool,
}

/// File names, below the folder of the papers, and what is in them.
pub(super) fn files(facts: &Facts) -> Vec<(String, String)> {
    let sides = [public(facts), private(facts)];
    let both = |side: &Side| {
        [
            (format!("compose-{}.yaml", side.command), compose::file(side)),
            (format!("kubernetes-{}.yaml", side.command), kubernetes::file(side)),
        ]
    };
    sides.iter().flat_map(both).collect()
}

fn public(facts: &Facts) -> Side {
    let config = &facts.public;
    let service = units::public(facts);
    let drain = config.server.drain_seconds.max(DRAIN_SECONDS);
    let farewell = config.server.farewell_seconds.max(FAREWELL_SECONDS);
    let keys: Vec<&Path> = config.keys.replicas.iter().map(PathBuf::as_path).chain(config.keys.receipt_key.parent()).collect();
    let database = server(&config.database.place);
    Side {
        name: "vordruck-serve",
        command: "serve",
        port: 8080,
        host: host(&config.server.public_url),
        volumes: volumes(&service.folders, &keys),
        secrets: service.secrets,
        environment: vec![
            ("VORDRUCK_PUBLIC__SERVER__LISTEN", "0.0.0.0:8080".to_owned()),
            ("VORDRUCK_PUBLIC__SERVER__DRAIN_SECONDS", drain.to_string()),
            ("VORDRUCK_PUBLIC__SERVER__FAREWELL_SECONDS", farewell.to_string()),
        ],
        grace_seconds: drain + farewell + 10,
        memory_megabytes: 1024,
        is_shared: database.is_some(),
        outwards: database.into_iter().chain(config.mail.as_ref().map(|mail| (mail.port, "Mail".to_owned()))).collect(),
    }
}

fn private(facts: &Facts) -> Side {
    let config = &facts.private;
    let service = units::private(facts);
    let opening = if config.opening.processes == 0 { OPENING } else { config.opening.processes as u64 };
    let mail = config.mail.as_ref().map(|mail| (mail.port, "Mail".to_owned()));
    let database = server(&config.database_place());
    Side {
        name: "vordruck-postbox",
        command: "postbox",
        port: 8081,
        host: host(config.server.public_url.as_deref().unwrap_or("https://postkorb.example")),
        volumes: volumes(&service.folders.union(&service.handed_over).cloned().collect(), &[&config.storage.day_keys]),
        secrets: service.secrets,
        environment: vec![
            ("VORDRUCK_PRIVATE__SERVER__LISTEN", "0.0.0.0:8081".to_owned()),
            ("VORDRUCK_PRIVATE__OPENING__PROCESSES", opening.to_string()),
        ],
        grace_seconds: service.stop_seconds,
        memory_megabytes: 512 + opening * config.opening.memory_megabytes * 2,
        is_shared: database.is_some(),
        outwards: [(443, format!("öffentliche Seite ({}) und Schnittstellen", config.public_side.url))]
            .into_iter()
            .chain(database)
            .chain(mail)
            .collect(),
    }
}

/// A database server, if that is where a side stores.
fn server(place: &DatabasePlace) -> Option<(u16, String)> {
    matches!(place, DatabasePlace::Server(_)).then(|| (5432, "PostgreSQL".to_owned()))
}

/// The host of an address.
fn host(url: &str) -> String {
    url.split_once("://").map_or(url, |(_, host)| host).to_owned()
}

/// The topmost of the folders; keys stay in volumes of their own unless they lie in a folder that is one already.
fn volumes(folders: &BTreeSet<PathBuf>, keys: &[&Path]) -> Vec<Volume> {
    // Sorted: what lies below a folder comes after it.
    let mut top: Vec<&PathBuf> = Vec::new();
    for folder in folders {
        if !top.iter().any(|above| folder.starts_with(above)) {
            top.push(folder);
        }
    }
    let volume = |path: &PathBuf| {
        let words: Vec<String> = path.iter().skip(1).map(|part| part.to_string_lossy().to_lowercase()).collect();
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name: String = words.join("-").chars().map(plain).collect();
        let is_keys = keys.iter().any(|key| key.starts_with(path));
        // Names of volumes end at 63 characters (RFC 1123), and a service's name comes before.
        let name = name.get(name.len().saturating_sub(40)..).unwrap_or(&name).trim_matches('-').to_owned();
        Volume { name, path: path.clone(), is_keys }
    };
    top.into_iter().map(volume).collect()
}

impl Side {
    /// Tag of the image.
    fn image(&self) -> String {
        format!("vordruck:{}", env!("CARGO_PKG_VERSION"))
    }

    /// Name of a secret: the last part of its file.
    fn secret_name(secret: &Path) -> String {
        secret.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }
}

/// What stands above each file.
fn heading(what: &str) -> String {
    format!("# Geschrieben von „vordruck documents“ aus der Konfiguration; ändert sie sich, wird die Datei neu geschrieben.\n# {what}\n")
}
