//! Configuration, a section a file, every default stated where the field is. In: a deserialised document. Out: plain values. Reads no file and no
//! environment itself; the binary does.

mod database;
mod keys;
mod limits;
mod security;
mod server;
mod tenants;

use serde::Deserialize;

pub use database::DatabaseConfig;
pub use keys::KeysConfig;
pub use limits::LimitsConfig;
pub use security::SecurityConfig;
pub use server::ServerConfig;
pub use tenants::TenantConfig;
pub use vordruck_contract::mail::{MailConfig, MailSecurity};
pub use vordruck_database::{DatabasePlace, DatabaseServer};

use std::collections::BTreeMap;

/// All the public side needs to be told.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where it listens and under which address people reach it.
    pub server: ServerConfig,
    /// Where it stores.
    pub database: DatabaseConfig,
    /// Where its keys are.
    pub keys: KeysConfig,
    /// How it sends mail. Without this section no mails are offered: the link can still be copied and printed.
    #[serde(default)]
    pub mail: Option<MailConfig>,
    /// Whom people tell of a weakness. Without this section there is no `security.txt`.
    #[serde(default)]
    pub security: Option<SecurityConfig>,
    /// How much is too much.
    #[serde(default)]
    pub limits: LimitsConfig,
    /// A folder with a folder for each further tenant, in which `public.toml` has what its section here would have, paths relative to it: what
    /// `vordruck tenant add` makes. The command line reads it. Default none.
    #[serde(default)]
    pub tenants_folder: Option<std::path::PathBuf>,
    /// The authorities served here, by tenant id.
    #[serde(default)]
    pub tenants: BTreeMap<String, TenantConfig>,
}
