//! `vordruck tenant keys`: the key ceremony, a step a command, each saying what comes next. In: key files, what has travelled between the two machines.
//! Out: requests, signed manifests, their installation. Nothing secret is printed or travels.

use super::office::{Desk, MANIFESTS, Office, day, read, write};
use super::set::change;
use crate::commands::{Failure, print};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vordruck_envelope::Kid;
use vordruck_private::clock::{Clock, SystemClock, SystemRandomness};
use vordruck_private::keys::ceremony::{self, KeyRequest, SignedManifest, SignedManifests};
use vordruck_private::keys::{Unlock, UnlockError};

/// A step of the ceremony.
#[derive(Debug, clap::Subcommand)]
pub(super) enum KeysCommand {
    /// Offline, once: make a root key. Note its fingerprint on paper.
    Root {
        /// The file to make.
        file: PathBuf,
        #[command(flatten)]
        unlock: UnlockArguments,
    },
    /// Write the tenant's public keys to a file, to be carried to the offline machine. Keys of destinations for which browsers are to seal are fetched and checked now.
    Request {
        /// Tenant id.
        tenant: String,
        /// The file to write. Default: `key-request.json` in the tenant's folder.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Offline: sign a request for the months to come.
    Sign {
        /// The request.
        request: PathBuf,
        /// The root key's file.
        #[arg(long)]
        root: PathBuf,
        /// The file to write, to be carried back.
        #[arg(long)]
        out: PathBuf,
        /// Months to cover; every 60 days a new manifest begins.
        #[arg(long, default_value_t = 12, value_parser = clap::value_parser!(u32).range(1..=60))]
        months: u32,
        /// Ids of keys that nobody may seal for any more. Can be given more than once.
        #[arg(long = "revoke")]
        revoke: Vec<Kid>,
        #[command(flatten)]
        unlock: UnlockArguments,
    },
    /// Check and install what was signed. The first time, the fingerprint noted at the ceremony is pinned.
    Install {
        /// Tenant id.
        tenant: String,
        /// What came back.
        file: PathBuf,
        /// The fingerprint of the root key, as noted on paper; needed the first time.
        #[arg(long)]
        root_fingerprint: Option<String>,
    },
    /// Make a new private key for the tenant; the old one stays, for what is on its way.
    Rotate {
        /// Tenant id.
        tenant: String,
    },
    /// Say where the ceremony stands.
    Status {
        /// Tenant id.
        tenant: String,
    },
}

/// What seals the root's file; without either, the first line of standard input is the passphrase.
#[derive(Debug, clap::Args)]
pub(super) struct UnlockArguments {
    /// A file whose first line is the passphrase.
    #[arg(long)]
    passphrase_file: Option<PathBuf>,
    /// A file with an age identity.
    #[arg(long, conflicts_with = "passphrase_file")]
    identity_file: Option<PathBuf>,
}

impl UnlockArguments {
    fn open(&self) -> Result<Unlock, Failure> {
        let passphrase = match (&self.identity_file, &self.passphrase_file) {
            (Some(file), _) => return Ok(Unlock::from_identity_file(file)?),
            (None, Some(file)) => zeroize::Zeroizing::new(read(file)?),
            (None, None) => {
                let mut line = zeroize::Zeroizing::new(String::new());
                std::io::stdin().read_line(&mut line)?;
                line
            }
        };
        let line = passphrase.lines().next().unwrap_or_default();
        if line.is_empty() { Err(UnlockError::EmptyPassphrase.into()) } else { Ok(Unlock::Passphrase(line.to_owned().into())) }
    }
}

impl KeysCommand {
    pub(super) fn run(self, config: &Path) -> Result<(), Failure> {
        match self {
            Self::Root { file, unlock } => {
                let fingerprint = ceremony::generate_root(&file, &unlock.open()?, Arc::new(SystemRandomness))?;
                print(format_args!("{}: root key, sealed", file.display()))?;
                print(format_args!("fingerprint: {fingerprint}"))?;
                print(
                    "Note the fingerprint on paper, keep two copies of the file in two places, and never take either to a machine with network.",
                )
            }
            Self::Request { tenant, out } => {
                let office = Office::open(config)?;
                let desk = office.desk(&tenant)?;
                let out = out.unwrap_or_else(|| desk.at("key-request.json"));
                let mut request = desk.request(&office.unlock)?;
                add_destinations(config, &desk, &mut request)?;
                write(&out, &(serde_json::to_string_pretty(&request)? + "\n"))?;
                print(format_args!("{}: {} public keys; nothing in it is secret", out.display(), request.keys.len()))?;
                say_destinations(&request)?;
                print("Next, on the offline machine: vordruck tenant keys sign <this file> --root <root key> --out <file to carry back>")
            }
            Self::Sign { request, root, out, months, revoke, unlock } => {
                let request: KeyRequest =
                    serde_json::from_str(&read(&request)?).map_err(|fault| format!("{}: {fault}", request.display()))?;
                print(format_args!(
                    "{}: {} keys, counting on from manifest {}",
                    request.tenant,
                    request.keys.len(),
                    request.last_sequence
                ))?;
                say_destinations(&request)?;
                let signed = ceremony::sign(&request, &root, &unlock.open()?, SystemClock.now(), months, &revoke)?;
                write(&out, &(serde_json::to_string_pretty(&signed)? + "\n"))?;
                for manifest in &signed.manifests {
                    print(format_args!("manifest {}: {} to {}", manifest.sequence, day(manifest.not_before), day(manifest.not_after)))?;
                }
                print(format_args!("fingerprint: {}", signed.root_fingerprint))?;
                // Whoever reads it off this screen has not noted it on paper.
                let first = if request.last_sequence == 0 { " --root-fingerprint <the fingerprint noted on paper>" } else { "" };
                print(format_args!("Next, on the working machine: vordruck tenant keys install {} {}{first}", signed.tenant, out.display()))
            }
            Self::Install { tenant, file, root_fingerprint } => install(config, &tenant, &file, root_fingerprint),
            Self::Rotate { tenant } => rotate(config, &tenant),
            Self::Status { tenant } => status(config, &tenant),
        }
    }
}

/// Adds the destinations for which browsers are to seal. One whose key can't be had or isn't right stops the step: nothing is left out quietly.
fn add_destinations(config: &Path, desk: &Desk, request: &mut KeyRequest) -> Result<(), Failure> {
    let settings = crate::config::private_side(config)?;
    let Some(section) = settings.tenants.get(&desk.id) else { return Ok(()) };
    let services: Vec<String> = desk.settings()?.services.into_keys().collect();
    let fetched = vordruck_private::fetch_destinations(
        section,
        services.iter().map(String::as_str),
        Arc::new(SystemClock),
        Arc::new(SystemRandomness),
    );
    let destinations = tokio::runtime::Runtime::new()?.block_on(fetched)?;
    request.keys.extend(destinations.keys);
    request.destinations = destinations.named;
    Ok(())
}

/// Whose keys of others are to be signed, for whoever holds the root to compare.
fn say_destinations(request: &KeyRequest) -> Result<(), Failure> {
    for destination in &request.destinations {
        let until = request.keys.iter().find(|key| key.kid == destination.key).map_or(0, |key| key.not_after);
        print(format_args!(
            "{}: sealed by browsers for destination {}, key {} ({}), until {}",
            destination.service,
            destination.id,
            destination.kid,
            destination.key,
            day(until)
        ))?;
    }
    Ok(())
}

fn install(config: &Path, tenant: &str, file: &Path, noted: Option<String>) -> Result<(), Failure> {
    let office = Office::open(config)?;
    let desk = office.desk(tenant)?;
    let signed: SignedManifests = serde_json::from_str(&read(file)?).map_err(|fault| format!("{}: {fault}", file.display()))?;
    let pinned = desk
        .private()?
        .root_fingerprint
        .or(noted.clone())
        .ok_or("this tenant's root key is not pinned yet: give --root-fingerprint, as noted at the ceremony, not as the file says")?;
    if noted.is_some_and(|noted| noted != pinned) {
        return Err("another root key is pinned; a new root needs new versions of all forms, and begins with a new tenant".into());
    }
    let root = pinned.parse().map_err(|_| "a fingerprint has 64 hexadecimal digits")?;
    let known: Vec<Kid> = desk.request(&office.unlock)?.keys.into_iter().map(|key| key.kid).collect();
    let mut installed = desk.manifests()?;
    // The same file once more is no mistake: the step was broken, or nobody remembers.
    if signed.manifests.iter().all(|manifest| installed.contains(manifest)) && !installed.is_empty() {
        return print(format_args!("{tenant}: these manifests are installed"));
    }
    let last = installed.iter().map(|manifest| manifest.sequence).max().unwrap_or(0);
    ceremony::accept(&signed, tenant, root, last, &known)?;
    // What revokes, or sends applications past the tenant, counts for all forms compiled from now on: an older manifest would undo it.
    let counts = |manifest: &&SignedManifest| !manifest.revoked.is_empty() || manifest.names_destinations();
    let least = signed.manifests.iter().find(counts).map(|manifest| manifest.sequence);
    installed.extend(signed.manifests.iter().cloned());
    let all = SignedManifests { tenant: tenant.to_owned(), root_fingerprint: pinned.clone(), manifests: installed };
    desk.change_private(|section| section["root_fingerprint"] = toml_edit::value(pinned))?;
    write(&desk.at(MANIFESTS), &(serde_json::to_string_pretty(&all)? + "\n"))?;
    if let Some(least) = least {
        change(&desk, &[format!("least-sequence={least}")])?;
        print(format_args!("least-sequence = {least}: browsers with newly published forms refuse every older manifest"))?;
    }
    let until = signed.manifests.iter().map(|manifest| manifest.not_after).max().unwrap_or(0);
    print(format_args!("{tenant}: {} manifests installed, signed until {}", signed.manifests.len(), day(until)))?;
    print(format_args!("Next: vordruck tenant publish {tenant}"))
}

fn rotate(config: &Path, tenant: &str) -> Result<(), Failure> {
    let office = Office::open(config)?;
    let desk = office.desk(tenant)?;
    let number = (1..).find(|number| !desk.at(format!("recipient-{number}.age")).exists()).unwrap_or(1);
    let file = format!("recipient-{number}.age");
    let kid = ceremony::generate_recipient(&desk.at(&file), &office.unlock, Arc::new(SystemRandomness))?;
    desk.change_private(|section| {
        if let Some(files) = section.get_mut("key_files").and_then(toml_edit::Item::as_array_mut) {
            files.insert(0, file);
        }
    })?;
    print(format_args!("{tenant}: new key {kid}"))?;
    print(format_args!("Next: restart the private side, then vordruck tenant keys request {tenant}; revoke the old key when it is signed"))
}

fn status(config: &Path, tenant: &str) -> Result<(), Failure> {
    let office = Office::open(config)?;
    let desk = office.desk(tenant)?;
    let manifests = desk.manifests()?;
    let keys = desk.request(&office.unlock)?.keys;
    let signed = |kid: &Kid| manifests.iter().any(|manifest| manifest.jws_names(kid));
    for key in &keys {
        print(format_args!("key {}: {}", key.kid, if signed(&key.kid) { "signed" } else { "not signed yet" }))?;
    }
    if let Some(end) = ceremony::destinations_end(&manifests) {
        print(format_args!("browsers seal for destinations, with keys that hold until {}", day(end)))?;
    }
    match (ceremony::current(&manifests, SystemClock.now()), manifests.iter().map(|manifest| manifest.not_after).max()) {
        (Some(current), Some(until)) => {
            print(format_args!("manifest {} is valid until {}; signed until {}", current.sequence, day(current.not_after), day(until)))
        }
        (None, Some(until)) => {
            print(format_args!("no manifest is valid now; the last one ends {}. Next: keys request, sign, install", day(until)))
        }
        _ => print(format_args!("nothing is signed yet. Next: vordruck tenant keys request {tenant}")),
    }
}
