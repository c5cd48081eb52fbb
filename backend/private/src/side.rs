//! The private side as a whole, for the binary. In: configuration, assets, paper, clock, randomness. Out: a running side, and what the command line does
//! with its store.

mod at_rest;
mod parts;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use vordruck_contract::mail::MailError;
use vordruck_contract::presentation::Presentation;
use vordruck_envelope::FormHash;
use vordruck_form::compiled::CompiledForm;

use crate::client::{Client, ClientError};
use crate::clock::{Clock, Randomness, Rng};
use crate::collect::{self, Retried};
use crate::config::Config;
use crate::deliver::SetupError;
use crate::fit_connect::callback::Secret;
use crate::keys::{KeyFileError, TenantKeys, Unlock, UnlockError};
use crate::paper::ListPrinter;
use crate::publish::{self, Publication, PublishError, Published};
use crate::reading::Reader;
use crate::routes::{self, App, Callbacks};
use crate::running::RunningPrivateSide;
use crate::server::{self, Patience};
use crate::staff::administration::PasswordRules;
use crate::staff::passkey::RelyingParty;
use crate::store::retention::Expired;
use crate::store::{Store, StoreError};
use vordruck_contract::assets::Assets;

/// Why the private side doesn't start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// What opens the key files.
    #[error(transparent)]
    Unlock(#[from] UnlockError),
    /// A key file.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The store, or the folder of its day keys, can't be opened.
    #[error("{place}: {error}")]
    Database {
        /// The file, the server or the folder.
        place: String,
        /// Why not.
        error: StoreError,
    },
    /// The public side's address.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// An interface.
    #[error(transparent)]
    Channel(#[from] SetupError),
    /// The mail section.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// `server.public_url` or `public_side.receipt_key` isn't what it should be, or the postbox would be served without TLS.
    #[error("configuration: {0}")]
    Configuration(&'static str),
    /// The address is taken, or not this machine's.
    #[error("server.listen: nothing can listen at {address}: {error}; does another program?")]
    Listen {
        /// Where.
        address: std::net::SocketAddr,
        /// Why not.
        error: std::io::Error,
    },
}

/// Why nothing was read again.
#[derive(Debug, thiserror::Error)]
pub enum RetryError {
    /// As when starting.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The private side: opened, not yet collecting. Enough for the command line.
#[derive(Clone)]
pub struct PrivateSide {
    pub(crate) config: Arc<Config>,
    pub(crate) store: Store,
    client: Client,
    keys: Arc<BTreeMap<String, Arc<TenantKeys>>>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl PrivateSide {
    /// Opens keys and store. Makes the at-rest key if it isn't there.
    ///
    /// # Errors
    /// See `StartError`.
    pub async fn open(config: Config, clock: Arc<dyn Clock>, rng: Arc<dyn Randomness>) -> Result<Self, StartError> {
        let unlock = Unlock::from_config(&config.storage.unlock)?;
        let rng = Rng(rng);
        let mut keys = BTreeMap::new();
        for (tenant, tenant_config) in &config.tenants {
            keys.insert(tenant.clone(), Arc::new(TenantKeys::open(tenant_config, &unlock)?));
        }
        Ok(Self {
            client: Client::new(&config.public_side)?,
            store: at_rest::open_store(&config, &unlock, clock.as_ref(), rng).await?,
            keys: Arc::new(keys),
            config: Arc::new(config),
            clock,
        })
    }

    /// Opens and starts: serves the postbox and collects.
    ///
    /// # Errors
    /// See `StartError`.
    pub async fn start(
        config: Config,
        assets: Arc<dyn Assets>,
        lists: Arc<dyn ListPrinter>,
        reader: Arc<dyn Reader>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Randomness>,
    ) -> Result<RunningPrivateSide, StartError> {
        let mut running = Self::serve(config, assets, lists, reader, clock, rng).await?;
        running.begin_collecting();
        Ok(running)
    }

    /// Opens and serves the postbox without collecting by itself; tests collect round by round.
    ///
    /// # Errors
    /// See `StartError`.
    pub async fn serve(
        config: Config,
        assets: Arc<dyn Assets>,
        lists: Arc<dyn ListPrinter>,
        reader: Arc<dyn Reader>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Randomness>,
    ) -> Result<RunningPrivateSide, StartError> {
        let side = Self::open(config, clock, rng).await?;
        let config = &side.config;
        let is_https = config.server.public_url.as_ref().is_some_and(|url| url.starts_with("https://"));
        if !is_https && !config.server.listen.ip().is_loopback() {
            return Err(StartError::Configuration(
                "server.public_url must be an https address unless the postbox listens on this machine only",
            ));
        }
        let taken = |error| StartError::Listen { address: config.server.listen, error };
        let listener = TcpListener::bind(config.server.listen).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let (alarms, work) = side.prepare(&reader).await?;
        let app = App {
            store: side.store.clone(),
            clock: Arc::clone(&side.clock),
            staff: config.staff.clone(),
            tenants: Arc::new(config.tenants.clone()),
            password_rules: side.password_rules(),
            alarms,
            lists,
            assets,
            // Without a public address it is this machine's, by name: browsers make no passkeys for numbers.
            relying_party: Arc::new(match &config.server.public_url {
                Some(url) => RelyingParty::at(url),
                None => RelyingParty::at(&format!("http://localhost:{}", address.port())),
            }),
            is_https,
            callbacks: Arc::new(Callbacks {
                secrets: config.callback_secret_files().map(|path| Ok(Secret::read(path)?.0)).collect::<Result<_, SetupError>>()?,
                destinations: work.destinations.iter().map(|destination| destination.news()).collect(),
            }),
            trusted_proxies: config.server.trusted_proxies.clone().into(),
        };
        let (stop, stopped) = watch::channel(false);
        let seconds = Duration::from_secs(config.server.patience_seconds.max(1));
        let patience = Patience { head: seconds, request: seconds * 3, connections: config.server.connections };
        let mut tasks = JoinSet::new();
        tasks.spawn(server::serve(listener, routes::router(app), patience, stopped));
        Ok(RunningPrivateSide { address, side, work, stop, tasks })
    }

    /// Opens and collects without serving the postbox: another process beside one that does, on the same store.
    ///
    /// # Errors
    /// See `StartError`.
    pub async fn collect(
        config: Config,
        reader: Arc<dyn Reader>,
        clock: Arc<dyn Clock>,
        rng: Arc<dyn Randomness>,
    ) -> Result<RunningPrivateSide, StartError> {
        let side = Self::open(config, clock, rng).await?;
        let (_, work) = side.prepare(&reader).await?;
        let address = side.config.server.listen;
        let mut running = RunningPrivateSide { address, side, work, stop: watch::channel(false).0, tasks: JoinSet::new() };
        running.begin_collecting();
        Ok(running)
    }

    /// Publishes a form for a tenant. Repeating it changes nothing.
    ///
    /// # Errors
    /// See `PublishError`.
    pub async fn publish(&self, publication: Publication) -> Result<FormHash, PublishError> {
        let tenant = publication.tenant.clone();
        let (Some(config), Some(keys)) = (self.config.tenants.get(&tenant), self.keys.get(&tenant)) else {
            return Err(PublishError::UnknownTenant);
        };
        publish::publish(&self.store, &self.client, config, keys, publication, self.clock.now()).await
    }

    /// Publishes how a tenant's pages look and which origins may frame them. Repeating it changes nothing.
    ///
    /// # Errors
    /// See `PublishError`; the public side checks contrasts and picture again.
    pub async fn publish_presentation(&self, tenant: &str, presentation: &Presentation) -> Result<(), PublishError> {
        let keys = self.keys.get(tenant).ok_or(PublishError::UnknownTenant)?;
        Ok(self.client.put_presentation(&keys.token, tenant, presentation).await?)
    }

    /// What is published of a service, as the public side says.
    ///
    /// # Errors
    /// See `PublishError`.
    pub async fn published(&self, tenant: &str, service: &str) -> Result<Published, PublishError> {
        let keys = self.keys.get(tenant).ok_or(PublishError::UnknownTenant)?;
        publish::published(&self.store, &self.client, keys, tenant, service).await
    }

    /// Reads again what could not be read: all of it, or the item with this reference or id. Tells reference and result of each.
    ///
    /// # Errors
    /// The configuration, or the store.
    pub async fn retry(&self, reader: Arc<dyn Reader>, which: Option<&str>) -> Result<Vec<(String, Retried)>, RetryError> {
        let collectors = self.collectors(&reader, &self.alarms(), &self.channels()?, &self.scanner()?)?;
        let mut results = Vec::new();
        for item in self.store.list_unreadable().await?.into_iter().filter(|item| collect::is_wanted(item, which)) {
            // Of a tenant that left there are no keys any more.
            let Some(collector) = collectors.iter().find(|collector| collector.tenant == item.tenant) else { continue };
            results.push((item.line.reference.clone(), collector.retry(&item).await?));
        }
        Ok(results)
    }

    pub(crate) fn password_rules(&self) -> PasswordRules {
        PasswordRules::of(&self.config)
    }

    /// Deletes what is over.
    ///
    /// # Errors
    /// The store.
    pub async fn expire(&self) -> Result<Expired, StoreError> {
        self.store.expire(self.clock.now()).await
    }

    /// The client of the public side.
    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// A tenant's opened keys.
    pub(crate) fn tenant_keys(&self, tenant: &str) -> Option<&TenantKeys> {
        self.keys.get(tenant).map(Arc::as_ref)
    }

    /// Closes the store.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// The German name of each service.
    pub(crate) async fn titles(&self) -> Result<BTreeMap<(String, String), String>, StoreError> {
        let forms = self.store.list_newest_forms().await?;
        let title = |(tenant, service, bytes): (String, String, Vec<u8>)| {
            let form = CompiledForm::from_bytes(&bytes).ok()?;
            Some(((tenant, service), form.title.in_language(0).to_owned()))
        };
        Ok(forms.into_iter().filter_map(title).collect())
    }
}
