//! The preview: the real form, served from a public side of its own on this machine, with a panel beside it that says what is wrong,
//! jumps to pages and fills in scenarios. In: a folder, the applicant's app. Out: a running preview. All that makes it a preview is here:
//! no other command has these routes or lets a page be framed.

mod headers;
mod panel;
mod snapshot;
mod watch;

use crate::commands::Failure;
use crate::demo::folder::DemoFolder;
use crate::demo::towns::Town;
use crate::demo::{free_address, mail_catcher, sides};
use crate::processes;
use crate::publish;
use crate::tenant::Tenant;
use snapshot::{Published, Snapshot};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::watch as channel;
use tokio::task::JoinHandle;
use vordruck_contract::assets::Assets;
use vordruck_contract::keys::KeyManifest;
use vordruck_contract::paths;
use vordruck_private::PrivateSide;
use vordruck_public::PublicSide;

/// What is previewed.
#[derive(Debug, Clone)]
pub(crate) struct PreviewSettings {
    /// The folder of the process, or its process.xml.
    pub(crate) process: PathBuf,
    /// For whom.
    pub(crate) tenant: Tenant,
    /// Port on localhost; 0 for any.
    pub(crate) port: u16,
    /// Style sheets of the app, for the panel.
    pub(crate) styles: Vec<String>,
}

/// A running preview.
pub(crate) struct RunningPreview {
    address: String,
    public: PublicSide,
    private: PrivateSide,
    following: JoinHandle<()>,
    // Deleted with everything in it when the preview ends.
    _folder: tempfile::TempDir,
}

impl RunningPreview {
    /// Where the panel is.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Stops it; nothing stays.
    pub(crate) async fn stop(self) {
        self.following.abort();
        self.private.close().await;
        self.public.shutdown().await;
    }
}

/// Starts a preview. It has compiled once when this returns; whether without errors, its page says.
///
/// # Errors
/// The folder can't be read, or the port is taken.
pub(crate) async fn start(settings: PreviewSettings, assets: impl Assets) -> Result<RunningPreview, Failure> {
    // A definition that can't be found is a mistyped command, one with errors is an author's day.
    processes::source_at(&settings.process)?;
    let temporary = tempfile::Builder::new().prefix("vordruck-preview-").tempdir()?;
    let folder = DemoFolder::open(temporary.path())?;
    let tenant = settings.tenant.clone();
    let towns = [Town::plain(tenant.clone(), folder.tenant_keys(&tenant.id)?)];
    let [Town { keys, .. }] = &towns;
    let clock = sides::DemoClock::ahead_by_days(0);
    let (mail, _) = mail_catcher::start()?;
    let listen = free_address(settings.port)?;
    let origin = format!("http://localhost:{}", listen.port());
    let (state, states) = channel::channel(Arc::new(Snapshot::default()));
    let panel = panel::router(panel::Panel { styles: settings.styles.clone(), states });
    let config = sides::public_config(&folder, listen, &origin, mail, &towns)?;
    let rng = vordruck_public::clock::SystemRandomness;
    let public = PublicSide::start_around(config, assets, clock.clone(), rng, |routes| headers::framed(routes.merge(panel))).await?;
    let private_config = sides::private_config(&folder, listen, listen, mail, &towns, None)?;
    let rng = Arc::new(vordruck_private::clock::SystemRandomness);
    let private = PrivateSide::open(private_config, Arc::new(clock.clone()), rng).await?;
    let manifest = KeyManifest { jws: folder.key_manifest(&tenant.id, tenant.least_sequence, keys, &clock)? };
    let publisher = Publisher { private: private.clone(), tenant, root_fingerprint: keys.root_fingerprint.clone(), manifest };

    let process = settings.process.clone();
    let seen = watch::fingerprint(&process);
    publisher.show(&process, &state).await;
    let following = tokio::spawn(async move {
        let mut seen = seen;
        loop {
            seen = watch::changed(&process, seen).await;
            publisher.show(&process, &state).await;
        }
    });
    Ok(RunningPreview { address: format!("{origin}{}", panel::PAGE), public, private, following, _folder: temporary })
}

/// Brings what the author has written to the browser.
struct Publisher {
    private: PrivateSide,
    tenant: Tenant,
    root_fingerprint: String,
    manifest: KeyManifest,
}

impl Publisher {
    /// Compiles, publishes if there is a form, and shows what came of it. A form that was there stays while there is no other.
    async fn show(&self, process: &std::path::Path, state: &channel::Sender<Arc<Snapshot>>) {
        let before = state.borrow().clone();
        let mut next = match processes::source_at(process) {
            Ok(source) => {
                let settings = self.tenant.settings(&source.id().unwrap_or_default(), &self.root_fingerprint);
                let compiled = source.compile(Some(&settings));
                let published = match &compiled.form {
                    Some(form) => self.publish(form).await,
                    None => Ok(before.published.clone()),
                };
                Snapshot::of(&source, &compiled, published)
            }
            Err(fault) => Snapshot::unreadable(fault.to_string(), before.published.clone()),
        };
        next.revision = before.revision + 1;
        state.send_replace(Arc::new(next));
    }

    async fn publish(&self, form: &vordruck_form::compiled::CompiledForm) -> Result<Option<Published>, Failure> {
        let publication = publish::publication(form, &self.tenant);
        let (tenant, service, hash) = (publication.card.tenant.clone(), publication.card.service.clone(), publication.card.form.clone());
        let publication = vordruck_private::Publication {
            tenant: tenant.clone(),
            form: publication.bytes,
            card: publication.card,
            keys: self.manifest.clone(),
        };
        self.private.publish(publication).await?;
        Ok(Some(Published { hash, path: paths::start_page(&tenant, &service) }))
    }
}

#[cfg(test)]
mod tests;
