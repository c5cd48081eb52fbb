//! What the key ceremony asks of FIT-Connect: the keys of the destinations for which browsers are to seal. In: a tenant's channels, its services. Out: public keys,
//! each checked as before sending, with what is said about them in a key manifest.

use std::sync::Arc;

use vordruck_envelope::keys::{Destination, KeyEntry};

use super::FitConnect;
use crate::clock::{Clock, Randomness, Rng};
use crate::config::{ChannelConfig, TenantConfig};
use crate::deliver::{ChannelError, SetupError};

/// The destinations of a tenant's services, and their keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Destinations {
    /// One a service.
    pub named: Vec<Destination>,
    /// Each key once.
    pub keys: Vec<KeyEntry>,
}

/// Why the key of a service's destination is not to be had.
#[derive(Debug, thiserror::Error)]
pub enum DestinationFault {
    /// The configuration.
    #[error("{service}: {fault}")]
    Setup {
        /// Service id.
        service: String,
        /// What about it.
        fault: SetupError,
    },
    /// The delivery service, or the key.
    #[error("{service}: {fault}")]
    Channel {
        /// Service id.
        service: String,
        /// What about it.
        fault: ChannelError,
    },
}

/// Fetches and checks the keys for all services whose first channel is one of FIT-Connect with `sealed_by_browser`.
///
/// # Errors
/// The first that is not to be had: a service that is to be sealed in the browser is never quietly left out.
pub async fn fetch_destinations(
    config: &TenantConfig,
    services: impl IntoIterator<Item = &str>,
    clock: Arc<dyn Clock>,
    rng: Arc<dyn Randomness>,
) -> Result<Destinations, DestinationFault> {
    let mut destinations = Destinations::default();
    for service in services {
        let Some((name, ChannelConfig::FitConnect(channel))) = config.first_channel(service) else { continue };
        if !channel.sealed_by_browser {
            continue;
        }
        let setup = |fault| DestinationFault::Setup { service: service.to_owned(), fault };
        let channel = FitConnect::from_config(name, &channel, Arc::clone(&clock), Rng(Arc::clone(&rng))).map_err(setup)?;
        let (named, key) =
            channel.named_key(service).await.map_err(|fault| DestinationFault::Channel { service: service.to_owned(), fault })?;
        if !destinations.keys.iter().any(|known| known.kid == key.kid) {
            destinations.keys.push(key);
        }
        destinations.named.push(named);
    }
    Ok(destinations)
}
