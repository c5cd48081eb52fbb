//! What the private side is put together from. In: configuration, store, opened keys. Out: alarms, collectors, interfaces, destinations, ready to run; or which
//! part of the configuration can't be used.

use std::sync::{Arc, OnceLock};

use super::{PrivateSide, StartError};
use crate::alarms::Alarms;
use crate::collect::{Collector, Forms, Polls, Room};
use crate::config::ScannerConfig;
use crate::deliver::Channels;
use crate::deliver::postbox::Postbox;
use crate::destination::{Destination, Surroundings};
use crate::keys::{Purpose, TenantKeys, Unlock, read_key};
use crate::notice::Notices;
use crate::reading::Reader;
use crate::running::Work;
use crate::scan::{self, Scanner};
use crate::transfer::Transfers;
use vordruck_contract::postbox::Alarm;

impl PrivateSide {
    pub(super) async fn prepare(&self, reader: &Arc<dyn Reader>) -> Result<(Alarms, Work), StartError> {
        if let Some(mail) = &self.config.mail {
            // What can't be used is said now, not when the first application arrives.
            Notices::new(mail, self.config.notices, String::new())?;
        }
        let alarms = self.alarms();
        if matches!(self.config.scanner, ScannerConfig::None) {
            alarms.raise(Alarm::ScannerMissing, "configuration");
        }
        if let Some(held) = self.store.hold_restored(self.clock.now()).await? {
            tracing::warn!(
                held,
                "the database came back from a backup: what was on its way to interfaces is held, because its receivers may have it"
            );
        }
        let tenants = self.config.tenants.iter();
        let destinations: Vec<(&str, &str)> =
            tenants.flat_map(|(tenant, config)| config.destinations.keys().map(|name| (tenant.as_str(), name.as_str()))).collect();
        self.store.withdraw_unconfigured(&destinations, self.clock.now()).await?;
        // After a restore what is over goes before anybody asks for it.
        self.store.expire(self.clock.now()).await?;
        self.warn_of_unchecked_keys(&alarms);
        // Each reads its keys and certificates from files.
        let (channels, scanner) = (self.channels()?, self.scanner()?);
        let work = Work {
            collectors: self.collectors(reader, &alarms, &channels, &scanner)?,
            transfers: self.transfers(&channels),
            destinations: self.destinations(reader, &alarms, &channels, &scanner)?,
        };
        Ok((alarms, work))
    }

    /// A channel that says it is in a test environment says so wherever somebody looks.
    fn warn_of_unchecked_keys(&self, alarms: &Alarms) {
        for (tenant, channel) in self.config.channels_with_unchecked_keys() {
            tracing::warn!(
                tenant,
                channel,
                "test_environment = true: keys of FIT-Connect are taken unchecked. Whoever answers at that address can read what is sent"
            );
            alarms.raise(Alarm::KeysUnchecked, &format!("{tenant}/{channel}"));
        }
    }

    fn destinations(
        &self,
        reader: &Arc<dyn Reader>,
        alarms: &Alarms,
        channels: &Arc<Channels>,
        scanner: &Arc<dyn Scanner>,
    ) -> Result<Vec<Arc<Destination>>, StartError> {
        let around = Surroundings {
            store: self.store.clone(),
            channels: Arc::clone(channels),
            scanner: Arc::clone(scanner),
            reader: Arc::clone(reader),
            clock: Arc::clone(&self.clock),
            rng: self.store.rng.clone(),
            alarms: alarms.clone(),
        };
        let mut destinations = Vec::new();
        for (tenant, of_tenant) in &self.config.tenants {
            for (name, config) in &of_tenant.destinations {
                if of_tenant.sends_back_to(config) {
                    return Err(StartError::Configuration("what a destination receives would be delivered to the same destination"));
                }
                let unlock = Unlock::from_config(&self.config.storage.unlock)?;
                let keys = config.key_files.iter().map(|path| read_key(path, Purpose::Destination, &unlock)).collect::<Result<_, _>>()?;
                let destination = Destination::from_config(tenant, name, config, keys, around.clone());
                destinations.push(Arc::new(destination.map_err(|error| error.within(tenant, "destinations", name))?));
            }
        }
        Ok(destinations)
    }

    pub(super) fn scanner(&self) -> Result<Arc<dyn Scanner>, StartError> {
        scan::from_config(&self.config.scanner).ok_or(StartError::Configuration("scanner: clamd needs either socket or address"))
    }

    pub(super) fn channels(&self) -> Result<Arc<Channels>, StartError> {
        let postbox = Arc::new(Postbox { store: self.store.clone(), clock: Arc::clone(&self.clock) });
        Ok(Arc::new(Channels::from_config(postbox, &self.config.tenants, &self.clock, &self.store.rng)?))
    }

    fn transfers(&self, channels: &Arc<Channels>) -> Arc<Transfers> {
        let (store, clock, config) = (self.store.clone(), Arc::clone(&self.clock), self.config.transfers.clone());
        Arc::new(Transfers { store, channels: Arc::clone(channels), clock, config })
    }

    pub(super) fn alarms(&self) -> Alarms {
        Alarms::new(self.store.clone(), self.config.transfers.give_up_hours)
    }

    pub(super) fn collectors(
        &self,
        reader: &Arc<dyn Reader>,
        alarms: &Alarms,
        channels: &Arc<Channels>,
        scanner: &Arc<dyn Scanner>,
    ) -> Result<Vec<Arc<Collector>>, StartError> {
        let receipt_key = match &self.config.public_side.receipt_key {
            Some(text) => Some(text.parse().map_err(|_| StartError::Configuration("public_side.receipt_key is not an Ed25519 key"))?),
            None => None,
        };
        let room = Room::new(self.config.collecting.bytes_at_once);
        let polls = Polls::new(self.keys.len());
        let collector = |(tenant, keys): (&String, &Arc<TenantKeys>)| {
            Arc::new(Collector {
                tenant: tenant.clone(),
                authority: self.config.tenants.get(tenant).map(|config| config.name.clone()).unwrap_or_default(),
                keys: Arc::clone(keys),
                client: self.client.clone(),
                store: self.store.clone(),
                channels: Arc::clone(channels),
                scanner: Arc::clone(scanner),
                reader: Arc::clone(reader),
                clock: Arc::clone(&self.clock),
                config: self.config.collecting.clone(),
                alarms: alarms.clone(),
                room: room.clone(),
                polls: polls.clone(),
                forms: Forms::default(),
                known_receipt_key: OnceLock::new(),
                receipt_key,
            })
        };
        Ok(self.keys.iter().map(collector).collect())
    }
}
