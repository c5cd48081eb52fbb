//! The demonstration: public side, private side, mail catcher and a town's portal in one process, all data in one folder. In:
//! settings. Out: a running demo and its addresses. What differs from real operation is said on its page `/demo`.

pub(crate) mod folder;
mod greeting;
pub(crate) mod mail_catcher;
mod page;
mod portal;
pub(crate) mod sides;
pub(crate) mod towns;

use crate::assets::{AppAssets, document_fonts};
use crate::commands::{Failure, read_application};
use crate::paper::DocumentPaper;
use crate::publish::Publication;
use folder::DemoFolder;
use portal::{Portal, ServiceLink};
use serde::Serialize;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use vordruck_contract::paths;
use vordruck_private::{PrivateSide, RunningPrivateSide};
use vordruck_public::PublicSide;

pub(crate) use greeting::greeting;

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
    /// Further origins whose pages may show the first town's forms in a frame.
    pub(crate) embedding_origins: Vec<String>,
    /// Services of the first town that go into folders.
    pub(crate) drops: Vec<(String, PathBuf)>,
    /// Services of the first town that browsers seal for a destination of FIT-Connect, with the files that have the channels' settings.
    pub(crate) destinations: Vec<(String, PathBuf)>,
}

/// All addresses of the demo: what the command prints.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Addresses {
    /// The town's portal.
    portal: String,
    /// Each town's own page by tenant id.
    towns: std::collections::BTreeMap<String, String>,
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
    let clock = sides::DemoClock::ahead_by_days(settings.days_ahead);
    let (mail_address, mails) = mail_catcher::start()?;
    let listen = free_address(settings.port)?;
    let postbox_listen = free_address(settings.postbox_port)?;
    let origin = format!("http://localhost:{}", listen.port());
    let origins: Vec<String> = [origin.clone()].into_iter().chain(settings.embedding_origins).collect();
    let towns = towns::towns(&folder, &origins)?;
    let publications = towns.iter().map(|town| Ok((town, town.compile()?))).collect::<Result<Vec<_>, Failure>>()?;
    let postbox_url = format!("http://localhost:{}/", postbox_listen.port());
    let clerk = folder.clerk()?;
    let offered = publications.first().map(|(_, offered)| offered.as_slice()).unwrap_or_default();
    let services: Vec<ServiceLink> = offered.iter().map(service_link).collect();
    let portal = Portal {
        frame: page::Frame { styles: applicant_app.styles() },
        services: services.clone(),
        towns: towns.iter().map(|town| (town.tenant.name.clone(), paths::tenant_page(&town.tenant.id))).collect(),
        postbox_url: postbox_url.clone(),
        clerk: clerk.name.clone(),
        password: clerk.password.clone(),
        folder: folder.root().display().to_string(),
        mails,
        is_scanning: settings.clamd.is_some(),
    };
    let public_config = sides::public_config(&folder, listen, &origin, mail_address, &towns)?;
    let rng = vordruck_public::clock::SystemRandomness;
    let public = PublicSide::start_with(public_config, applicant_app, clock.clone(), rng, portal::router(portal)).await?;

    let mut private_config = sides::private_config(&folder, postbox_listen, listen, mail_address, &towns, settings.clamd.as_deref())?;
    if let Some(first) = towns.first().and_then(|town| private_config.tenants.get_mut(&town.tenant.id)) {
        sides::drop_into_folders(first, &settings.drops)?;
        sides::send_to_destinations(first, &settings.destinations)?;
    }
    if !settings.destinations.is_empty() {
        // Somebody is watching.
        private_config.transfers.poll_seconds = 1;
        private_config.transfers.follow_up_seconds = 1;
    }
    let destinations = sides::destinations(&private_config, &towns, &clock).await?;
    let reader = Arc::new(read_application::reader(&private_config.opening)?);
    let private_rng = Arc::new(vordruck_private::clock::SystemRandomness);
    let lists = Arc::new(DocumentPaper::new(document_fonts()?));
    let private = PrivateSide::start(private_config, Arc::new(clerks_app), lists, reader, Arc::new(clock.clone()), private_rng).await?;
    for (town, offered) in publications {
        let (tenant, side) = (&town.tenant, private.side());
        side.publish_presentation(&tenant.id, &town.presentation).await?;
        let its = destinations.get(&tenant.id).cloned().unwrap_or_default();
        let jws = folder.key_manifest_with(&tenant.id, tenant.least_sequence, &town.keys, its, &clock)?;
        for Publication { bytes, card } in offered {
            let keys = vordruck_contract::keys::KeyManifest { jws: jws.clone() };
            side.publish(vordruck_private::Publication { tenant: tenant.id.clone(), form: bytes, card, keys }).await?;
        }
    }
    sides::add_clerks(private.side(), &clerk, &towns).await?;

    let addresses = Addresses {
        portal: format!("{origin}/"),
        towns: towns.iter().map(|town| (town.tenant.id.clone(), format!("{origin}{}", paths::tenant_page(&town.tenant.id)))).collect(),
        services: services.into_iter().map(|service| (service.id, format!("{origin}{}", service.path))).collect(),
        explanation: format!("{origin}/demo"),
        mail: format!("{origin}/demo/mail"),
        postbox: postbox_url,
        clerk,
        folder: folder.root().to_path_buf(),
    };
    Ok(RunningDemo { addresses, public, private })
}

fn service_link(publication: &Publication) -> ServiceLink {
    let card = &publication.card;
    let german = card.texts.get("de");
    ServiceLink {
        id: card.service.clone(),
        title: german.map(|texts| texts.title.clone()).unwrap_or_default(),
        summary: german.and_then(|texts| texts.summary.first().cloned()).unwrap_or_default(),
        path: paths::start_page(&card.tenant, &card.service),
    }
}

/// The address to listen on. Port 0 is settled here, because links name the port before anything listens.
pub(crate) fn free_address(port: u16) -> Result<SocketAddr, Failure> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|fault| format!("port {port} on localhost: {fault}. Choose another one with --port, 0 takes any"))?;
    Ok(listener.local_addr()?)
}
