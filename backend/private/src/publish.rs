//! Publishing: first into the own store, so that nothing can arrive for a form this side doesn't know; then to the public side. In: form bytes, card,
//! signed keys. Out: the form's hash.

use vordruck_contract::keys::KeyManifest;
use vordruck_contract::services::{PinnedVersion, ServiceCard};
use vordruck_envelope::FormHash;
use vordruck_envelope::keys::{KeyError, Pinned, TrustedKeys};
use vordruck_form::compiled::{CompiledForm, ReadError};

use crate::client::{Client, ClientError};
use crate::clock::{UnixSeconds, unsigned};
use crate::config::TenantConfig;
use crate::keys::TenantKeys;
use crate::keys::ceremony::is_destinations;
use crate::store::audit::{Action, Entry};
use crate::store::{Store, StoreError};

/// What is published.
#[derive(Debug, Clone)]
pub struct Publication {
    /// Tenant id.
    pub tenant: String,
    /// Bytes of the compiled form.
    pub form: Vec<u8>,
    /// Its card; `form` in it must be the hash of the bytes.
    pub card: ServiceCard,
    /// The signed key manifest.
    pub keys: KeyManifest,
}

/// What is published of a service.
#[derive(Debug, Clone)]
pub struct Published {
    /// The card that new applications see; none if the service was never published.
    pub card: Option<ServiceCard>,
    /// The form of that card, if this side published it itself and can still read it.
    pub form: Option<CompiledForm>,
    /// The forms that something still refers to.
    pub versions: Vec<PinnedVersion>,
    /// The tenant's key manifest.
    pub keys: Option<KeyManifest>,
}

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The configuration doesn't name this tenant.
    #[error("there is no tenant of this id in the configuration")]
    UnknownTenant,
    /// The bytes are no compiled form.
    #[error(transparent)]
    Form(#[from] ReadError),
    /// Form, card and configuration don't speak of the same.
    #[error("the {0} of form, card and configuration differ")]
    Mismatch(&'static str),
    /// The key manifest would be refused by the browser.
    #[error("key manifest: {0}")]
    Keys(#[from] KeyError),
    /// The manifest names a key this side can't open with.
    #[error("the key manifest names a key that is not among the tenant's key files")]
    ForeignKey,
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The public side.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Asks the public side what is published of a service.
pub(crate) async fn published(
    store: &Store,
    client: &Client,
    keys: &TenantKeys,
    tenant: &str,
    service: &str,
) -> Result<Published, PublishError> {
    let card = client.card(tenant, service).await?;
    let form = match &card {
        Some(card) => store.lookup_form(tenant, service, &card.form).await?,
        None => None,
    };
    Ok(Published {
        // A form of an older format is no reason not to publish: only what changes can't be said then.
        form: form.and_then(|bytes| CompiledForm::from_bytes(&bytes).ok()),
        versions: client.versions(&keys.token, tenant, service).await?.versions,
        keys: client.key_manifest(tenant).await?,
        card,
    })
}

/// Publishes. Repeating it changes nothing.
pub(crate) async fn publish(
    store: &Store,
    client: &Client,
    config: &TenantConfig,
    keys: &TenantKeys,
    publication: Publication,
    now: UnixSeconds,
) -> Result<FormHash, PublishError> {
    let Publication { tenant, form: bytes, card, keys: manifest } = publication;
    let form = CompiledForm::from_bytes(&bytes)?;
    let hash = FormHash::of(&bytes);
    let differs = [
        ("tenant", form.tenant.id != tenant || card.tenant != tenant),
        ("service", form.id != card.service),
        ("form hash", card.form != hash.to_string()),
        ("root key", config.root_fingerprint.as_ref().is_some_and(|pinned| *pinned != form.tenant.root_fingerprint)),
    ];
    if let Some((what, _)) = differs.iter().find(|(_, differs)| *differs) {
        return Err(PublishError::Mismatch(what));
    }
    let root = form.tenant.root_fingerprint.parse().map_err(|_| PublishError::Mismatch("root key"))?;
    let trusted =
        TrustedKeys::verify(&manifest.jws, &Pinned { tenant: &tenant, root, least_sequence: form.tenant.least_sequence }, unsigned(now))?;
    if trusted.manifest().keys.iter().any(|entry| !is_destinations(entry) && keys.recipient(&entry.kid).is_none()) {
        return Err(PublishError::ForeignKey);
    }
    store.add_form(&tenant, &hash.to_string(), &card.service, &bytes, now).await?;
    client.put_keys(&keys.token, &tenant, &manifest).await?;
    client.put_form(&keys.token, &hash.to_string(), bytes).await?;
    client.put_card(&keys.token, &card).await?;
    store.audit(&Entry { at: now, actor: "system", action: Action::FormPublished, tenant: &tenant, subject: &hash.to_string() }).await?;
    tracing::info!(tenant, service = card.service, form = %hash, "form published");
    Ok(hash)
}
