//! What systemd needs to run both sides with as few rights as they need: a unit for each, their users, their folders. In: the configuration. Out: text files,
//! written from it like the papers, so that a folder that moves moves here, too. Names of settings: systemd.exec(5), sysusers.d(5), tmpfiles.d(5).

use super::facts::Facts;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use vordruck_database::DatabasePlace;
use vordruck_private::config::{ChannelConfig, UnlockConfig};

/// Where the program is expected; a unit needs the whole path.
const PROGRAM: &str = "/usr/local/bin/vordruck";
/// Where the configuration is expected if it was named by a relative path.
const CONFIGURATION: &str = "/etc/vordruck/vordruck.toml";
/// Where the secrets lie that systemd hands to a service as its credentials: readable by root alone.
const SECRETS: &str = "/etc/vordruck/secrets";

/// One of the two sides as a service.
pub(super) struct Service {
    /// Name of unit and user.
    name: &'static str,
    description: &'static str,
    /// The command of the program.
    command: &'static str,
    /// Folders of its own, which it writes to.
    pub(super) folders: BTreeSet<PathBuf>,
    /// Folders of other programs, which take away what it puts there: whose they are and what they may, is not ours to set, and one that is not mounted must
    /// neither be made nor keep the service from starting.
    pub(super) handed_over: BTreeSet<PathBuf>,
    /// Files with the secrets it is given.
    pub(super) secrets: Vec<PathBuf>,
    /// Seconds from SIGTERM to SIGKILL: what runs is finished.
    pub(super) stop_seconds: u64,
}

/// File names, below the folder of the papers, and what is in them.
pub(super) fn files(facts: &Facts, configuration: &Path) -> Vec<(String, String)> {
    let configuration = if configuration.is_absolute() { configuration } else { Path::new(CONFIGURATION) };
    let services = [public(facts), private(facts)];
    let units = services.iter().map(|service| (format!("{}.service", service.name), unit(service, configuration)));
    let users: String = services.iter().map(|service| format!("u {} - \"{}\"\n", service.name, service.description)).collect();
    let folders = services.iter().flat_map(|service| service.folders.iter().map(|folder| (service.name, folder)));
    let folders: String = folders.map(|(user, folder)| format!("d {} 0700 {user} {user} -\n", folder.display())).collect();
    units.chain([("vordruck.sysusers.conf".to_owned(), users), ("vordruck.tmpfiles.conf".to_owned(), folders)]).collect()
}

pub(super) fn public(facts: &Facts) -> Service {
    let config = &facts.public;
    let (database, secret) = folder_or_secret(&config.database.place);
    let folders = database.into_iter().chain(config.keys.receipt_key.parent()).chain(config.keys.replicas.iter().map(PathBuf::as_path));
    Service {
        name: "vordruck-serve",
        description: "Vordruck, public side",
        command: "serve",
        folders: written(folders),
        handed_over: BTreeSet::new(),
        secrets: secret.map(Path::to_owned).into_iter().collect(),
        stop_seconds: (config.server.drain_seconds + config.server.farewell_seconds + 10).max(60),
    }
}

pub(super) fn private(facts: &Facts) -> Service {
    let storage = &facts.private.storage;
    let channels = facts.private.tenants.values().flat_map(|tenant| tenant.channels.values());
    let handed_over =
        channels.filter_map(|channel| if let ChannelConfig::Folder { path, .. } = channel { Some(path.as_path()) } else { None });
    let place = facts.private.database_place();
    let (database, password) = folder_or_secret(&place);
    let folders = [storage.day_keys.as_path()].into_iter().chain(database).chain(storage.key_file.parent());
    let (UnlockConfig::PassphraseFile(secret) | UnlockConfig::IdentityFile(secret)) = &storage.unlock;
    Service {
        name: "vordruck-postbox",
        description: "Vordruck, private side with the postbox",
        command: "postbox",
        folders: written(folders),
        handed_over: written(handed_over),
        secrets: [Some(secret.as_path()), password].into_iter().flatten().map(Path::to_owned).collect(),
        // An application that is being opened.
        stop_seconds: facts.private.opening.seconds + 30,
    }
}

/// The folder of a file; the file with the password of a server.
fn folder_or_secret(place: &DatabasePlace) -> (Option<&Path>, Option<&Path>) {
    match place {
        DatabasePlace::File(path) => (path.parent(), None),
        DatabasePlace::Server(server) => (None, server.password_file.as_deref()),
    }
}

/// Each folder once. A relative one depends on where the program is started: no service can rely on that.
fn written<'a>(folders: impl Iterator<Item = &'a Path>) -> BTreeSet<PathBuf> {
    folders.filter(|folder| folder.is_absolute()).map(Path::to_owned).collect()
}

/// The name of a secret, if it is read where systemd puts a service's credentials.
fn credential(secret: &Path, unit: &str) -> Option<String> {
    let folder = Path::new("/run/credentials").join(format!("{unit}.service"));
    secret.strip_prefix(folder).ok().map(|name| name.display().to_string())
}

fn unit(service: &Service, configuration: &Path) -> String {
    let Service { name, description, command, folders, handed_over, secrets, stop_seconds } = service;
    let credentials: String = secrets
        .iter()
        .filter_map(|secret| credential(secret, name))
        .map(|secret| format!("LoadCredential={secret}:{SECRETS}/{secret}\n"))
        .collect();
    let mounts: String = folders.iter().map(|folder| format!("RequiresMountsFor={}\n", folder.display())).collect();
    let own = folders.iter().map(|folder| format!("ReadWritePaths={}\n", folder.display()));
    let folders: String = own.chain(handed_over.iter().map(|folder| format!("ReadWritePaths=-{}\n", folder.display()))).collect();
    format!(
        "# Written by `vordruck documents` from the configuration; write it again when that changes.
[Unit]
Description={description}
Wants=network-online.target
After=network-online.target
# Without its disk a folder looks like an empty one: new keys would be made, which open nothing.
{mounts}
[Service]
Type=exec
ExecStart={PROGRAM} {command} --config {}
User={name}
Restart=on-failure
RestartSec=2
# Requests that run are finished.
TimeoutStopSec={stop_seconds}
LimitNOFILE=65536
# What is in memory, keys among it, does not land on the disk when a process dies.
LimitCORE=0
{credentials}
# It writes here and nowhere else.
ProtectSystem=strict
{folders}
{CONFINED}
[Install]
WantedBy=multi-user.target
",
        configuration.display()
    )
}

/// What neither side ever needs. `seccomp` and setrlimit(2), which is one of `@resources`, stay: applications are opened in a child process that gives up the
/// rest by itself.
const CONFINED: &str = "\
UMask=0077
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
ProcSubset=pid
NoNewPrivileges=yes
CapabilityBoundingSet=
AmbientCapabilities=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
MemoryDenyWriteExecute=yes
RemoveIPC=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service seccomp
SystemCallFilter=~@privileged
SystemCallErrorNumber=EPERM
";
