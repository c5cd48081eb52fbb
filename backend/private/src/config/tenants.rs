//! Section `tenants.<id>`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use vordruck_contract::postbox::PasswordProfile;

use super::{ChannelConfig, DestinationConfig};

/// What the private side needs to collect for an authority.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TenantConfig {
    /// Name of the authority, as clerks read it.
    pub name: String,
    /// A file with the bearer token that the public side knows the hash of.
    pub collector_token_file: PathBuf,
    /// The sealed key that signs acknowledgements.
    pub collector_key_file: PathBuf,
    /// Sealed private keys, the present one and those that old submissions may still be sealed for.
    pub key_files: Vec<PathBuf>,
    /// SHA-256 of the tenant's root key, 64 hexadecimal digits: forms and key manifests of another root are not published.
    #[serde(default)]
    pub root_fingerprint: Option<String>,
    /// Signed key manifests for the months to come (JSON, as `vordruck tenant keys install` writes it): whichever is due is published by itself.
    #[serde(default)]
    pub manifests_file: Option<PathBuf>,
    /// Rules for new passwords of the authority's users; missing: those of the section `staff`.
    #[serde(default)]
    pub password_profile: Option<PasswordProfile>,
    /// E-mail addresses that are told that something has arrived, never what.
    #[serde(default)]
    pub notice: Vec<String>,
    /// Interfaces to the authority's own systems, by name.
    #[serde(default)]
    pub channels: BTreeMap<String, ChannelConfig>,
    /// Destinations of one's own, at which others submit over FIT-Connect, by name.
    #[serde(default)]
    pub destinations: BTreeMap<String, DestinationConfig>,
    /// Which channels a service takes, in order, by service id; `*` for all that aren't named. After the last one, and for all that isn't named, comes the
    /// postbox.
    #[serde(default)]
    pub deliver: BTreeMap<String, Vec<String>>,
}

impl TenantConfig {
    /// The channel a service takes first, as it is for that service, by its name; none: the postbox.
    pub(crate) fn first_channel(&self, service: &str) -> Option<(String, ChannelConfig)> {
        let order = self.deliver.get(service).or_else(|| self.deliver.get("*"))?;
        let name = order.first()?;
        let channel = self.channels.get(name)?;
        let own = channel.content().services.get(service).map(|content| channel.for_service(content));
        Some((name.clone(), own.unwrap_or_else(|| channel.clone())))
    }

    /// Whether what is received at a destination would go out to it again.
    pub(crate) fn sends_back_to(&self, destination: &DestinationConfig) -> bool {
        let order = self.deliver.get(&destination.service).or_else(|| self.deliver.get("*"));
        order.into_iter().flatten().filter_map(|name| self.channels.get(name)).any(|channel| match channel {
            // Looked up: it may be.
            ChannelConfig::FitConnect(config) => config.destination_id.as_ref().is_none_or(|id| *id == destination.destination_id),
            _ => false,
        })
    }
}
