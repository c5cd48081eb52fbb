//! Puts the public side together and starts it. In: configuration, assets, clock, randomness. Out: a running server. Deletes what is due before it
//! answers the first request, because a restored backup brings back what had been deleted.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;
use vordruck_contract::formats::{is_hex_of, is_slug};

use crate::app::{App, Collector, Parts};
use crate::clock::{Clock, Randomness, Rng};
use crate::compressed::{Compressed, Quality};
use crate::config::{Config, DatabasePlace, SecurityConfig, TenantConfig};
use crate::jobs;
use crate::keys::{KeyError, KeyRings, Lifetimes};
use crate::mail::{MailError, Mailer};
use crate::receipts::ReceiptSigner;
use crate::router::router;
use crate::server::{Phase, Server};
use crate::store::{Store, StoreError};
use vordruck_contract::assets::Assets;

/// Why the public side did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The keys' folder lies in the database's, and would end up in its backups.
    #[error("the keys must not be stored in the database's folder: {0}")]
    KeysBesideDatabase(std::path::PathBuf),
    /// Another process on this database has other keys.
    #[error(
        "another process that works on this database has other keys: keys.replicas and keys.receipt_key must be the same folders and the same file for \
         all, on several machines a file system that all of them mount. If the keys were lost and these are new ones, wait three minutes"
    )]
    OtherKeys,
    /// A tenant's section doesn't hold what it should.
    #[error("tenant {tenant}: {field} is not {expected}")]
    Tenant {
        /// Tenant id.
        tenant: String,
        /// Field of its section.
        field: &'static str,
        /// What the field should hold.
        expected: &'static str,
    },
    /// The public address doesn't begin with `https://` or `http://`, or doesn't end with the host.
    #[error("server.public_url is not scheme and host, such as https://formulare.musterstadt.example")]
    PublicUrl,
    /// The section about whom to tell of a weakness doesn't hold what it should.
    #[error("security.{field} is not {expected}")]
    Security {
        /// Field of the section.
        field: &'static str,
        /// What the field should hold.
        expected: &'static str,
    },
    /// The mail section can't be used.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The keys can't be used.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The database can't be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database can't be opened.
    #[error("{place}: {error}")]
    Database {
        /// The file, or the server.
        place: String,
        /// Why not.
        error: StoreError,
    },
    /// The address can't be listened on.
    #[error("cannot listen: {0}")]
    Listen(#[from] std::io::Error),
}

/// A running public side.
pub struct PublicSide {
    app: App,
    server: Server,
    jobs: Vec<JoinHandle<()>>,
}

impl PublicSide {
    /// Starts the public side.
    ///
    /// # Errors
    /// Each part that can't be used, by name.
    pub async fn start(config: Config, assets: impl Assets, clock: impl Clock, rng: impl Randomness) -> Result<Self, StartError> {
        Self::start_around(config, assets, clock, rng, |routes| routes).await
    }

    /// Starts the public side with further pages, such as a demonstration's portal. They get the same headers.
    ///
    /// # Errors
    /// As [`PublicSide::start`].
    pub async fn start_with(
        config: Config,
        assets: impl Assets,
        clock: impl Clock,
        rng: impl Randomness,
        further: Router,
    ) -> Result<Self, StartError> {
        Self::start_around(config, assets, clock, rng, |routes| routes.merge(further)).await
    }

    /// Starts the public side with something around its routes, such as an author's preview that shows the form in a frame. What it
    /// sets of the headers stays; the rest is set as everywhere.
    ///
    /// # Errors
    /// As [`PublicSide::start`].
    pub async fn start_around(
        config: Config,
        assets: impl Assets,
        clock: impl Clock,
        rng: impl Randomness,
        around: impl FnOnce(Router) -> Router,
    ) -> Result<Self, StartError> {
        check(&config)?;
        let rng = Rng(Arc::new(rng));
        let lifetimes = Lifetimes { drafts: 31, postbox: config.limits.submission_days + 1, outbox: 4 };
        let keys = KeyRings::open(&config.keys.replicas, lifetimes, rng.clone())?;
        let receipts = ReceiptSigner::open(&config.keys.receipt_key, &rng)?;
        let collectors = config.tenants.iter().map(|(tenant, section)| collector(tenant, section)).collect::<Result<_, _>>()?;
        let mailer = config.mail.as_ref().map(|mail| Mailer::new(mail, &config.server.public_url)).transpose()?;
        let place = &config.database.place;
        let store = Store::open(&config.database).await.map_err(|error| StartError::Database { place: place.to_string(), error })?;
        let (stop, phase) = watch::channel(Phase::Serving);
        let process = rng.bytes().map_err(KeyError::from)?;
        let app = App::new(Parts {
            process,
            config,
            store,
            keys,
            receipts,
            clock: Arc::new(clock),
            rng,
            assets: Arc::new(assets),
            forms: Compressed::new(Quality::Best),
            pages: Compressed::new(Quality::Quick),
            collectors,
            mailer,
            received: Notify::new(),
            queued: Notify::new(),
            phase,
        });
        jobs::claim_keys(&app).await?;
        let retention = jobs::Retention::new(&app).await?;
        let server = Server::start(&app.config.server, router(app.clone(), around), stop)?;
        tracing::info!(server.address = %server.address(), tenants.count = app.collectors.len(), "public side started");
        let jobs = jobs::start(&app, retention);
        Ok(Self { app, server, jobs })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.server.address()
    }

    /// Deletes what is due now, as the hourly job does. `false`: another process is doing it.
    ///
    /// # Errors
    /// A key or a row could not be deleted.
    pub async fn delete_due(&self) -> Result<bool, StartError> {
        jobs::delete_due(&self.app).await
    }

    /// Sends the mails that are due now, as the job does when it is rung.
    ///
    /// # Errors
    /// The outbox could not be read or written.
    pub async fn send_due_mails(&self) -> Result<(), StartError> {
        Ok(jobs::send_due(&self.app).await?)
    }

    /// Says that it is going to end, serves on for `server.drain_seconds`, lets running requests end and stops.
    pub async fn shutdown(self) {
        self.server.stop().await;
        for job in self.jobs {
            job.abort();
            drop(job.await);
        }
        self.app.store.clone().close().await;
        tracing::info!("public side stopped");
    }
}

fn check(config: &Config) -> Result<(), StartError> {
    let url = &config.server.public_url;
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://")).ok_or(StartError::PublicUrl)?;
    if host.is_empty() || host.contains('/') {
        return Err(StartError::PublicUrl);
    }
    if let Some((field, expected)) = config.security.as_ref().and_then(SecurityConfig::fault) {
        return Err(StartError::Security { field, expected });
    }
    let DatabasePlace::File(path) = &config.database.place else { return Ok(()) };
    let database = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    for folder in config.keys.replicas.iter().chain(config.keys.receipt_key.parent().map(std::path::Path::to_path_buf).as_ref()) {
        if database.is_some_and(|database| folder.starts_with(database)) {
            return Err(StartError::KeysBesideDatabase(folder.clone()));
        }
    }
    Ok(())
}

fn collector(tenant: &str, section: &TenantConfig) -> Result<Collector, StartError> {
    let wrong = |field, expected| StartError::Tenant { tenant: tenant.to_owned(), field, expected };
    if !is_slug(tenant) {
        return Err(wrong("id", "lower-case letters, digits and hyphens"));
    }
    if !is_hex_of(&section.collector_token_sha256, 64) {
        return Err(wrong("collector_token_sha256", "64 hexadecimal digits"));
    }
    let hash: vordruck_envelope::FormHash =
        section.collector_token_sha256.parse().map_err(|_| wrong("collector_token_sha256", "64 hexadecimal digits"))?;
    let key = section.collector_key.parse().map_err(|_| wrong("collector_key", "43 base64url digits"))?;
    Ok(Collector { tenant: tenant.to_owned(), token_hash: *hash.as_bytes(), key })
}
