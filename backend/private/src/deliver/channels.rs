//! The channels of an installation and which service takes which, in order. In: configuration. Out: the first channel of a delivery, the one after another. What
//! could not be read, or is infected, goes to the postbox: an interface has no eyes. So does, in the end, what no interface takes.

use std::collections::BTreeMap;
use std::sync::Arc;

use vordruck_contract::postbox::Scan;
use zeroize::Zeroizing;

use super::content::Content;
use super::fit_connect::FitConnect;
use super::folder::Folder;
use super::s3::S3;
use super::sftp::Sftp;
use super::webhook::Webhook;
use super::xta::Xta;
use super::{Channel, Delivery, Parcel, SetupError, web};
use crate::clock::{Clock, Rng};
use crate::config::{ChannelConfig, TenantConfig};
use crate::reading::ExportFormat;

/// How the configuration calls the postbox.
const POSTBOX: &str = "postbox";
/// A service that isn't named takes the channels of this one.
const ANY: &str = "*";

/// The channels of an installation.
pub(crate) struct Channels {
    pub(crate) postbox: Arc<dyn Channel>,
    tenants: BTreeMap<String, OfTenant>,
}

#[derive(Default)]
struct OfTenant {
    channels: BTreeMap<String, OfName>,
    /// Names by service; the postbox is not among them.
    orders: BTreeMap<String, Vec<String>>,
}

/// A channel, and the same one as it is for services with a content of their own.
struct OfName {
    general: Arc<dyn Channel>,
    services: BTreeMap<String, Arc<dyn Channel>>,
}

impl Channels {
    /// Sets up what the configuration names.
    pub(crate) fn from_config(
        postbox: Arc<dyn Channel>,
        tenants: &BTreeMap<String, TenantConfig>,
        clock: &Arc<dyn Clock>,
        rng: &Rng,
    ) -> Result<Self, SetupError> {
        let tenants = tenants
            .iter()
            .map(|(id, config)| Ok((id.clone(), OfTenant::from_config(id, config, clock, rng)?)))
            .collect::<Result<_, SetupError>>()?;
        Ok(Self { postbox, tenants })
    }

    /// The interface a delivery goes to first; none: the postbox.
    pub(crate) fn first(&self, delivery: &Delivery) -> Option<&str> {
        self.takers(delivery).next()
    }

    /// The interface after another; none: the postbox.
    pub(crate) fn after(&self, delivery: &Delivery, channel: &str) -> Option<&str> {
        self.takers(delivery).skip_while(|name| *name != channel).nth(1)
    }

    /// The interface that passes on what browsers seal for a service; none: nobody does.
    pub(crate) fn passing_on(&self, tenant: &str, service: &str) -> Option<&str> {
        self.order(tenant, service).iter().map(String::as_str).find(|name| self.passes_on(tenant, service, name))
    }

    /// The interfaces that take a delivery, in order.
    fn takers(&self, delivery: &Delivery) -> impl Iterator<Item = &str> {
        let (tenant, service) = (&delivery.tenant, &delivery.service);
        let is_taken = |name: &str| match &delivery.parcel {
            Parcel::Readable(parcel) => !parcel.files.iter().any(|file| matches!(file.scan, Scan::Found { .. })),
            Parcel::ForDestination(_) => self.passes_on(tenant, service, name),
            Parcel::Unreadable { .. } => false,
        };
        self.order(tenant, service).iter().map(String::as_str).filter(move |name| is_taken(name))
    }

    fn passes_on(&self, tenant: &str, service: &str, channel: &str) -> bool {
        self.named(tenant, service, channel).is_some_and(|channel| channel.passes_on())
    }

    /// An interface by its name, as it is for a service.
    pub(crate) fn named(&self, tenant: &str, service: &str, channel: &str) -> Option<&Arc<dyn Channel>> {
        let named = self.tenants.get(tenant)?.channels.get(channel)?;
        Some(named.services.get(service).unwrap_or(&named.general))
    }

    /// The formats that the channels of a service want.
    pub(crate) fn exports(&self, tenant: &str, service: &str) -> Vec<ExportFormat> {
        let channels = self.order(tenant, service).iter().filter_map(|name| self.named(tenant, service, name));
        let mut formats: Vec<ExportFormat> = channels.flat_map(|channel| channel.exports()).collect();
        formats.sort_unstable();
        formats.dedup();
        formats
    }

    fn order(&self, tenant: &str, service: &str) -> &[String] {
        let orders = self.tenants.get(tenant).map(|tenant| &tenant.orders);
        orders.and_then(|orders| orders.get(service).or_else(|| orders.get(ANY))).map_or(&[], Vec::as_slice)
    }
}

impl OfTenant {
    fn from_config(tenant: &str, config: &TenantConfig, clock: &Arc<dyn Clock>, rng: &Rng) -> Result<Self, SetupError> {
        let mut channels = BTreeMap::new();
        for (name, channel) in &config.channels {
            let of_name = OfName::from_config(config, name, channel, clock, rng).map_err(|error| error.within(tenant, "channels", name))?;
            channels.insert(name.clone(), of_name);
        }
        let mut orders = BTreeMap::new();
        for (service, names) in &config.deliver {
            let interfaces: Vec<String> = names.iter().take_while(|name| *name != POSTBOX).cloned().collect();
            if let Some(unknown) = interfaces.iter().find(|name| !channels.contains_key(*name)) {
                return Err(SetupError::UnknownChannel { tenant: tenant.to_owned(), channel: unknown.clone() });
            }
            orders.insert(service.clone(), interfaces);
        }
        Ok(Self { channels, orders })
    }
}

impl OfName {
    fn from_config(
        tenant: &TenantConfig,
        name: &str,
        channel: &ChannelConfig,
        clock: &Arc<dyn Clock>,
        rng: &Rng,
    ) -> Result<Self, SetupError> {
        let general = set_up(name, channel, clock, rng)?;
        let mut services = BTreeMap::new();
        for (service, content) in &channel.content().services {
            let order = tenant.deliver.get(service).or_else(|| tenant.deliver.get(ANY));
            if !order.is_some_and(|order| order.iter().any(|taken| taken == name)) {
                return Err(SetupError::Value("content.services names a service that does not take this channel"));
            }
            services.insert(service.clone(), set_up(name, &channel.for_service(content), clock, rng)?);
        }
        Ok(Self { general, services })
    }
}

fn set_up(name: &str, config: &ChannelConfig, clock: &Arc<dyn Clock>, rng: &Rng) -> Result<Arc<dyn Channel>, SetupError> {
    let name = name.to_owned();
    Ok(match config {
        ChannelConfig::Folder { path, content } => {
            Arc::new(Folder { name, path: path.clone(), content: Content::from_config(content)? }) as Arc<dyn Channel>
        }
        ChannelConfig::Webhook { url, key_id, secret_file, root_certificate, content } => {
            let secret = Zeroizing::new(std::fs::read(secret_file).map_err(|error| SetupError::file(secret_file, error))?);
            if secret.len() < 32 {
                return Err(SetupError::Value("the secret of a webhook has fewer than 32 bytes"));
            }
            if !key_id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c)) {
                return Err(SetupError::Value("key_id of a webhook has only letters, digits and -_.:"));
            }
            let (http, url) = (web::client(root_certificate.as_deref())?, web::address(url)?);
            let (key_id, content, clock) = (key_id.clone(), Content::from_config(content)?, Arc::clone(clock));
            Arc::new(Webhook { name, http, url, key_id, secret, content, clock })
        }
        ChannelConfig::S3(config) => Arc::new(S3::from_config(name, config)?),
        ChannelConfig::Sftp(config) => Arc::new(Sftp::from_config(name, config)?),
        ChannelConfig::FitConnect(config) => Arc::new(FitConnect::from_config(name, config, Arc::clone(clock), rng.clone())?),
        ChannelConfig::Xta(config) => Arc::new(Xta::from_config(name, config, Arc::clone(clock), rng.clone())?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{SystemClock, SystemRandomness};

    /// What is said of a tenant's section.
    fn said(sections: &str) -> String {
        let head = "name = \"Stadt\"\ncollector_token_file = \"/x\"\ncollector_key_file = \"/x\"\nkey_files = []\n";
        let config: TenantConfig = toml::from_str(&format!("{head}{sections}")).unwrap();
        let set_up =
            OfTenant::from_config("musterstadt", &config, &(Arc::new(SystemClock) as Arc<dyn Clock>), &Rng(Arc::new(SystemRandomness)));
        set_up.err().map(|error| error.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_wrong_in_the_configuration_is_said_with_where_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let secret = folder.path().join("secret");
        std::fs::write(&secret, "kurz").unwrap();
        let webhook = |url: &str, secret: &str| {
            format!(
                "[channels.netz]\nkind = \"webhook\"\nurl = \"{url}\"\nkey_id = \"a\"\nsecret_file = \"{secret}\"\ncontent = {{ format = \"json\" }}\n"
            )
        };
        let place = "private.tenants.musterstadt.channels.netz: ";
        let missing = said(&webhook("https://amt.example/", "/gibt/es/nicht"));
        assert!(missing.starts_with(&format!("{place}/gibt/es/nicht cannot be read")), "{missing}");
        let short = said(&webhook("https://amt.example/", &secret.display().to_string()));
        assert_eq!(short, format!("{place}the secret of a webhook has fewer than 32 bytes"));
        std::fs::write(&secret, "lang genug".repeat(9)).unwrap();
        let address = |url: &str| said(&webhook(url, &secret.display().to_string()));
        assert!(address("http://amt.example/").contains("begins with https://"), "{}", address("http://amt.example/"));
        assert!(address("amt.example").starts_with(&format!("{place}\"amt.example\" is no address")), "{}", address("amt.example"));
        assert_eq!(address("https://amt.example/"), "");
        let unknown = said("[deliver]\nhund = [\"nezt\"]\n");
        assert_eq!(unknown, "private.tenants.musterstadt.deliver names \"nezt\", which is none of the tenant's channels");
    }
}
