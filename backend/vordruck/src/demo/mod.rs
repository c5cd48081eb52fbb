//! The demonstration: public side, private side, mail catcher and a town's portal in one process, all data in one folder. In:
//! settings. Out: a running demo and its addresses. What differs from real operation is said on its page `/demo`.

pub(crate) mod folder;
pub(crate) mod mail_catcher;
mod page;
mod portal;
pub(crate) mod sides;

use crate::assets::{AppAssets, document_fonts};
use crate::commands::{Failure, read_application};
use crate::paper::DocumentPaper;
use crate::processes;
use crate::publish::{self, Publication};
use crate::tenant::Tenant;
use folder::DemoFolder;
use portal::{Portal, ServiceLink};
use serde::Serialize;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use vordruck_contract::paths;
use vordruck_private::{PrivateSide, RunningPrivateSide};
use vordruck_public::PublicSide;

/// How the demo is started.
#[derive(Debug, Clone)]
pub(crate) struct DemoSettings {
    /// Folder of all data.
    pub(crate) folder: PathBuf,
    /// Port of portal and forms; 0 for any.
    pub(crate) port: u16,
    /// Port of the postbox; 0 for any.
    pub(crate) postbox_port: u16,
    /// How far both clocks run ahead, in days.
    pub(crate) days_ahead: u32,
    /// `unix:<path>` or `host:port` of clamd.
    pub(crate) clamd: Option<String>,
}

/// All addresses of the demo: what the command prints.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Addresses {
    /// The town's portal.
    portal: String,
    /// Start pages by service id.
    services: std::collections::BTreeMap<String, String>,
    /// What the demo is.
    explanation: String,
    /// The mails it has caught.
    mail: String,
    /// The clerks' postbox.
    postbox: String,
    /// The demo clerk.
    clerk: Clerk,
    /// Where all data is, absolute.
    folder: PathBuf,
}

/// The demo clerk's account.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Clerk {
    /// User name.
    pub(crate) name: String,
    /// Password.
    pub(crate) password: String,
}

/// A running demo.
pub(crate) struct RunningDemo {
    addresses: Addresses,
    public: PublicSide,
    private: RunningPrivateSide,
}

impl RunningDemo {
    /// Its addresses.
    pub(crate) fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// Stops both sides; what was accepted is on disk.
    pub(crate) async fn stop(self) {
        self.private.shutdown().await;
        self.public.shutdown().await;
    }
}

/// Starts the demo. It is ready when this returns.
///
/// # Errors
/// Each part that can't be used, by name.
pub(crate) async fn start(settings: DemoSettings) -> Result<RunningDemo, Failure> {
    let folder = DemoFolder::open(&settings.folder)?;
    let applicant_app = AppAssets::applicant()?;
    let clerks_app = AppAssets::postbox()?;
    let tenant = Tenant::from_toml(include_str!("musterstadt.toml"))?;
    let keys = folder.tenant_keys(&tenant.id)?;
    let clock = sides::DemoClock::ahead_by_days(settings.days_ahead);
    let (mail_address, mails) = mail_catcher::start()?;
    let publications = compile_all(&tenant, &keys.root_fingerprint)?;

    let listen = free_address(settings.port)?;
    let postbox_listen = free_address(settings.postbox_port)?;
    let origin = format!("http://localhost:{}", listen.port());
    let postbox_url = format!("http://localhost:{}/", postbox_listen.port());
    let clerk = folder.clerk()?;
    let services: Vec<ServiceLink> = publications.iter().map(|publication| service_link(&tenant.id, publication)).collect();
    let portal = Portal {
        frame: page::Frame { styles: applicant_app.styles() },
        services: services.clone(),
        postbox_url: postbox_url.clone(),
        clerk: clerk.name.clone(),
        password: clerk.password.clone(),
        folder: folder.root().display().to_string(),
        mails,
        is_scanning: settings.clamd.is_some(),
    };
    let public_config = sides::public_config(&folder, listen, &origin, mail_address, &tenant.id, &keys)?;
    let rng = vordruck_public::clock::SystemRandomness;
    let public = PublicSide::start_with(public_config, applicant_app, clock.clone(), rng, portal::router(portal)).await?;

    let private_config = sides::private_config(&folder, postbox_listen, listen, mail_address, &tenant, &keys, settings.clamd.as_deref())?;
    let reader = Arc::new(read_application::reader(private_config.opening.limits())?);
    let private_rng = Arc::new(vordruck_private::clock::SystemRandomness);
    let lists = Arc::new(DocumentPaper::new(document_fonts()?));
    let private = PrivateSide::start(private_config, Arc::new(clerks_app), lists, reader, Arc::new(clock.clone()), private_rng).await?;
    let manifest = folder.key_manifest(&tenant.id, tenant.least_sequence, &keys, &clock)?;
    for publication in publications {
        let vordruck_publication = vordruck_private::Publication {
            tenant: tenant.id.clone(),
            form: publication.bytes,
            card: publication.card,
            keys: vordruck_contract::keys::KeyManifest { jws: manifest.clone() },
        };
        private.side().publish(vordruck_publication).await?;
    }
    sides::add_clerk(private.side(), &clerk, &tenant.id).await?;

    let addresses = Addresses {
        portal: format!("{origin}/"),
        services: services.into_iter().map(|service| (service.id, format!("{origin}{}", service.path))).collect(),
        explanation: format!("{origin}/demo"),
        mail: format!("{origin}/demo/mail"),
        postbox: postbox_url,
        clerk,
        folder: folder.root().to_path_buf(),
    };
    Ok(RunningDemo { addresses, public, private })
}

/// Every process that ships, compiled for the town.
fn compile_all(tenant: &Tenant, root_fingerprint: &str) -> Result<Vec<Publication>, Failure> {
    let mut publications = Vec::new();
    for id in processes::shipped() {
        let source = processes::shipped_source(&id)?;
        let compiled = source.compile(Some(&tenant.settings(&id, root_fingerprint)));
        match &compiled.form {
            Some(form) => publications.push(publish::publication(form, tenant)?),
            None => return Err(source.report(&compiled).into()),
        }
    }
    Ok(publications)
}

fn service_link(tenant: &str, publication: &Publication) -> ServiceLink {
    let card = &publication.card;
    let german = card.texts.get("de");
    ServiceLink {
        id: card.service.clone(),
        title: german.map(|texts| texts.title.clone()).unwrap_or_default(),
        summary: german.and_then(|texts| texts.summary.first().cloned()).unwrap_or_default(),
        path: paths::start_page(tenant, &card.service),
    }
}

/// The address to listen on. Port 0 is settled here, because links name the port before anything listens.
pub(crate) fn free_address(port: u16) -> Result<SocketAddr, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|fault| format!("port {port} on localhost: {fault}. Choose another one with --port, 0 takes any"))?;
    Ok(listener.local_addr()?)
}
