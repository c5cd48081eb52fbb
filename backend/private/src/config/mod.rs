//! Configuration, a section a file, every default stated where the field is. In: a deserialised document. Out: plain values. Reads no file and no
//! environment itself; the binary does.

mod channels;
mod collecting;
mod database;
mod notices;
mod opening;
mod public_side;
mod scanner;
mod server;
mod staff;
mod storage;
mod tenants;
mod xta;

use serde::Deserialize;
use std::collections::BTreeMap;

pub use channels::{
    CallbackConfig, ChannelConfig, ContentConfig, DestinationConfig, FitConnectConfig, S3Config, ServiceContentConfig, SftpConfig,
    TransferConfig,
};
pub use collecting::CollectingConfig;
pub use database::DatabaseConfig;
pub use notices::NoticesConfig;
pub use opening::OpeningConfig;
pub use public_side::PublicSideConfig;
pub use scanner::ScannerConfig;
pub use server::ServerConfig;
pub use staff::StaffConfig;
pub use storage::{StorageConfig, UnlockConfig};
pub use tenants::TenantConfig;
pub use vordruck_contract::mail::{MailConfig, MailSecurity};
pub use vordruck_database::{DatabasePlace, DatabaseServer};
pub use xta::{CodeConfig, PartyConfig, ResponsibleConfig, XtaConfig};

/// All the private side needs to be told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the postbox is served.
    pub server: ServerConfig,
    /// Where it stores, and where the keys of that are.
    pub storage: StorageConfig,
    /// The database, if it isn't the file in the folder of `storage`.
    #[serde(default)]
    pub database: DatabaseConfig,
    /// The public side to collect from.
    pub public_side: PublicSideConfig,
    /// How it collects.
    #[serde(default)]
    pub collecting: CollectingConfig,
    /// How interfaces are served.
    #[serde(default)]
    pub transfers: TransferConfig,
    /// What the processes that read applications may use.
    #[serde(default)]
    pub opening: OpeningConfig,
    /// Malware scanner. There is no default: who has none says so.
    pub scanner: ScannerConfig,
    /// How it sends notices. Without this section none are sent.
    #[serde(default)]
    pub mail: Option<MailConfig>,
    /// How often it sends them.
    #[serde(default)]
    pub notices: NoticesConfig,
    /// Rules for staff accounts.
    #[serde(default)]
    pub staff: StaffConfig,
    /// A folder with a folder for each further tenant, in which `private.toml` has what its section here would have, paths relative to it: what
    /// `vordruck tenant add` makes. The command line reads it. Default none.
    #[serde(default)]
    pub tenants_folder: Option<std::path::PathBuf>,
    /// The authorities, by tenant id.
    #[serde(default)]
    pub tenants: BTreeMap<String, TenantConfig>,
}

impl Config {
    /// Where the database is.
    #[must_use]
    pub fn database_place(&self) -> DatabasePlace {
        self.database.place.clone().unwrap_or_else(|| DatabasePlace::File(self.storage.folder.join("postbox.sqlite")))
    }

    /// Files with the secrets of callbacks, of senders and of destinations.
    pub(crate) fn callback_secret_files(&self) -> impl Iterator<Item = &std::path::Path> {
        self.tenants.values().flat_map(|tenant| {
            let of_channels = tenant.channels.values().filter_map(|channel| match channel {
                ChannelConfig::FitConnect(config) => config.callback.as_ref().map(|callback| callback.secret_file.as_path()),
                _ => None,
            });
            of_channels.chain(tenant.destinations.values().filter_map(|destination| destination.callback_secret_file.as_deref()))
        })
    }

    /// Tenant and name of the channels that take the keys of destinations unchecked, because they say that they are in a test environment.
    pub fn channels_with_unchecked_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.tenants.iter().flat_map(|(tenant, config)| {
            let is_unchecked = |channel: &ChannelConfig| matches!(channel, ChannelConfig::FitConnect(config) if config.test_environment);
            config.channels.iter().filter(move |(_, channel)| is_unchecked(channel)).map(|(name, _)| (tenant.as_str(), name.as_str()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = r#"
[server]
listen = "127.0.0.1:8081"
public_url = "https://postkorb.musterstadt.example"

[storage]
folder = "/var/lib/vordruck/postbox"
day_keys = "/var/lib/vordruck-keys/days"
key_file = "/var/lib/vordruck-keys/at-rest"
unlock = { passphrase_file = "/run/credentials/vordruck-postbox.service/passphrase" }

[public_side]
url = "https://formulare.musterstadt.example"

[scanner]
kind = "clamd"
socket = "/run/clamav/clamd.ctl"

[mail]
host = "mail.musterstadt.example"
port = 587
from = "Postkorb <postkorb@musterstadt.example>"

[tenants.musterstadt]
name = "Stadt Musterstadt"
collector_token_file = "/var/lib/vordruck-keys/musterstadt.token"
collector_key_file = "/var/lib/vordruck-keys/musterstadt-collector.age"
key_files = ["/var/lib/vordruck-keys/musterstadt.age"]
notice = ["strassenverkehr@musterstadt.example"]
"#;

    #[test]
    fn a_usual_configuration_is_read() {
        let config: Config = toml::from_str(SAMPLE).unwrap();
        assert_eq!(config.tenants["musterstadt"].notice.len(), 1);
        assert_eq!(config.collecting.wait_seconds, 25);
    }

    #[test]
    fn a_mistyped_name_is_refused() {
        let error = toml::from_str::<Config>(&SAMPLE.replace("day_keys", "daykeys")).unwrap_err();
        assert!(error.to_string().contains("daykeys"), "{error}");
    }

    #[test]
    fn a_missing_scanner_has_to_be_admitted() {
        let without = SAMPLE.replace("[scanner]\nkind = \"clamd\"\nsocket = \"/run/clamav/clamd.ctl\"\n", "");
        assert!(toml::from_str::<Config>(&without).is_err());
        let none = SAMPLE.replace("kind = \"clamd\"\nsocket = \"/run/clamav/clamd.ctl\"", "kind = \"none\"");
        assert!(matches!(toml::from_str::<Config>(&none).unwrap().scanner, ScannerConfig::None));
    }
}
